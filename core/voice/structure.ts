import type { StructureHabit } from '../contract/voice-profile.ts'
import { sum } from './spread.ts'
import type { VideoMeasure } from './video-measure.ts'

/** By what kinds of hook the videos begin; `share` is of the videos whose hook could be told. */
export function hooksOf(measures: readonly VideoMeasure[]): StructureHabit[] {
  const told = measures.flatMap(({ videoId, hook }) =>
    hook ? [{ kind: hook.text, example: { videoId, ...hook.example } }] : [],
  )
  return [...Map.groupBy(told, ({ kind }) => kind)]
    .map(([text, found]) => ({
      text,
      videos: found.length,
      share: found.length / told.length,
      examples: found.slice(0, 3).map(({ example }) => example),
    }))
    .sort((a, b) => b.videos - a.videos)
}

/** A turn is shown from this share of all units on, or at most thirty of them. */
const LEAST_SHARE = 0.005
const MOST = 30

/** With what words units begin; `share` is of all units of the videos, not of the videos. */
export function turnsOf(measures: readonly VideoMeasure[]): StructureHabit[] {
  const units = sum(measures.map(measure => measure.units.length))
  const all = measures.flatMap(({ videoId, transitions }) =>
    transitions.map(({ text, count, example }) => ({ text, count, example: { videoId, ...example } })),
  )
  return [...Map.groupBy(all, ({ text }) => text)]
    .map(([text, found]) => ({
      text,
      videos: found.length,
      share: Math.min(1, sum(found.map(({ count }) => count)) / Math.max(1, units)),
      examples: found
        .toSorted((a, b) => b.count - a.count)
        .slice(0, 3)
        .map(({ example }) => example),
    }))
    .filter(({ share, videos }) => share >= LEAST_SHARE && (videos >= 2 || measures.length < 3))
    .sort((a, b) => b.share - a.share)
    .slice(0, MOST)
}
