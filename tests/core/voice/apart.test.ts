import { describe, expect, test } from 'vitest'
import { stretchApart } from '../../../core/voice/apart.ts'
import { englishCohort } from '../../../core/voice/english-cohort.ts'
import { normalWords } from '../../../core/voice/normal.ts'
import { togetherness, voiceTogetherness } from '../../../core/voice/togetherness.ts'
import { summed } from '../../../core/voice/voice-model.ts'
import { speech, subjects } from '../../fixtures/voice/speech.ts'

const words = (text: string) => normalWords(text).map(({ word }) => word)
const { features } = englishCohort
const talks = Array.from({ length: 6 }, (_, n) => words(speech('chatty', subjects[n]!, 1_200, 40 + n)))
const videos = {
  counts: summed(
    talks.map(said => features.counts(features.occurrences(said))),
    features.size,
  ),
  words: talks.reduce((sum, said) => sum + said.length, 0),
  videos: talks.length,
}
const own = (count: number, seed: number) =>
  words(speech('chatty', subjects[0]!, count + 40, seed)).slice(0, count)
/** A sentence each 25 words. */
const startsOf = (text: readonly string[]) =>
  Array.from({ length: Math.ceil(text.length / 25) }, (_, at) => 25 * at)
const read = (words: readonly string[]) => ({ words, said: features.occurrences(words) })
const apartIn = (text: readonly string[]) => stretchApart(englishCohort, videos, read(text), startsOf(text))

describe('The stretch that goes least with its text', () => {
  test('is another’s, wherever it stands', () => {
    for (const [seed, at] of [0, 175, 500].entries()) {
      const text = own(650, 60 + seed)
      text.splice(at, 150, ...words(speech('learned', subjects[4]!, 200, seed)).slice(0, 150))
      expect(Math.abs(apartIn(text)!.from - at)).toBeLessThanOrEqual(50)
    }
  })

  test('is found by its topic too: own words of another thing go less with the text than by voice alone', () => {
    const text = own(650, 70)
    text.splice(200, 150, ...words(speech('chatty', subjects[4]!, 200, 71)).slice(0, 150))
    const passages = [0, 200, 500].map(from => ({ from, to: from + 150 }))
    const lower = (values: number[]) => values[1]! - Math.min(values[0]!, values[2]!)
    const whole = togetherness(englishCohort, videos, read(text), passages)
    const byVoice = voiceTogetherness(englishCohort, videos, read(text).said, passages)
    expect(lower(whole)).toBeLessThan(lower(byVoice.map(nats => nats / 3)))
  })

  test('is none in a text of their own, and none where a third is no rest', () => {
    for (const seed of [80, 81, 82]) expect(apartIn(own(650, seed))).toBeNull()
    const short = own(300, 90).concat(words(speech('learned', subjects[4]!, 200, 1)).slice(0, 149))
    expect(apartIn(short)).toBeNull()
    expect(apartIn([])).toBeNull()
    expect(stretchApart(englishCohort, videos, read(own(650, 83)), [])).toBeNull()
  })
})
