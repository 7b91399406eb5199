import type { BeatKind, Origin, Standing } from '../../contract/script.ts'
import type { SpeakingPace } from '../timing.ts'
import { clock } from './clock.ts'

/** What every form of a script is told. */
export interface FormOptions {
  /** Of the project. */
  title: string
  pace: SpeakingPace
}

export const beatNames: Record<BeatKind, string> = {
  hook: 'Hook',
  setup: 'Setup',
  turn: 'Turn',
  payoff: 'Payoff',
  close: 'Close',
  sponsor: 'Sponsor',
}

export const standingNames: Record<Standing, string> = {
  quoted: 'quoted and matched',
  paraphrase: 'paraphrase, by a model’s or the creator’s opinion',
  own_knowledge: 'own knowledge',
  opinion: 'opinion',
  open: 'open',
}

export const originNames: Record<Origin, string> = {
  model: 'written by a model',
  source: 'a source’s own words',
  creator: 'written by the creator',
  edited: 'changed by the creator',
}

/** "8:20 at the creator’s pace": how long so many milliseconds are, and by which pace. */
export const lengthWords = (ms: number, { from }: SpeakingPace): string =>
  `${clock(ms)} at ${from === 'measured' ? 'the creator’s own pace' : 'a usual pace'}`
