import { countedTraits, fillers, isContraction } from './english-words.ts'
import { hapaxShare, hdd, mattr, mtld, windowShares } from './lexical-diversity.ts'
import type { Pace } from './pace.ts'
import { PAUSE_MS, pausesAfter } from './pauses.ts'
import { phraseHits, phraseIndex } from './phrase-hits.ts'
import type { Questions } from './questions.ts'
import { around, clearest, quoteAt } from './quotes.ts'
import { LEAST_UNITS, rhythmOf } from './rhythm.ts'
import type { Spoken } from './spoken.ts'
import { mean, median, placeOfMost } from './spread.ts'
import { syllables } from './syllables.ts'
import { opensWithTurn } from './transitions.ts'
import { type SpeechUnits, unitLengths } from './units.ts'
import type { MeasuredExample, MeasuredTrait } from './video-measure.ts'

/** A video as it was read once, for everything that is measured on it. */
export interface ReadVideo {
  spoken: Spoken
  units: SpeechUnits
  questions: Questions | null
  pace: Pace | null
  english: boolean
}

type Measured = Record<string, MeasuredTrait>

/** Under .02 um and uh per 100 words the captions leave them out; nobody speaks without any. */
export const HIDDEN_FILLERS = 0.02
/** Fewer words have no diversity to speak of (McCarthy and Jarvis 2010). */
const LEAST_DIVERSE = 100
const WINDOW = 50

const index = phraseIndex({ ...countedTraits, fillers })

/** The traits of a video that can be measured on it, each with its clearest instance. Rates are per 100 words. */
export function measureTraits(video: ReadVideo): Measured {
  if (video.spoken.words.length === 0) return {}
  return {
    ...(video.english ? { ...countedOnes(video), ...openings(video) } : {}),
    ...asked(video),
    ...rhythmic(video),
    ...diverse(video),
    ...paced(video),
  }
}

function countedOnes({ spoken, units }: ReadVideo): Measured {
  const { words } = spoken
  const hits = phraseHits(words, index)
  const rate = (places: readonly number[]): MeasuredTrait => ({
    value: (places.length * 100) / words.length,
    estimated: false,
    example: clearest(spoken, units, places),
  })
  const measured: Measured = {}
  for (const id of Object.keys(countedTraits)) measured[id] = rate(hits.get(id) ?? [])
  measured.contractions = rate(words.flatMap(({ word }, at) => (isContraction(word) ? [at] : [])))
  const filled = rate(hits.get('fillers') ?? [])
  if (filled.value >= HIDDEN_FILLERS) measured.fillers = filled
  return measured
}

function openings({ spoken, units: all }: ReadVideo): Measured {
  const { kind, units } = all
  if (units.length < LEAST_UNITS) return {}
  const share = (fits: (unit: { from: number; to: number }) => boolean): MeasuredTrait => {
    const places = units.filter(fits).map(({ from }) => from)
    return {
      value: places.length / units.length,
      estimated: kind === 'pauses',
      example: clearest(spoken, all, places),
    }
  }
  const first = (word: string) => share(({ from }) => spoken.words[from]!.word === word)
  return {
    turns: share(({ from, to }) => opensWithTurn(spoken, from, to)),
    'opens-so': first('so'),
    'opens-and': first('and'),
    'opens-but': first('but'),
  }
}

function asked({ spoken, units, questions }: ReadVideo): Measured {
  if (!questions) return {}
  const { at, estimated } = questions
  const value = (at.length * 100) / spoken.words.length
  return { questions: { value, estimated, example: clearest(spoken, units, at) } }
}

function rhythmic({ spoken, units: all }: ReadVideo): Measured {
  const { kind, units } = all
  const lengths = unitLengths(all)
  const rhythm = rhythmOf(lengths)
  if (!rhythm) return {}
  const trait = (value: number, from: number, to = from): MeasuredTrait => ({
    value,
    estimated: kind === 'pauses',
    example: { ...quoteAt(spoken, units[from]!.from, units[to]!.to), clear: 1 },
  })
  const longest = placeOfMost(lengths)
  const typical = nearest(lengths, rhythm.mean)
  const jumps = lengths.slice(1).map((length, at) => Math.abs(length - lengths[at]!))
  const jump = placeOfMost(jumps)
  const alike = nearest(jumps, 0)
  // A short one is understood with what follows it.
  const short = lengths.findIndex((length, at) => length <= 5 && at + 1 < lengths.length)
  return {
    'unit-length': trait(rhythm.mean, typical),
    'unit-spread': trait(rhythm.sd, jump, jump + 1),
    ...(rhythm.lag1 === null ? {} : { 'unit-echo': trait(rhythm.lag1, alike, alike + 1) }),
    burstiness: trait(rhythm.burstiness, jump, jump + 1),
    'short-units': short < 0 ? without(rhythm.short, kind) : trait(rhythm.short, short, short + 1),
    'long-units': lengths[longest]! < 30 ? without(rhythm.long, kind) : trait(rhythm.long, longest),
  }
}

