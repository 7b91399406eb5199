import { stretchApart } from '../../core/voice/apart.ts'
import type { Features } from '../../core/voice/features.ts'
import type { Cohort } from '../../core/voice/scorer.ts'
import {
  type SaidSoFar,
  type SaidText,
  togetherness,
  voiceTogetherness,
} from '../../core/voice/togetherness.ts'
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
const PASSAGES = Array.from({ length: Math.floor(TEXT / PASSAGE) }, (_, at) => ({
  from: at * PASSAGE,
  to: (at + 1) * PASSAGE,
}))
/** Texts without points are cut so. */
const STARTS = Array.from({ length: TEXT / 25 }, (_, at) => 25 * at)

/** A text with another's passage in it, and as it was before. */
export interface ForeignText {
  target: string
  cohort: Cohort
  videos: SaidSoFar
  text: SaidText
  own: SaidText
  /** Which of the passages is another's. */
  place: number
}
interface Rival {
  by: MeasuredSpeaker
  video: SpokenVideo
}
type Random = () => number

/** Whether the passage has the lowest score of the six; chance finds one in six. By topic-poor words alone too. */
export function foundIn({ cohort, videos, text, place }: ForeignText) {
  const lowest = (scores: readonly number[]) =>
    scores.every((score, at) => at === place || score > scores[place]!)
  return {
    found: lowest(togetherness(cohort, videos, text, PASSAGES)),
    byVoice: lowest(voiceTogetherness(cohort, videos, text.said, PASSAGES)),
  }
}

/** Whether the meter tells it as a stretch, wherever that begins; and whether it tells one without the passage. */
export function toldIn({ cohort, videos, text, own, place }: ForeignText) {
  const stretch = stretchApart(cohort, videos, text, STARTS)
  return {
    told: stretch !== null && Math.abs(stretch.from - place * PASSAGE) <= PASSAGE / 2,
    toldOfOwn: stretchApart(cohort, videos, own, STARTS) !== null,
  }
}

/**
 * Texts of 1,000 words of which one passage of 150 is by another of the same genre or show.
 * @param sameTopic the passage is the one, of all that others of the genre said, that shares most topic words with the
 *   text, rather than any: the hardest that can be had
 */
export function* foreignTexts(
  speakers: readonly MeasuredSpeaker[],
  cohortWithout: ReturnType<typeof leavingOut>,
  { sameTopic = false } = {},
): Generator<ForeignText> {
  const random = seededRandom(SEED)
  for (const target of speakers) {
    const groups = new Set(target.videos.map(({ group }) => group))
    const rivals = speakers
      .filter(by => by !== target)
      .flatMap(by =>
        by.videos
          .filter(video => groups.has(video.group) && video.words.length >= PASSAGE)
          .map(video => ({ by, video })),
      )
    // What is counted is the same whoever is left out.
    const features = cohortWithout([target.name])?.features
    if (rivals.length === 0 || !features) continue
    const read = (words: readonly string[]) => ({ words, said: features.occurrences(words) })
    for (const video of target.videos) {
      if (video.words.length < TEXT) continue
      for (let time = 0; time < PER_VIDEO; time++) {
        const start = Math.floor(random() * (video.words.length - TEXT + 1))
        const own = video.words.slice(start, start + TEXT)
        const rival = sameTopic ? nearest(own, rivals, features) : any(rivals, random)
        const place = Math.floor(random() * PASSAGES.length)
        const mixed = own.toSpliced(place * PASSAGE, PASSAGE, ...rival.words)
        const cohort = cohortWithout([target.name, rival.by.name])
        if (!cohort) continue
        const videos = profileCounts(cohort, target, video)
        yield { target: target.name, cohort, videos, text: read(mixed), own: read(own), place }
      }
    }
  }
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
