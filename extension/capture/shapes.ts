import '../browser/jitless.ts'
import { Capture } from '../../core/contract/source.ts'
import { TakenPdf } from './pdf/taken-pdf.ts'
import { TakenPage } from './taken-page.ts'
import { VideoAnswer } from './video-answer.ts'
import { PlayerFacts } from './youtube/player-facts.ts'

/** What comes out of pages. Loaded by `import()` in the middle of a clip: the worker wakes for less, too. */
export const taken = {
  page: TakenPage,
  pdf: TakenPdf,
  player: PlayerFacts,
  video: VideoAnswer,
  capture: Capture,
}
