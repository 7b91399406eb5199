import { durationMs, spokenOf } from './spoken.ts'
import { speechUnits, unitLengths } from './units.ts'
import type { VideoInput } from './video-input.ts'
import type { VideoMeasure } from './video-measure.ts'

/** Everything that a profile takes from one video. Pure, and bounded in time for whatever comes. */
export function measureVideo(video: VideoInput): VideoMeasure {
  const spoken = spokenOf(video)
  const language = video.transcript.language
  const units = speechUnits(spoken, language)
  return {
    format: 1,
    videoId: video.videoId,
    title: video.title.slice(0, 500),
    published: video.published,
    language,
    words: spoken.words.length,
    durationMs: durationMs(video, spoken),
    unitKind: units.kind,
    units: unitLengths(units).slice(0, 20_000),
    pace: [],
    lines: [],
    traits: {},
    hooks: [],
    openers: [],
    transitions: [],
    closers: [],
    phrases: {},
    passages: [],
    fillers: 0,
    doubts: [],
    unfit: null,
  }
}
