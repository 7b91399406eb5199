import type { ScriptState } from '../../contract/script.ts'
import { beatsOf, sentencesOf } from '../order.ts'

/** What is spoken and nothing else: a paragraph a beat, for reading aloud. */
export const plainScript = (state: ScriptState): string =>
  `${beatsOf(state)
    .map(beat =>
      sentencesOf(state, beat.id)
        .map(({ text }) => text.trim())
        .filter(Boolean)
        .join(' '),
    )
    .filter(Boolean)
    .join('\n\n')}\n`
