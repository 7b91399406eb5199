/**
 * How somebody strings words together when what they talk about is taken out: words that everybody uses, and one mark
 * for any other. As it ships in `data/grammars.json` (built by `tests/bench/voice-grammars.ts`): numbers alone.
 */
export interface GrammarFile {
  format: 1
  provenance: string
  /** Topic-poor words, commonest first; a word's number is its place, counted from 1. 0 is any other. */
  words: string
  /** What other people say. */
  speech: GrammarCounts
  /** What models write. */
  models: GrammarCounts
}

/**
 * By the number of words before (none, one, two) lines "history unlisted word times word times …" in base 36: what
 * followed, and how often something that was too rare to be listed.
 */
export interface GrammarCounts {
  words: number
  follows: [string[], string[], string[]]
}

interface Followers {
  /** How often each word came, by its number. */
  times: Map<number, number>
  /** How often any of them did. */
  all: number
  /** How often something came that is not listed. */
  unlisted: number
}

const BASE = 36

/** The words of a text as numbers of the list, 0 for all that might be of its topic. */
export class WordList {
  readonly words: readonly string[]
  readonly #numbers: ReadonlyMap<string, number>

  constructor(words: string) {
    this.words = words.split(' ')
    this.#numbers = new Map(this.words.map((word, at) => [word, at + 1]))
  }

  /** How many numbers there are. */
  get size(): number {
    return this.words.length + 1
  }

  /** @param words in the normal form */
  numbers(words: readonly string[]): number[] {
    return words.map(word => this.#numbers.get(word) ?? 0)
  }
}

/**
 * A model of the next word by the two before it, with Witten and Bell's back-off (1991, "The zero-frequency problem",
 * method C): P(w | h) = (c(h, w) + t(h) · P(w | shorter h)) / (c(h) + t(h)), where t(h) is the number of different words
 * that followed h, and how often followers came that are not listed; last, all words are alike.
 */
export class Grammar {
  readonly #size: number
  readonly #orders: [Map<number, Followers>, Map<number, Followers>, Map<number, Followers>] = [
    new Map(),
    new Map(),
    new Map(),
  ]

  /** @param size of the word list */
  constructor(size: number) {
    this.#size = size
  }

  static of({ follows }: GrammarCounts, size: number): Grammar {
    const grammar = new Grammar(size)
    for (const [order, lines] of follows.entries())
      for (const line of lines) {
        const [history = 0, unlisted = 0, ...pairs] = line.split(' ').map(each => Number.parseInt(each, BASE))
        const followers: Followers = { times: new Map(), all: 0, unlisted }
        for (let at = 0; at + 1 < pairs.length; at += 2) {
          followers.times.set(pairs[at]!, pairs[at + 1]!)
          followers.all += pairs[at + 1]!
        }
        grammar.#orders[order as 0 | 1 | 2].set(history, followers)
      }
    return grammar
  }

  /** Takes in what was said. */
  add(numbers: readonly number[]): void {
    for (let at = 0; at < numbers.length; at++)
      for (let order = 0; order <= 2 && order <= at; order++) {
        const row = this.#orders[order as 0 | 1 | 2]
        const history = this.#history(numbers, at, order)
        let followers = row.get(history)
        if (!followers) {
          followers = { times: new Map(), all: 0, unlisted: 0 }
          row.set(history, followers)
        }
        followers.times.set(numbers[at]!, (followers.times.get(numbers[at]!) ?? 0) + 1)
        followers.all += 1
      }
  }

  /** Decimal logarithm of the word's probability after the two before it. */
  logProbability(numbers: readonly number[], at: number): number {
    let probability = 1 / this.#size
    for (let order = 0; order <= 2 && order <= at; order++) {
      const followers = this.#orders[order as 0 | 1 | 2].get(this.#history(numbers, at, order))
      if (!followers) break
      const { times, all, unlisted } = followers
      const back = times.size + unlisted
      probability = ((times.get(numbers[at]!) ?? 0) + back * probability) / (all + back)
    }
    return Math.log10(probability)
  }

  /** @param least what came less often is only counted; of single words nothing is left out */
  counts(words: number, least: number): GrammarCounts {
    const lines = (order: 0 | 1 | 2): string[] =>
      [...this.#orders[order]]
        .toSorted(([a], [b]) => a - b)
        .flatMap(([history, { times, all }]) => {
          const listed = [...times]
            .filter(([, each]) => order === 0 || each >= least)
            .sort(([a], [b]) => a - b)
          if (listed.length === 0) return []
          const unlisted = listed.reduce((rest, [, each]) => rest - each, all)
          return [[history, unlisted, ...listed.flat()].map(each => each.toString(BASE)).join(' ')]
        })
    return { words, follows: [lines(0), lines(1), lines(2)] }
  }

  #history(numbers: readonly number[], at: number, order: number): number {
    let history = 0
    for (let before = at - order; before < at; before++) history = history * this.#size + numbers[before]!
    return history
  }
}
