import { sparse } from '../../core/voice/likelihood.ts'
import { winsorised } from '../../core/voice/winsorise.ts'
import { countsOf, profileRates } from './voice-profiles.ts'
import { type MeasuredSpeaker, stretches } from './voice-speakers.ts'
import type { leavingOut } from './voice-trials.ts'

/**
 * Closed set: how often a stretch is likeliest from the one who said it, among all speakers of the set; mean over the
 * speakers. The rates of the population are those of the background without the one who said it.
 */
export function attributed(
  speakers: readonly MeasuredSpeaker[],
  cohortWithout: ReturnType<typeof leavingOut>,
  n: number,
  most: number,
): number | null {
  const shares = speakers.flatMap(speaker => {
    const cohort = cohortWithout([speaker.name])
    if (!cohort) return []
    const others = speakers.filter(one => one !== speaker).map(one => profileRates(cohort, one, null))
    let [right, all] = [0, 0]
    for (const video of speaker.videos) {
      const said = stretches(video.words, n, most)
      if (said.length === 0) continue
      const own = profileRates(cohort, speaker, video)
      for (const words of said) {
        const counts = winsorised(sparse(countsOf(cohort, words)), cohort.population, n)
        const likelihood = own.logLikelihood(counts, n)
        all++
        if (others.every(each => each.logLikelihood(counts, n) < likelihood)) right++
      }
    }
    return all ? [right / all] : []
  })
  return shares.length ? shares.reduce((sum, each) => sum + each, 0) / shares.length : null
}
