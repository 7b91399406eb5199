import { performance } from 'node:perf_hooks'
import { transcriptText } from '../../core/transcript/text.ts'
import { countWords } from '../../core/transcript/words.ts'
import type { BackgroundData } from '../../core/voice/background.ts'
import { measureVideo } from '../../core/voice/measure-video.ts'
import { openMeter } from '../../core/voice/meter.ts'
import { normalWords } from '../../core/voice/normal.ts'
import { profileOf } from '../../core/voice/profile.ts'
import { profileBackground } from '../../core/voice/profile-background.ts'
import { Cohort } from '../../core/voice/scorer.ts'
import type { SpokenText } from './spoken-data.ts'
import type { MeasuredSpeaker } from './voice-speakers.ts'

const VIDEOS = 50
/** Of a usual video. */
const VIDEO_WORDS = 3_000
const WORDS = 1_500

/** Milliseconds of a reading of 1,500 words (median of 20), and seconds of a profile of 50 videos, on one core. */
export function voiceTimes(background: BackgroundData, speakers: readonly MeasuredSpeaker[]) {
  const length = ({ transcript }: SpokenText) => countWords(transcriptText(transcript).text)
  const texts = speakers
    .flatMap(({ spoken }) => spoken.texts)
    .map(text => ({ ...text, words: length(text) }))
    .sort((a, b) => Math.abs(a.words - VIDEO_WORDS) - Math.abs(b.words - VIDEO_WORDS))
    .slice(0, VIDEOS)
  const cohort = new Cohort(background)
  const start = performance.now()
  const measures = texts.map(({ name, transcript }, at) =>
    measureVideo({
      ...{ videoId: `v${String(at).padStart(10, '0')}`, title: name, published: null, transcript, cuts: [] },
    }),
  )
  const frame = { language: 'en', leftOut: [], now: '2026-01-01T00:00:00.000Z' }
  const profile = profileOf(measures, frame, profileBackground(cohort))
  const profileSeconds = (performance.now() - start) / 1000

  const meter = openMeter(profile.model, cohort, { language: 'en', languageOf: () => 'en' })
  const draft = (texts[0]?.transcript.segments ?? []).map(({ text }) => text).join(' ')
  const words = normalWords(draft)
  const text = draft.slice(0, words[WORDS - 1]?.end ?? draft.length)
  const times = Array.from({ length: 20 }, (_, at) => {
    const from = performance.now()
    // Another length each time, as while somebody types.
    meter.read(text.slice(0, text.length - 7 * at))
    return performance.now() - from
  }).toSorted((a, b) => a - b)
  return {
    scoreMs: Number(times[10]!.toFixed(1)),
    profileSeconds: Number(profileSeconds.toFixed(2)),
    profileVideos: texts.length,
    profileWords: texts.reduce((sum, { words }) => sum + words, 0),
  }
}
