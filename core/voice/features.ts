/**
 * What the voice score counts: words that every speaker uses whatever they talk about, and pairs of these. Any other
 * word counts by its ending or length alone, so that a sentence's build remains when its topic is gone (text
 * distortion, Stamatatos 2017). Beside them, how soon any word comes again, whichever it is: who repeats themselves does
 * so whatever they talk about.
 */
export interface FeatureList {
  /** Topic-poor words and the classes of all others ("_ing", "_2"), commonest first. */
  words: readonly string[]
  /** Longest lags of a repeat, rising: one that comes after more words than the one before, and no more than this. */
  lags: readonly number[]
  /** Pairs of them by their numbers, flat: first, second, first, second, … */
  pairs: readonly number[]
}

/** Where a text has which feature. A pair stands at its second word, a repeat where the word comes again. */
export interface Occurrences {
  /** Feature numbers by the word's place; −1: none. */
  words: Int32Array
  repeats: Int32Array
  pairs: Int32Array
  /** Where each word came last; −1: nowhere before. */
  last: Int32Array
}

const endings = [
  'ing', 'tion', 'sion', 'ment', 'ness', 'ity', 'able', 'ible', 'ally', 'ly', 'est', 'ed', 'er', 'or', 'al', 'ic',
  'ive', 'ous', 'ful', 'es', 's', 'y',
] // biome-ignore format: a list

/** The class of a word that is not on the list. */
export function wordClass(word: string): string {
  if (word === '#') return '#'
  if (word.includes("'")) return "_'"
  for (const ending of endings)
    if (word.endsWith(ending) && word.length > ending.length + 2) return `_${ending}`
  return word.length <= 4 ? '_0' : word.length <= 6 ? '_1' : word.length <= 8 ? '_2' : '_3'
}

export class Features {
  /** How many there are: words first, then repeats, then pairs. */
  readonly size: number
  readonly firstPair: number
  readonly list: FeatureList
  readonly #words: Map<string, number>
  readonly #pairs: Map<number, number>

  constructor(list: FeatureList) {
    this.list = list
    const { words, lags, pairs } = list
    this.firstPair = words.length + lags.length
    this.size = this.firstPair + pairs.length / 2
    this.#words = new Map(words.map((word, at) => [word, at]))
    this.#pairs = new Map()
    for (let at = 0; at < pairs.length; at += 2)
      this.#pairs.set(pairs[at]! * words.length + pairs[at + 1]!, this.firstPair + at / 2)
  }

  /** Whether a word counts as itself: any other is of a topic. */
  lists(word: string): boolean {
    return this.#words.has(word)
  }

  /** Its words: one, or two of a pair; of a repeat from which lag to which, as "+3 +4". */
  name(feature: number): string[] {
    const { words, lags, pairs } = this.list
    if (feature < words.length) return [words[feature]!]
    if (feature < this.firstPair) {
      const at = feature - words.length
      return [`+${(lags[at - 1] ?? 0) + 1}`, `+${lags[at]!}`]
    }
    const at = 2 * (feature - this.firstPair)
    return [words[pairs[at]!]!, words[pairs[at + 1]!]!]
  }

  /** @param text normal words */
  occurrences(text: readonly string[]): Occurrences {
    const words = new Int32Array(text.length)
    const repeats = new Int32Array(text.length).fill(-1)
    const pairs = new Int32Array(text.length).fill(-1)
    const last = new Int32Array(text.length)
    const seen = new Map<string, number>()
    const { length } = this.list.words
    for (let at = 0; at < text.length; at++) {
      const word = text[at]!
      const here = this.#words.get(word) ?? this.#words.get(wordClass(word)) ?? -1
      words[at] = here
      const before = at > 0 ? words[at - 1]! : -1
      if (here >= 0 && before >= 0) pairs[at] = this.#pairs.get(before * length + here) ?? -1
      last[at] = seen.get(word) ?? -1
      seen.set(word, at)
      if (last[at]! >= 0) repeats[at] = this.#repeat(at - last[at]!)
    }
    return { words, repeats, pairs, last }
  }

  /** A repeat after so many words; −1: too many to be one. */
  #repeat(lag: number): number {
    const at = this.list.lags.findIndex(longest => lag <= longest)
    return at < 0 ? -1 : this.list.words.length + at
  }

  /** How often each feature is there from word `from` to before word `to`; pairs and repeats must lie inside whole. */
  counts({ words, repeats, pairs, last }: Occurrences, from = 0, to = words.length): Float64Array {
    const counts = new Float64Array(this.size)
    for (let at = from; at < to; at++) {
      if (words[at]! >= 0) counts[words[at]!]!++
      if (last[at]! >= from && repeats[at]! >= 0) counts[repeats[at]!]!++
      if (at > from && pairs[at]! >= 0) counts[pairs[at]!]!++
    }
    return counts
  }
}
