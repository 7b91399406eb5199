import { togetherness } from '../../core/voice/apart.ts'
import { seededRandom } from '../support/random.ts'
import { profileCounts } from './voice-profiles.ts'
import type { MeasuredSpeaker } from './voice-speakers.ts'
import type { leavingOut } from './voice-trials.ts'

const SEED = 20261122
const TEXT = 1_000
const PASSAGE = 150
const PER_VIDEO = 2

/**
 * Texts of 1,000 words of which one passage of 150 is by another of the same genre or show, and whether that passage
 * has the lowest score of the six. Chance finds one in six.
 */
export function foreignTrials(
  speakers: readonly MeasuredSpeaker[],
  cohortWithout: ReturnType<typeof leavingOut>,
): { target: string; found: boolean }[] {
  const random = seededRandom(SEED)
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!
  const trials: { target: string; found: boolean }[] = []
  for (const target of speakers) {
    const groups = new Set(target.videos.map(({ group }) => group))
    const rivals = speakers
      .filter(one => one !== target)
      .flatMap(one =>
        one.videos.filter(v => groups.has(v.group) && v.words.length >= PASSAGE).map(v => ({ one, v })),
      )
    if (rivals.length === 0) continue
    for (const video of target.videos) {
      if (video.words.length < TEXT) continue
      for (let time = 0; time < PER_VIDEO; time++) {
        const start = Math.floor(random() * (video.words.length - TEXT + 1))
        const text = video.words.slice(start, start + TEXT)
        const rival = pick(rivals)
        const from = Math.floor(random() * (rival.v.words.length - PASSAGE + 1))
        const place = Math.floor(random() * Math.floor(TEXT / PASSAGE))
        text.splice(place * PASSAGE, PASSAGE, ...rival.v.words.slice(from, from + PASSAGE))
        const cohort = cohortWithout([target.name, rival.one.name])
        if (!cohort) continue
        const passages = Array.from({ length: Math.floor(TEXT / PASSAGE) }, (_, at) => ({
          from: at * PASSAGE,
          to: (at + 1) * PASSAGE,
        }))
        const videos = profileCounts(cohort, target, video)
        const scores = togetherness(cohort, videos, cohort.features.occurrences(text), passages)
        const found = scores.every((score, at) => at === place || score > scores[place]!)
        trials.push({ target: target.name, found })
      }
    }
  }
  return trials
}
