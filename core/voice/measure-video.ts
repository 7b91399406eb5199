import { doubtsOf, unfitness } from './doubts.ts'
import { fillers } from './english-words.ts'
import { hookOf } from './hooks.ts'
import type { LanguageOf } from './language.ts'
import { baseLanguage, isEnglish } from './language-tag.ts'
import { measureTraits } from './measure-traits.ts'
import { paceOf } from './pace.ts'
import { passageCandidates } from './passages.ts'
import { questionsOf } from './questions.ts'
import { quoteAt } from './quotes.ts'
import { durationMs, type Spoken, spokenOf } from './spoken.ts'
import { transitionsOf } from './transitions.ts'
import { speechUnits, unitLengths } from './units.ts'
import type { VideoInput } from './video-input.ts'
import type { VideoMeasure } from './video-measure.ts'

/** The words of captions are kept up to here, and those at the end: a profile needs no more of one video. */
const MOST_KEPT_WORDS = 20_000
const KEPT_END_WORDS = 120

/**
 * Everything that a profile takes from one video. Pure, and bounded in time for whatever comes.
 * @param languageOf tells the language from the words, where the captions do not say it or say it wrongly
 */
export function measureVideo(video: VideoInput, languageOf?: LanguageOf): VideoMeasure {
  const spoken = spokenOf(video)
  const language = spokenLanguage(video.transcript.language, languageOf?.(spoken.text) ?? null)
  const english = isEnglish(language)
  const units = speechUnits(spoken, language)
  const questions = questionsOf(spoken, units, english)
  const pace = paceOf(spoken)
  const unfit = unfitness(video, spoken)
  const hook = english ? hookOf(spoken, questions) : null
  return {
    format: 1,
    videoId: video.videoId,
    title: video.title.slice(0, 500).toWellFormed(),
    published: moment(video.published),
    language: language?.slice(0, 35) ?? null,
    words: spoken.words.length,
    durationMs: durationMs(video, spoken),
    unitKind: units.kind,
    units: unitLengths(units).slice(0, 20_000),
    pace: pace?.curve.map(({ ms, wpm }) => ({ ms: Math.round(ms), wpm })) ?? [],
    lines: linesOf(spoken),
    traits: measureTraits({ spoken, units, questions, pace, english }),
    hook: hook && { text: hook, count: 1, example: quoteAt(spoken, 0, 40) },
    transitions: transitionsOf(spoken, units, english),
    passages: unfit ? [] : passageCandidates(video, spoken),
    fillers: english ? fillerRate(spoken) : 0,
    doubts: doubtsOf(video, spoken, units, questions),
    unfit,
  }
}

/** The region that the captions name is kept ("en-GB") where their words are of that language. */
function spokenLanguage(named: string | null, heard: string | null): string | null {
  if (!heard) return named
  return named && baseLanguage(named) === baseLanguage(heard) ? named : heard
}

const filler = new Set(fillers)
const fillerRate = ({ words }: Spoken): number =>
  words.length ? (words.filter(({ word }) => filler.has(word)).length * 100) / words.length : 0

function linesOf({ timed, words, captions, text }: Spoken): VideoMeasure['lines'] {
  return captions.flatMap(({ startMs, at, from, to }, n) => {
    if (from >= MOST_KEPT_WORDS && to < words.length - KEPT_END_WORDS) return []
    const end = captions[n + 1]?.at ?? text.length
    // One caption of a whole book is cut, not left out.
    const said = text.slice(at, Math.min(end, at + MOST_KEPT_WORDS * 8)).trim()
    return [{ ms: timed === 'none' ? null : Math.round(startMs), text: said.toWellFormed() }]
  })
}

/** ISO 8601 in UTC, as the contract has it; null for what is no time. */
function moment(published: string | null): string | null {
  const ms = published === null ? Number.NaN : Date.parse(published)
  return Number.isNaN(ms) ? null : new Date(ms).toISOString()
}
