import { EXCHANGES } from './exchanges.ts'
import { below, pick, type Random } from './random-pick.ts'

/** What a mutant is made of besides the quote itself. */
export interface Material {
  random: Random
  /** Of the same text: another stretch, far from the quote. */
  elsewhere: string
  /** Of another text. */
  foreign: string
}
/** A quote that says something else, or null where this quote gives no hold for it. */
export type Mutate = (quote: string, material: Material) => string | null

const NEGATION = /\b(?:not|never|no|without|neither|nor|cannot|hardly)\b|n['’]t\b/i
const NUMBER_WORDS =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen twenty thirty forty fifty sixty seventy eighty ninety hundred'.split(
    ' ',
  )
/** One word or sign for another, as it is written. */
function exchange(pairs: [string, string][]): Mutate {
  return (quote, { random }) => {
    const usable = pairs.filter(([from]) => wordOf(from).test(quote))
    if (!usable.length) return null
    const [from, to] = pick(random, usable)
    return replaceOne(quote, wordOf(from), random, found => likeCase(found, to))
  }
}
const wordOf = (word: string) =>
  /^\p{L}/u.test(word)
    ? new RegExp(`(?<![\\p{L}\\p{N}'’-])${word}(?![\\p{L}\\p{N}'’-])`, 'giu')
    : new RegExp(`\\${word}`, 'g')
const likeCase = (like: string, word: string) =>
  /^\p{Lu}/u.test(like) ? word.charAt(0).toUpperCase() + word.slice(1) : word

/** One of the places, anew. */
function replaceOne(
  quote: string,
  pattern: RegExp,
  random: Random,
  to: (found: string) => string | null,
): string | null {
  const places = [...quote.matchAll(pattern)]
  if (!places.length) return null
  const place = pick(random, places)
  const put = to(place[0])
  return put === null ? null : quote.slice(0, place.index) + put + quote.slice(place.index + place[0].length)
}

const words = (quote: string) => quote.split(/(\s+)/)
/** The inner words, by their index in `words`. */
const inner = (parts: string[]) =>
  parts.flatMap((_, at) => (at % 2 === 0 && at > 0 && at < parts.length - 1 ? [at] : []))
const PLAIN_WORD = /(?<![\p{L}\p{N}'’-])\p{L}{3,}(?![\p{L}\p{N}'’-])/gu
const NUMERAL = /(?<![\p{L}\p{N}.,])\d[\d.,]*\d|(?<![\p{L}\p{N}.,])\d/gu
const plainWords = (text: string) => text.match(PLAIN_WORD) ?? []
const half = (text: string, first: boolean) => {
  const parts = text.split(/\s+/)
  const middle = Math.ceil(parts.length / 2)
  return (first ? parts.slice(0, middle) : parts.slice(middle)).join(' ')
}

