import type { VoiceModel } from '../contract/voice-profile.ts'
import { BAND_WORDS, controlBands, spanOf } from './bands.ts'
import { printsOf } from './copied.ts'
import { type SpeakerRates, sparse } from './likelihood.ts'
import type { NormalWord } from './normal.ts'
import type { Cohort } from './scorer.ts'
import { median } from './spread.ts'
import { surplusOf } from './surplus.ts'

/** Stretches of a video that stand for it at each length. */
const STRETCHES = 2
/** Fewer scores have no spread. */
const LEAST_SCORES = 3

/**
 * What the meter knows of a voice, and where each video stands by a voice of the other videos.
 * @param videos normal words of each
 */
export function voiceModel(
  cohort: Cohort,
  videos: readonly NormalWord[][],
): { model: VoiceModel; ownScores: (number | null)[] } {
  const texts = videos.map(words => words.map(({ word }) => word))
  const said = texts.map(text => cohort.features.occurrences(text))
  const each = said.map(occurrences => cohort.features.counts(occurrences))
  const heardOf = each.map((counts, video) => cohort.heardIn(counts, texts[video]!.length))
  const heard = summed(heardOf, cohort.features.size)
  const words = texts.reduce((sum, text) => sum + text.length, 0)
  const leftOut = heardOf.map((counts, video) => {
    const rest = heard.map((times, at) => times - counts[at]!)
    const voice = cohort.ratesOf(rest, words - texts[video]!.length, videos.length - 1)
    const scores = BAND_WORDS.map(n =>
      starts(texts[video]!.length, n).map(from =>
        cohort.score(voice, sparse(cohort.features.counts(said[video]!, from, from + n)), n),
      ),
    )
    return { voice, scores }
  })
  const surpluses = (voice: SpeakerRates, of: typeof leftOut) =>
    BAND_WORDS.map((words, length) => {
      const point = cohort.data.calibration.voice.find(each => each.words === words)
      const raws = of.map(({ scores }) => scores[length]!.map(({ raw }) => raw))
      return { words, surplus: point ? surplusOf(point.usual, cohort.standing(voice, words), raws) : 0 }
    })
  const scores = leftOut.map(video => {
    // The number by which a video is judged comes from the others too.
    const others = leftOut.filter(each => each !== video)
    const known = surpluses(video.voice, others)
    return video.scores.map((each, length) =>
      each.map(score => cohort.logOdds(video.voice, score, BAND_WORDS[length]!, known) / Math.LN10),
    )
  })
  const voice = cohort.ratesOf(heard, words, videos.length)
  const known = surpluses(voice, leftOut)
  const bands = BAND_WORDS.flatMap((n, length) => {
    const own = videos.length > 1 ? scores.flatMap(video => video[length]!) : []
    if (own.length < LEAST_SCORES) return []
    return [{ ...known[length]!, own: spanOf(own), ...controlBands(cohort, voice, n, known) }]
  })
  const model = {
    ...{ format: 1 as const, background: cohort.data.id, words, videos: videos.length },
    ...{ counts: [...summed(each, cohort.features.size)], heard: Array.from(heard, Math.round) },
    ...{ bands, prints: printsOf(videos) },
  }
  const longest = (video: number[][]) => video.findLast(found => found.length > 0) ?? []
  const ownScores = scores.map(video =>
    videos.length > 1 && longest(video).length > 0 ? median(longest(video)) : null,
  )
  return { model, ownScores }
}

/** How often each feature comes in all of them. */
export function summed(each: readonly Float64Array[], size: number): Float64Array {
  const sum = new Float64Array(size)
  for (const counts of each) for (const [at, times] of counts.entries()) sum[at]! += times
  return sum
}

/** Where stretches of n words begin, evenly over a text of so many. */
function starts(words: number, n: number): number[] {
  const count = Math.min(Math.floor(words / n), STRETCHES)
  return Array.from({ length: count }, (_, at) =>
    count > 1 ? Math.floor((at * (words - n)) / (count - 1)) : 0,
  )
}
