import type { Readiness, VoiceModel, VoiceProfile } from '../contract/voice-profile.ts'
import { avoidedHabits } from './avoid.ts'
import { baseLanguage, isEnglish } from './language-tag.ts'
import { missingOf } from './missing.ts'
import { closersOf, openersOf } from './openings.ts'
import { keptPassages } from './passages.ts'
import { englishPhrases } from './phrase-data.ts'
import { noPhraseBackground, signaturePhrases } from './phrases.ts'
import { sum } from './spread.ts'
import { hooksOf, turnsOf } from './structure.ts'
import { type OthersValues, traitsOf } from './trait-values.ts'
import type { VideoMeasure } from './video-measure.ts'

export interface ProfileFrame {
  /** BCP 47 as the creator chose it; null: that of most videos. */
  language: string | null
  /** Chosen videos that could not be measured at all (no captions), and why, for the creator. */
  leftOut: VoiceProfile['leftOut']
  /** ISO 8601. */
  now: string
}

/** What the profile takes from the shipped background; null for a language that has none. */
export interface ProfileBackground {
  /** Other creators' values of each trait. */
  traits: OthersValues | null
  /** The meter's model of the videos, and where each stands by a model of the others. */
  model(videos: readonly VideoMeasure[]): { model: VoiceModel; ownScores: (number | null)[] }
}

/**
 * Pure: the measures of a voice's videos, in the creator's order, made into its profile. A video that is unfit or of
 * another language than the profile is left out and said to be.
 */
export function profileOf(
  measures: readonly VideoMeasure[],
  frame: ProfileFrame,
  background: ProfileBackground | null = null,
): VoiceProfile {
  const language = frame.language ?? commonest(measures) ?? 'en'
  const { used, leftOut } = parted(measures, language)
  const english = isEnglish(language)
  const others = english ? (background?.traits ?? null) : null
  const known = english ? background?.model(used) : null
  return {
    format: 1,
    language,
    readiness: readinessOf(used.length),
    words: sum(used.map(measure => measure.words)),
    measuredAt: frame.now,
    videos: used.map((measure, at) => shown(measure, known?.ownScores[at] ?? null)),
    leftOut: [...frame.leftOut, ...leftOut].slice(0, 500),
    traits: traitsOf(used, others),
    phrases: signaturePhrases(used, english ? englishPhrases : null),
    hooks: hooksOf(used),
    openers: openersOf(used, english),
    transitions: turnsOf(used),
    closers: closersOf(used, english),
    avoid: english ? avoidedHabits(used, englishPhrases) : [],
    passages: keptPassages(used.map(measure => measure.passages)),
    model: known?.model ?? noModel,
    missing: [
      ...missingOf(used, language, others !== null),
      ...(english || used.length === 0 ? [] : [noPhraseBackground]),
    ],
  }
}

const noModel: VoiceModel = {
  format: 1,
  background: 'none',
  words: 0,
  videos: 0,
  counts: [],
  bands: [],
  prints: '',
}

/** Under 3 videos of at least 100 words nothing can be judged; 10,000 words, about 5 videos, are enough. */
export const readinessOf = (videos: number): Readiness =>
  videos < 3 ? 'too_little' : videos < 5 ? 'provisional' : 'ready'

/** That in which most words were said. */
function commonest(measures: readonly VideoMeasure[]): string | null {
  const words = new Map<string, number>()
  for (const { language, words: said } of measures)
    if (language) words.set(baseLanguage(language), (words.get(baseLanguage(language)) ?? 0) + said)
  return [...words].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null
}

function parted(measures: readonly VideoMeasure[], language: string) {
  const used: VideoMeasure[] = []
  const leftOut: VoiceProfile['leftOut'] = []
  for (const measure of measures) {
    const { videoId, title } = measure
    const foreign =
      measure.words > 0 &&
      measure.language !== null &&
      baseLanguage(measure.language) !== baseLanguage(language)
    const why = foreign
      ? `Another language: ${measure.language}. This voice is measured in ${language}.`
      : measure.unfit
    if (why) leftOut.push({ videoId, title, why })
    else used.push(measure)
  }
  return { used, leftOut }
}

function shown(measure: VideoMeasure, ownScore: number | null): VoiceProfile['videos'][number] {
  const { videoId, title, published, words, durationMs, units, unitKind, pace, doubts } = measure
  return { videoId, title, published, words, durationMs, units, unitKind, pace, doubts, ownScore }
}
