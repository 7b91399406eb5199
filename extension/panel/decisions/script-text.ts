import type { ScriptState } from '../../../core/contract/script.ts'
import { beatsOf, sentencesOf } from '../../../core/script/order.ts'

/** A script as words to be compared: each beat's title on a line, then its sentences, a line each. */
export const scriptText = (state: ScriptState): string =>
  beatsOf(state)
    .map(beat => [beat.title, ...sentencesOf(state, beat.id).map(sentence => sentence.text)].join('\n'))
    .join('\n\n')
