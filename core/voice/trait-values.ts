import type { Trait, VoiceExample } from '../contract/voice-profile.ts'
import { measureVideo } from './measure-video.ts'
import { deviation, mean, quantile, sum } from './spread.ts'
import { traitKinds } from './traits.ts'
import type { VideoInput } from './video-input.ts'
import type { VideoMeasure } from './video-measure.ts'

/** Other creators' values by the trait's id, in any order. */
export type OthersValues = Record<string, readonly number[]>

/** Fewer others have no standard deviation to measure by. */
const LEAST_OTHERS = 5

/**
 * A creator's traits as numbers: what the background keeps of its speakers. Each is the mean over the videos, weighted
 * by their words; a trait that none of them shows is not there.
 */
export function traitValues(videos: readonly VideoInput[]): Record<string, number> {
  const measures = videos.map(video => measureVideo(video)).filter(({ words }) => words > 0)
  const values: Record<string, number> = {}
  for (const id of Object.keys(traitKinds)) {
    const found = withTrait(measures, id)
    if (found.length > 0) values[id] = weighted(found, id)
  }
  return values
}

/**
 * The traits of a voice, those first that set this creator most apart from the others.
 * @param others of the background, in the profile's language; null where it has none
 */
export function traitsOf(measures: readonly VideoMeasure[], others: OthersValues | null): Trait[] {
  const traits = Object.entries(traitKinds).flatMap(([id, { group, label, unit }]): Trait[] => {
    const found = withTrait(measures, id)
    if (found.length === 0) return []
    const perVideo = found.map(measure => ({
      videoId: measure.videoId,
      value: measure.traits[id]!.value,
    }))
    const alike = perVideo.map(each => each.value)
    const value = weighted(found, id)
    const theirs = others?.[id]?.length ? [...others[id]].sort((a, b) => a - b).slice(0, 200) : null
    return [
      {
        id,
        group,
        label,
        unit,
        value,
        spread: { sd: deviation(alike), p10: quantile(alike, 0.1), p90: quantile(alike, 0.9) },
        sample: { videos: found.length, words: sum(found.map(each => each.words)) },
        perVideo: perVideo.slice(0, 500),
        others: theirs,
        z: theirs && zOf(value, theirs),
        estimated: found.some(each => each.traits[id]!.estimated),
        examples: clearestOf(found, id),
      },
    ]
  })
  return traits.sort((a, b) => Math.abs(b.z ?? 0) - Math.abs(a.z ?? 0))
}

const withTrait = (measures: readonly VideoMeasure[], id: string): VideoMeasure[] =>
  measures.filter(({ traits }) => traits[id] !== undefined)

function weighted(measures: readonly VideoMeasure[], id: string): number {
  const words = sum(measures.map(each => each.words))
  return sum(measures.map(each => each.traits[id]!.value * each.words)) / (words || 1)
}

function zOf(value: number, others: readonly number[]): number | null {
  const sd = deviation(others)
  return others.length >= LEAST_OTHERS && sd > 0 ? (value - mean(others)) / sd : null
}

/** Three, each from another video and none said word for word again: a greeting is the same in all. */
function clearestOf(measures: readonly VideoMeasure[], id: string): VoiceExample[] {
  const all = measures
    .flatMap(({ videoId, traits }) => {
      const example = traits[id]!.example
      return example ? [{ videoId, ...example }] : []
    })
    .sort((a, b) => b.clear - a.clear)
  const examples: VoiceExample[] = []
  for (const { videoId, startMs, quote } of all) {
    if (examples.length === 3) break
    if (!examples.some(each => each.quote === quote)) examples.push({ videoId, startMs, quote })
  }
  return examples
}
