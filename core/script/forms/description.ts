import type { ScriptState } from '../../contract/script.ts'
import { fittedDescription } from '../../studio/description.ts'
import type { SpeakingPace } from '../timing.ts'
import { chapterLines } from './chapters.ts'
import { sourceLines } from './source-list.ts'

/**
 * What goes under the video, ready to be pasted: the creator's own words, the chapters, the sources, as YouTube takes
 * them. Where it is too long the last sources are left out, and `leftOut` says how many.
 * @param own the creator's own words over it; may be empty
 */
export function description(
  state: ScriptState,
  pace: SpeakingPace,
  own = '',
): { text: string; leftOut: number } {
  const { text, left } = fittedDescription({
    own,
    chapters: chapterLines(state, pace),
    sources: sourceLines(state).split('\n').filter(Boolean),
    below: '',
  })
  return { text, leftOut: left.sources }
}