const without = (value: number, kind: string): MeasuredTrait => ({
  value,
  estimated: kind === 'pauses',
  example: null,
})

function diverse({ spoken, english }: ReadVideo): Measured {
  const words = spoken.words.map(({ word }) => word)
  if (words.length < LEAST_DIVERSE) return {}
  const shares = windowShares(words, WINDOW)
  const at = nearest(shares, mean(shares))
  const trait = (value: number | null, from = at): Measured[string] | null =>
    value === null ? null : { value, estimated: false, example: stretch(spoken, from, WINDOW, 1) }
  const spelled = words.filter(word => word !== '#')
  const lengths = spelled.map(word => [...word.replaceAll("'", '')].length)
  const found = {
    mtld: trait(mtld(words)),
    hdd: trait(hdd(words)),
    mattr: trait(mattr(words, WINDOW)),
    hapax: trait(hapaxShare(words), placeOfMost(shares)),
    letters: trait(mean(lengths)),
    syllables: english ? trait(mean(spelled.map(syllables))) : null,
  }
  return Object.fromEntries(Object.entries(found).flatMap(([id, each]) => (each ? [[id, each]] : [])))
}

function paced({ spoken, units, pace }: ReadVideo): Measured {
  const measured: Measured = {}
  const { captions } = spoken
  if (pace) {
    const at = (place: (rates: number[]) => number): MeasuredExample | null => {
      const { ms } = pace.curve[place(pace.curve.map(each => each.wpm))]!
      const caption = captions.find(each => each.startMs >= ms)
      return caption ? stretch(spoken, caption.from, 30, 1) : null
    }
    const typical = at(rates => nearest(rates, pace.local))
    const fastest = at(placeOfMost)
    measured.pace = { value: pace.overall, estimated: false, example: typical }
    measured['local-pace'] = { value: pace.local, estimated: false, example: typical }
    measured['pace-swing'] = { value: pace.swing, estimated: false, example: fastest }
  }
  return { ...measured, ...(spoken.timed === 'words' ? paused(spoken, units) : silences(spoken)) }
}

/** Pauses by the times of words: the word's own time is estimated. */
function paused(spoken: Spoken, units: SpeechUnits): Measured {
  const pauses = pausesAfter(spoken) ?? []
  const long = pauses.flatMap((ms, at) => (ms >= PAUSE_MS ? [at] : []))
  if (pauses.length === 0) return {}
  const value = (long.length * 100) / pauses.length
  if (long.length === 0) return { pauses: { value, estimated: true, example: null } }
  const at = long[placeOfMost(long.map(each => pauses[each]!))]!
  const { from } = around(spoken, units, at)
  const example = stretch(spoken, from, at + 12 - from, pauses[at]! / 1000)
  const seconds = median(long.map(each => pauses[each]!)) / 1000
  return {
    pauses: { value, estimated: true, example },
    'pause-length': { value: seconds, estimated: true, example },
  }
}

/** Gaps between captions: only a lower bound, and none at all where each caption stays until the next one comes. */
function silences(spoken: Spoken): Measured {
  const { captions, words } = spoken
  const gaps = captions.slice(1).map(({ startMs }, at) => startMs - captions[at]!.endMs)
  const long = gaps.filter(gap => gap >= PAUSE_MS).length
  if (long === 0) return {}
  const before = captions[placeOfMost(gaps)]!
  const example = stretch(spoken, before.from, before.to - before.from + 12, 1)
  return { pauses: { value: (long * 100) / words.length, estimated: true, example } }
}

function stretch(spoken: Spoken, from: number, length: number, clear: number): MeasuredExample {
  const start = Math.min(from, spoken.words.length - 1)
  return { ...quoteAt(spoken, start, start + Math.max(1, length)), clear }
}

/** Place of the value that is nearest. */
function nearest(values: readonly number[], to: number): number {
  let best = 0
  for (const [at, value] of values.entries())
    if (Math.abs(value - to) < Math.abs(values[best]! - to)) best = at
  return best
}