export const MUTANTS: Record<string, Mutate> = {
  'a word changed': (quote, { random, elsewhere, foreign }) => {
    const others = [...plainWords(elsewhere), ...plainWords(foreign)]
    return others.length ? replaceOne(quote, PLAIN_WORD, random, () => pick(random, others)) : null
  },
  'a letter changed': (quote, { random }) =>
    replaceOne(quote, /(?<=\p{Ll})[a-z](?=\p{Ll})/gu, random, () =>
      pick(random, [...'abcdefghijklmnopqrstuvwxyz']),
    ),
  'a word left out': (quote, { random }) => {
    const parts = words(quote)
    const places = inner(parts)
    const said = places.filter(at => /[\p{L}\p{N}]/u.test(parts[at]!))
    if (!said.length) return null
    parts.splice(pick(random, said), 2)
    return parts.join('')
  },
  'a word put in': (quote, { random, foreign }) => {
    const parts = words(quote)
    const others = plainWords(foreign)
    if (!others.length) return null
    parts.splice(pick(random, inner(parts)), 0, pick(random, others), ' ')
    return parts.join('')
  },
  'a word put in brackets into it': (quote, { random, foreign }) => {
    const parts = words(quote)
    parts.splice(
      pick(random, inner(parts)),
      0,
      `[${pick(random, ['not', 'never', 'all', ...plainWords(foreign)])}]`,
      ' ',
    )
    return parts.join('')
  },
  'a digit changed': (quote, { random }) =>
    replaceOne(quote, /\d/g, random, digit => String((Number(digit) + 1 + below(random, 9)) % 10)),
  'a digit more or less': (quote, { random }) =>
    replaceOne(quote, /\d/g, random, digit => (random() < 0.5 ? digit + below(random, 10) : '')),
  'a number word changed': (quote, { random }) =>
    replaceOne(quote, new RegExp(`\\b(?:${NUMBER_WORDS.join('|')})\\b`, 'gi'), random, () =>
      pick(random, NUMBER_WORDS),
    ),
  'a decimal point moved': (quote, { random }) =>
    replaceOne(quote, NUMERAL, random, number => {
      const digits = number.replace(/\D/g, '')
      const at = below(random, digits.length)
      return digits.slice(0, at) + (at === 0 ? '.' : pick(random, ['.', ',', ':', ''])) + digits.slice(at)
    }),
  'a sign changed': (quote, { random }) =>
    replaceOne(quote, /(?<![\p{L}\p{N}])[-–−+~<>±≈≤≥]?[$€£]?\d/gu, random, number =>
      /^\d|^[$€£]/.test(number)
        ? pick(random, ['-', '−', '–', '~', '<', '+', '±', /^\d/.test(number) ? '.' : '-']) + number
        : number.slice(1),
    ),
  'a unit changed': exchange(EXCHANGES.units),
  'a magnitude changed': exchange(EXCHANGES.magnitude),
  'a negation left out': (quote, { random }) =>
    replaceOne(quote, new RegExp(`${NEGATION.source}\\s?`, 'gi'), random, found =>
      /^cannot/i.test(found) ? 'can ' : /^n['’]t/i.test(found) ? found.slice(3) : '',
    ),
  'a negation put in': (quote, { random }) =>
    replaceOne(
      quote,
      /\b(?:is|are|was|were|can|could|will|would|do|does|did|has|have|had|should|may|might)\b(?!n?['’])/gi,
      random,
      verb => verb + pick(random, [' not', ' never', "n't", ' no longer']),
    ),
  'a comparison turned round': exchange(EXCHANGES.comparison),
  'a quantity or doubt changed': exchange(EXCHANGES.quantity),
  'a doubt left out': (quote, { random }) =>
    replaceOne(
      quote,
      /\b(?:only|almost|about|nearly|roughly|around|approximately|perhaps|probably|maybe|possibly|may|might|some|partly|often|usually|mostly|quite|just|even|likely|reportedly|allegedly)\s/gi,
      random,
      () => '',
    ),
  'another tense': exchange(EXCHANGES.tense),
  'another ending': (quote, { random }) =>
    replaceOne(quote, PLAIN_WORD, random, word =>
      /s$/.test(word)
        ? word.slice(0, -1)
        : /ed$/.test(word)
          ? `${word.slice(0, -2)}ing`
          : /ing$/.test(word)
            ? `${word.slice(0, -3)}ed`
            : `${word}${pick(random, ['s', 'ed', 'ly', "'s", "n't"])}`,
    ),
  'names changed for each other': (quote, { random, elsewhere, foreign }) => {
    const name = /(?<=\s)\p{Lu}\p{L}{2,}/gu
    const others = [...(elsewhere.match(name) ?? []), ...(foreign.match(name) ?? [])]
    const own = [...quote.matchAll(name)]
    if (own.length > 1 && random() < 0.5) {
      const [one, two] = [own[0]!, own.at(-1)!]
      return (
        quote.slice(0, one.index) +
        two[0] +
        quote.slice(one.index + one[0].length, two.index) +
        one[0] +
        quote.slice(two.index + two[0].length)
      )
    }
    return others.length ? replaceOne(quote, name, random, () => pick(random, others)) : null
  },
  'two words changed in order': (quote, { random }) => {
    const parts = words(quote)
    const places = inner(parts)
    const one = pick(random, places.slice(0, -1))
    const two = one + 2
    ;[parts[one], parts[two]] = [parts[two]!, parts[one]!]
    return parts.join('')
  },
  'two halves changed in order': quote => `${half(quote, false)} ${half(quote, true)}`,
  'two places joined': (quote, { elsewhere }) => `${half(quote, true)} ${half(elsewhere, false)}`,
  'two places joined by an ellipsis': (quote, { random, elsewhere }) =>
    `${half(quote, true)}${pick(random, ['…', ' … ', '... ', ' [...] ', ' (…) '])}${half(elsewhere, false)}`,
  'words left out for an ellipsis': (quote, { random }) => {
    const parts = quote.split(/\s+/)
    const from = 2 + below(random, parts.length - 5)
    parts.splice(from, 1 + below(random, 3), pick(random, ['…', '...', '[…]', '[...]']))
    return parts.join(' ')
  },
  'joined with another text': (quote, { foreign }) => `${half(quote, true)} ${half(foreign, false)}`,
  'another text': (_, { foreign }) => foreign,
  'half of the first word': (quote, { random }) => {
    const first = /^[a-z]+/i.exec(quote)?.[0] ?? ''
    return first.length < 4 ? null : quote.slice(1 + below(random, first.length - 2))
  },
  'half of the last word': (quote, { random }) => {
    const last = /[a-z]+$/i.exec(quote)?.[0] ?? ''
    return last.length < 4 ? null : quote.slice(0, -1 - below(random, last.length - 2))
  },
  'half of a number': (quote, { random }) => {
    const places = [...quote.matchAll(/\d(?=[\d.,:-]\d|\d)/g)]
    if (!places.length) return null
    const { index } = pick(random, places)
    const side = random() < 0.5 ? quote.slice(0, index + 1) : quote.slice(index + 1).replace(/^[.,:-]/, '')
    return side.split(/\s+/).length < 4 ? null : side
  },
  'without the percent sign at its end': quote => {
    const found = /^.*\d(?=\s?[%‰])/s.exec(quote)?.[0]
    return found && found.split(/\s+/).length > 3 ? found : null
  },
}
