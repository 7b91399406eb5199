import { stretchApart } from '../../core/voice/apart.ts'
import type { Features } from '../../core/voice/features.ts'
import { togetherness, voiceTogetherness } from '../../core/voice/togetherness.ts'
import { seededRandom } from '../support/random.ts'
import { profileCounts } from './voice-profiles.ts'
import type { MeasuredSpeaker, SpokenVideo } from './voice-speakers.ts'
import type { leavingOut } from './voice-trials.ts'

const SEED = 20261122
const TEXT = 1_000
const PASSAGE = 150
const PER_VIDEO = 2
/** Words from one candidate to the next where the one that is most about the same thing is looked for. */
const STEP = 75
/** Texts without points are cut so. */
const STARTS = Array.from({ length: TEXT / 25 }, (_, at) => 25 * at)

export interface ForeignTrial {
  target: string
  found: boolean
  /** By topic-poor words alone. */
  byVoice: boolean
  /** As a stretch that the meter tells, wherever it begins; and whether it tells one without the passage. */
  told: boolean
  toldOfOwn: boolean
}
interface Rival {
  by: MeasuredSpeaker
  video: SpokenVideo
}
type Random = () => number

/**
 * Texts of 1,000 words of which one passage of 150 is by another of the same genre or show, and whether that passage
 * has the lowest score of the six. Chance finds one in six.
 * @param sameTopic the passage is the one, of all that others of the genre said, that shares most topic words with the
 *   text, rather than any: the hardest that can be had
 */
export function foreignTrials(
  speakers: readonly MeasuredSpeaker[],
  cohortWithout: ReturnType<typeof leavingOut>,
  { sameTopic = false } = {},
): ForeignTrial[] {
  const random = seededRandom(SEED)
  const trials: ForeignTrial[] = []
  for (const target of speakers) {
    const groups = new Set(target.videos.map(({ group }) => group))
    const rivals = speakers
      .filter(by => by !== target)
      .flatMap(by =>
        by.videos
          .filter(video => groups.has(video.group) && video.words.length >= PASSAGE)
          .map(video => ({ by, video })),
      )
    if (rivals.length === 0) continue
    for (const video of target.videos) {
      if (video.words.length < TEXT) continue
      for (let time = 0; time < PER_VIDEO; time++) {
        const start = Math.floor(random() * (video.words.length - TEXT + 1))
        const own = video.words.slice(start, start + TEXT)
        const text = own.slice()
        const features = cohortWithout([target.name])?.features
        if (!features) continue
        const rival = sameTopic ? nearest(text, rivals, features) : any(rivals, random)
        const place = Math.floor(random() * Math.floor(TEXT / PASSAGE))
        text.splice(place * PASSAGE, PASSAGE, ...rival.words)
        const cohort = cohortWithout([target.name, rival.by.name])
        if (!cohort) continue
        const passages = Array.from({ length: Math.floor(TEXT / PASSAGE) }, (_, at) => ({
          from: at * PASSAGE,
          to: (at + 1) * PASSAGE,
        }))
        const videos = profileCounts(cohort, target, video)
        const lowest = (scores: readonly number[]) =>
          scores.every((score, at) => at === place || score > scores[place]!)
        const stretch = stretchApart(cohort, videos, text, STARTS)
        trials.push({
          target: target.name,
          found: lowest(togetherness(cohort, videos, text, passages)),
          byVoice: lowest(voiceTogetherness(cohort, videos, text, passages)),
          told: stretch !== null && Math.abs(stretch.from - place * PASSAGE) <= PASSAGE / 2,
          toldOfOwn: stretchApart(cohort, videos, own, STARTS) !== null,
        })
      }
    }
  }
  return trials
}

function any(rivals: readonly Rival[], random: Random): { by: MeasuredSpeaker; words: string[] } {
  const { by, video } = rivals[Math.floor(random() * rivals.length)]!
  const from = Math.floor(random() * (video.words.length - PASSAGE + 1))
  return { by, words: video.words.slice(from, from + PASSAGE) }
}

function nearest(text: readonly string[], rivals: readonly Rival[], features: Features) {
  const topic = new Set(text.filter(word => !features.lists(word)))
  const shared = (words: readonly string[]) => new Set(words.filter(word => topic.has(word))).size
  let best: { by: MeasuredSpeaker; words: string[]; shared: number } | null = null
  for (const { by, video } of rivals)
    for (let from = 0; from + PASSAGE <= video.words.length; from += STEP) {
      const words = video.words.slice(from, from + PASSAGE)
      const found = shared(words)
      if (!best || found > best.shared) best = { by, words, shared: found }
    }
  return best!
}
