import type { VoiceModel } from '../contract/voice-profile.ts'
import { stretchApart } from './apart.ts'
import { bandsAt } from './bands.ts'
import { strengthOf } from './calibration.ts'
import { copyFinder } from './copied.ts'
import { Explanation } from './explain.ts'
import type { Occurrences } from './features.ts'
import type { LanguageOf } from './language.ts'
import { baseLanguage } from './language-tag.ts'
import { type SpeakerRates, sparse } from './likelihood.ts'
import { meterSays } from './meter-says.ts'
import { meterSentences } from './meter-sentences.ts'
import { type NormalWord, normalWords } from './normal.ts'
import {
  type MeterReading,
  type PassageReading,
  type SentenceReading,
  type Stretch,
  UNJUDGED,
} from './reading.ts'
import type { Cohort } from './scorer.ts'
import type { KnownSurplus } from './surplus.ts'
import type { SaidText } from './togetherness.ts'

/** Words under which nothing is judged: one sentence tells speakers apart hardly better than a coin. */
export const JUDGED_WORDS = 100
/** Words on both sides over which a sentence's colour is smoothed. */
const SMOOTH = 30
/** Nats a word at which a colour is three quarters full. */
const FULL = 0.08

export interface Meter {
  /** Under 50 ms for 1,500 words. */
  read(text: string): MeterReading
}

/**
 * A voice ready to be held against texts.
 * @param cohort made of the background that the model names
 * @throws Error in words for the creator where the model was made beside another background
 */
export function openMeter(
  model: VoiceModel,
  cohort: Cohort,
  options: { language: string; languageOf: LanguageOf },
): Meter {
  const heard = { ...model, counts: model.heard ?? model.counts }
  const { size } = cohort.features
  if (model.background !== cohort.data.id || [model, heard].some(({ counts }) => counts.length !== size))
    throw new Error(
      'This voice was measured by an older Ownwords. Measure it again, then it can be held against a text.',
    )
  const voice = cohort.ratesOf(heard.counts, model.words, model.videos)
  // What is told of the creator is what they say, bursts and all.
  const shown = cohort.ratesOf(model.counts, model.words, model.videos).rates
  const copiesIn = copyFinder(model.prints)
  return { read: text => readText(text, normalWords(text)) }

  function readText(text: string, words: NormalWord[]): MeterReading {
    const language = words.length > 0 ? options.languageOf(text) : null
    const base = { ...UNJUDGED, words: words.length, language, copied: copiesIn(words) }
    const told = (reading: Omit<MeterReading, 'says'>): MeterReading => ({
      ...reading,
      says: meterSays(reading),
    })
    if (words.length === 0) return told({ ...base, state: 'empty' })
    if (language !== null && baseLanguage(language) !== baseLanguage(options.language))
      return told({ ...base, state: 'other_language' })

    const spoken = words.map(({ word }) => word)
    const said = cohort.features.occurrences(spoken)
    const counts = cohort.features.counts(said)
    const score = cohort.score(voice, sparse(counts), words.length, model.bands)
    const explanation = new Explanation(cohort, voice, score.rivals, said, shown)
    const sentences = meterSentences(text, options.language, words)
    const explained = {
      total: score.raw,
      sentences: sentencesOf(sentences, explanation, counts),
      reasons: explanation.reasons(),
    }
    if (words.length < JUDGED_WORDS) return told({ ...base, ...explained, state: 'too_short' })
    return told({
      ...base,
      ...explained,
      ...bandsAt(model, words.length),
      state: 'judged',
      score: score.logOdds / Math.LN10,
      strength: strengthOf(score.logOdds),
      passages: passagesOf(sentences, cohort, voice, model.bands, said),
      apart: apartIn(sentences, { words: spoken, said }),
    })
  }

  /** In whole sentences, as far as more of each is inside than out. */
  function apartIn(sentences: readonly WordRange[], text: SaidText): Stretch | null {
    const starts = sentences.map(({ from }) => from)
    const found = stretchApart(cohort, heard, text, starts)
    if (!found) return null
    const inside = sentences.filter(({ from, to }) => from >= found.from && (from + to) / 2 < found.to)
    const [first, last] = [inside[0]!, inside.at(-1)!]
    return { start: first.start, end: last.end, before: first.from, words: last.to - first.from }
  }
}

interface WordRange {
  start: number
  end: number
  /** Words from and to before. */
  from: number
  to: number
}

function sentencesOf(
  sentences: readonly WordRange[],
  explanation: Explanation,
  counts: Float64Array,
): SentenceReading[] {
  // Sums up to each word, so that a window costs the same however wide it is.
  const upTo = new Float64Array(explanation.words.length + 1)
  for (const [at, nats] of explanation.words.entries()) upTo[at + 1] = upTo[at]! + nats
  return sentences.map(({ start, end, from, to }) => {
    const [first, last] = [Math.max(from - SMOOTH, 0), Math.min(to + SMOOTH, explanation.words.length)]
    return {
      ...{ start, end, words: to - from },
      contribution: explanation.sum(from, to),
      pull: Math.tanh((upTo[last]! - upTo[first]!) / (last - first) / FULL),
      reasons: explanation.reasonsOf(from, to, counts),
    }
  })
}

/** Sentences together until they are a hundred words; what is left at the end belongs to the last. */
function passagesOf(
  sentences: readonly WordRange[],
  cohort: Cohort,
  voice: SpeakerRates,
  known: readonly KnownSurplus[],
  said: Occurrences,
): PassageReading[] {
  const groups: WordRange[] = []
  let first = sentences[0]
  for (const [at, { end, to }] of sentences.entries()) {
    if (!first || to - first.from < JUDGED_WORDS) continue
    groups.push({ start: first.start, from: first.from, end, to })
    first = sentences[at + 1]
  }
  const [last, rest] = [groups.at(-1), sentences.at(-1)]
  if (last && rest) Object.assign(last, { end: rest.end, to: rest.to })
  return groups.map(({ start, end, from, to }) => {
    const counts = sparse(cohort.features.counts(said, from, to))
    const { logOdds } = cohort.score(voice, counts, to - from, known)
    const strength = strengthOf(logOdds)
    return { start, end, words: to - from, score: logOdds / Math.LN10, strength }
  })
}
