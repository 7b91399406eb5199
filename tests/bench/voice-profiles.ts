import { sparse } from '../../core/voice/likelihood.ts'
import type { Cohort } from '../../core/voice/scorer.ts'
import { summed } from '../../core/voice/voice-model.ts'
import {
  type MeasuredSpeaker,
  PROFILE_WORDS,
  profileVideos,
  type SpokenVideo,
  stretches,
} from './voice-speakers.ts'

/** What a target says in at most ten videos of 3,000 words, without the one that is scored. */
export function profileCounts(cohort: Cohort, speaker: MeasuredSpeaker, without: SpokenVideo | null) {
  const of = profileVideos(speaker.videos, without).map(video => {
    const said = video.words.slice(0, PROFILE_WORDS)
    return { video, words: said.length, heard: cohort.heardIn(countsOf(cohort, said), said.length) }
  })
  const counts = summed(
    of.map(({ heard }) => heard),
    cohort.features.size,
  )
  const words = of.reduce((sum, video) => sum + video.words, 0)
  // Whole times, as a voice keeps them.
  return { counts: counts.map(Math.round), words, videos: of.length, of }
}
type ProfileCounts = ReturnType<typeof profileCounts>

export function profileRates(cohort: Cohort, speaker: MeasuredSpeaker, without: SpokenVideo | null) {
  const { counts, words, videos } = profileCounts(cohort, speaker, without)
  return cohort.ratesOf(counts, words, videos)
}

export const countsOf = (cohort: Cohort, words: readonly string[]): Float64Array =>
  cohort.features.counts(cohort.features.occurrences(words))

/** Raw scores of the stretches of n words of each video of a profile, held against the profile of its others. */
export function leftOutScores(cohort: Cohort, said: ProfileCounts, n: number, most: number): number[][] {
  return said.of.map(({ video, heard, words }) => {
    const rest = said.counts.map((times, at) => Math.max(times - heard[at]!, 0))
    const voice = cohort.ratesOf(rest, said.words - words, said.videos - 1)
    return stretches(video.words, n, most).map(
      stretch => cohort.score(voice, sparse(countsOf(cohort, stretch)), n).raw,
    )
  })
}
