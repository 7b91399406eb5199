/**
 * How often other people say which words and phrases, and how often models write them: numbers only, as they ship in
 * `data/phrases.json` (built by `tests/bench/voice-phrases.ts`, which also says where they come from).
 */
export interface PhraseFile {
  format: 1
  provenance: { made: string; from: string; licence: string; method: string[] }
  speech: { speakers: number; words: number }
  models: { scripts: number; words: number }
  /** Topic-poor words, commonest first: of the 600 commonest those that at least nine speakers in ten use. */
  poor: string
  /** Words that belong to no topic: three speakers in four use them, at even rates from video to video. */
  plain: string
  /** Words with their counts, in turn: "the 51234 and 40123". */
  words: string
  /** By all words but the last: the last words of each phrase with their counts. */
  phrases: Record<string, string>
  /** What models write and how often; how many scripts have it; how often the speakers say it. */
  habits: [text: string, written: number, scripts: number, spoken: number][]
}

export interface PhraseBackground {
  /** Words of all speakers together. */
  words: number
  poor: ReadonlySet<string>
  /** Words of no topic. Wider than `poor` ("ahead"), but without common words that come in heaps ("company"). */
  plain: ReadonlySet<string>
  models: { words: number; scripts: number }
  habits: readonly ModelHabit[]
  /**
   * How often all speakers together say a phrase. Of one that is not listed it is the most that can have been missed,
   * so that none looks rarer than it is: as often as its rarest word, and for plain words fewer than the list begins with.
   */
  spoken(phrase: readonly string[]): number
}

export interface ModelHabit {
  text: string
  written: number
  scripts: number
  spoken: number
}

/** Most that is said without being listed: the list begins at 6 for phrases, and with words of five speakers. */
const unlisted = 5

export function phraseBackground(file: PhraseFile): PhraseBackground {
  const plain = new Set(file.plain.split(' '))
  const words = counted(file.words)
  const phrases = new Map<string, Map<string, number>>()
  const spoken = (phrase: readonly string[]): number => {
    if (phrase.length === 1) return words.get(phrase[0]!) ?? unlisted
    const head = phrase.slice(0, -1).join(' ')
    let lasts = phrases.get(head)
    if (!lasts) {
      lasts = counted(file.phrases[head] ?? '')
      phrases.set(head, lasts)
    }
    const listed = lasts.get(phrase.at(-1)!)
    if (listed !== undefined) return listed
    const rarest = Math.min(...phrase.map(word => words.get(word) ?? unlisted))
    return phrase.every(word => plain.has(word)) ? Math.min(unlisted, rarest) : rarest
  }
  return {
    words: file.speech.words,
    poor: new Set(file.poor.split(' ')),
    plain,
    models: file.models,
    habits: file.habits.map(([text, written, scripts, said]) => ({ text, written, scripts, spoken: said })),
    spoken,
  }
}

function counted(list: string): Map<string, number> {
  const found = new Map<string, number>()
  const parts = list.split(' ')
  for (let at = 0; at + 1 < parts.length; at += 2) found.set(parts[at]!, Number(parts[at + 1]))
  return found
}
