import { isEnglish } from './language-tag.ts'
import { HIDDEN_FILLERS } from './measure-traits.ts'
import { sum } from './spread.ts'
import type { VideoMeasure } from './video-measure.ts'

/** What could not be measured of a voice, and what would help; in sentences for the creator. */
export function missingOf(used: readonly VideoMeasure[], language: string, hasOthers: boolean): string[] {
  if (used.length === 0) return []
  const missing: string[] = []
  const many = (count: number) =>
    count === used.length ? 'Your captions' : `${count} of your ${used.length} videos’ captions`
  if (!isEnglish(language))
    missing.push(
      'Your videos are not in English. Rhythm, pace, phrases and how varied your words are were measured; what stands on English words was not: hedges, address, hooks, contractions, syllables.',
    )
  else if (rate(used) < HIDDEN_FILLERS)
    missing.push(
      'Your captions hide fillers: automatic captions leave out most “um” and “uh”, so nothing is said of them.',
    )
  if (!hasOthers)
    missing.push('There are no other creators of your language to compare with: values stand for themselves.')
  const unknown = used.filter(({ unitKind }) => unitKind === 'none').length
  if (unknown > 0)
    missing.push(
      `${many(unknown)} have neither punctuation nor times of words, so the rhythm of sentences is not measured there. Fetch their words again, or add captions with punctuation.`,
    )
  const byPause = used.filter(({ unitKind }) => unitKind === 'pauses').length
  if (byPause > 0)
    missing.push(
      `${many(byPause)} have no punctuation: what is said of sentences is estimated from pauses of half a second.`,
    )
  const untimed = used.filter(({ durationMs }) => durationMs === null).length
  if (untimed > 0) missing.push(`${many(untimed)} have no times, so pace and pauses are not measured there.`)
  const gaps = used.filter(({ traits }) => traits.pauses && !traits['pause-length']).length
  if (gaps > 0)
    missing.push(
      `${many(gaps)} do not time each word: the pauses counted there are fewer than those that you make.`,
    )
  return missing
}

const rate = (used: readonly VideoMeasure[]): number =>
  sum(used.map(({ fillers, words }) => fillers * words)) / sum(used.map(({ words }) => words))
