import { sentences } from '../../../core/passages/sentences.ts'
import { normalWords } from '../../../core/voice/normal.ts'
import type { MeterReading, Reason, Span, Strength } from '../../../core/voice/reading.ts'

const theirs = new Set(['so', 'you', 'okay', 'actually', "that's", 'kind', 'right', "it's"])
const models = new Set(['moreover', 'delve', 'crucial', 'landscape', 'ultimately', 'furthermore', 'realm'])
/** What the fake meter takes for a copy wherever it stands. */
export const copiedLine =
  'okay so a rain gauge is basically a bucket with a ruler in it and nobody ever tells you who empties it'

const band = (p10: number, p50: number, p90: number): Span => ({ p10, p50, p90 })
const hundred = (count: number, words: number) => (words ? (100 * count) / words : 0)
const figure = (rate: number) => rate.toFixed(1)

function reasonsOf(text: string): Reason[] {
  const words = normalWords(text).map(({ word }) => word)
  const counts = new Map<string, number>()
  for (const word of words)
    if (theirs.has(word) || models.has(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts]
    .map(([word, count]) => {
      const own = theirs.has(word)
      const here = hundred(count, words.length)
      return {
        id: word,
        text: `“${word}”`,
        contribution: own ? count : -2 * count,
        yours: own ? 2.1 : 0,
        here,
        others: own ? 0.8 : 0.1,
        says: own
          ? `You say “${word}” 2.1 times per 100 words, here ${figure(here)}.`
          : `You never say “${word}”, here it is ${figure(here)} times per 100 words.`,
      }
    })
    .sort((one, other) => Math.abs(other.contribution) - Math.abs(one.contribution))
}

const strengthOf = (score: number): Strength =>
  score > 3
    ? 'strongly yours'
    : score > 2
      ? 'yours'
      : score > 1.2
        ? 'unclear'
        : score > 0
          ? 'not yours'
          : 'strongly not yours'

const says: Record<Strength, string> = {
  'strongly yours': 'The small words of this text are yours: hardly any other creator uses them so.',
  yours: 'More of this text speaks for you than for another creator.',
  unclear: 'As much of it speaks for you as for others.',
  'not yours': 'More of this text speaks for another creator than for you.',
  'strongly not yours': 'The small words of this text are not used as you use them.',
}

/** A meter that counts a dozen words: enough for everything that a reading can be. */
export function fakeReading(text: string): MeterReading {
  const words = normalWords(text)
  const found = [...sentences(text)].map(({ start, end }) => {
    const inside = text.slice(start, end)
    const reasons = reasonsOf(inside)
    const contribution = reasons.reduce((sum, reason) => sum + reason.contribution, 0)
    return {
      ...{ start, end, reasons, contribution },
      words: normalWords(inside).length,
      pull: Math.tanh(contribution / 2.5),
    }
  })
  const total = found.reduce((sum, { contribution }) => sum + contribution, 0)
  const score = 1 + hundred(total, words.length) / 4
  const foreign = / (?:und|nicht|das) /.test(text)
  const state =
    words.length === 0 ? 'empty' : foreign ? 'other_language' : words.length < 100 ? 'too_short' : 'judged'
  const judged = state === 'judged'
  return {
    state,
    words: words.length,
    language: words.length === 0 ? null : foreign ? 'de' : 'en',
    score: judged ? score : null,
    own: judged ? band(2.1, 3.4, 4.6) : null,
    others: judged ? band(-1.2, 0, 1.3) : null,
    models: judged ? band(-2.2, -0.9, 0.4) : null,
    total: 0,
    strength: judged ? strengthOf(score) : null,
    says: judged ? says[strengthOf(score)] : '',
    ...(judged ? passagesOf(text, words) : { passages: [], apart: null }),
    sentences: foreign ? [] : found,
    reasons: reasonsOf(text),
    copied: [...text.matchAll(new RegExp(copiedLine, 'g'))].map(({ index }) => ({
      start: index,
      end: index + copiedLine.length,
      words: copiedLine.split(' ').length,
    })),
  }
}

function passagesOf(
  text: string,
  words: { start: number; end: number }[],
): Pick<MeterReading, 'passages' | 'apart'> {
  const passages: MeterReading['passages'] = []
  let apart: MeterReading['apart'] = null
  for (let from = 0; from < words.length; from += 120) {
    const to = words.length - from < 220 ? words.length : from + 120
    const [start, end] = [words[from]!.start, words[to - 1]!.end]
    const pulled = reasonsOf(text.slice(start, end)).reduce((sum, reason) => sum + reason.contribution, 0)
    const score = 1 + hundred(pulled, to - from) / 4
    passages.push({ start, end, words: to - from, score, strength: strengthOf(score) })
    if (score < -1) apart = { start, end, before: from, words: to - from }
    if (to === words.length) break
  }
  return { passages, apart }
}
