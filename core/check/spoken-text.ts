import type { ScriptState, Sentence } from '../contract/script.ts'
import type { Range } from '../passages/range.ts'
import { beatsOf, sentencesOf } from '../script/order.ts'

/** A script as one text, and where in it each sentence stands. */
export interface SpokenText {
  text: string
  places: (Range & { sentence: Sentence })[]
}

/**
 * What the meter reads: all that is spoken but for sponsor reads, which a creator speaks in another voice and which their
 * profile leaves out.
 */
export function spokenText(state: ScriptState): SpokenText {
  let text = ''
  const places: SpokenText['places'] = []
  for (const beat of beatsOf(state)) {
    if (beat.kind === 'sponsor') continue
    let first = true
    for (const sentence of sentencesOf(state, beat.id)) {
      const words = sentence.text.trim()
      if (!words) continue
      if (text) text += first ? '\n\n' : ' '
      first = false
      places.push({ sentence, start: text.length, end: text.length + words.length })
      text += words
    }
  }
  return { text, places }
}

/** The sentences of which a stretch of the text holds something. */
export const sentencesIn = ({ places }: SpokenText, { start, end }: Range): SpokenText['places'] =>
  places.filter(place => place.start < end && place.end > start)
