/** A phrase with how often this creator says it and how often others do. */
export interface RatedPhrase {
  words: string[]
  count: number
  /** Others, per word of the creator: their count times the ratio of the words. */
  others: number
}

/**
 * Of phrases that hold one another those that tell something. The shorter goes where the longer explains it: most of
 * it is the longer one, or what is left is said hardly more than others say it ("if we look at" explains "we look
 * at"). The longer goes where it is a small part of a shorter one that stays, a word by chance ("you know the").
 */
export function withoutOverlaps<Phrase extends RatedPhrase>(phrases: readonly Phrase[]): Phrase[] {
  const byText = new Map(phrases.map(phrase => [phrase.words.join(' '), phrase]))
  const partsOf = (phrase: Phrase) => parts(phrase.words).flatMap(text => byText.get(text) ?? [])
  const explained = new Set(phrases.flatMap(longer => partsOf(longer).filter(part => explains(longer, part))))
  return phrases.filter(
    phrase =>
      !explained.has(phrase) &&
      !partsOf(phrase).some(part => !explained.has(part) && phrase.count < 0.2 * part.count),
  )
}

function explains(longer: RatedPhrase, part: RatedPhrase): boolean {
  if (longer.count >= 0.6 * part.count) return true
  const left = part.count - longer.count
  return left < 2 * Math.max(0, part.others - longer.others)
}

function parts(words: readonly string[]): string[] {
  const found: string[] = []
  for (let length = words.length - 1; length >= 2; length--)
    for (let at = 0; at + length <= words.length; at++) found.push(words.slice(at, at + length).join(' '))
  return found
}

/** Where a phrase was said: the text's number and its first word's, in turn. */
export interface PlacedPhrase {
  words: string[]
  count: number
  places: readonly number[]
}

/**
 * Strongest first comes, strongest first is served: a phrase goes whose words are for the most part those of stronger
 * ones, as pieces of one formula are ("catch you guys in", "guys in the next"). What it holds whole does not count.
 */
export function withoutPieces<Phrase extends PlacedPhrase>(strongestFirst: readonly Phrase[]): Phrase[] {
  const takenBy = new Map<number, string>()
  return strongestFirst.filter(({ words, count, places }) => {
    const text = ` ${words.join(' ')} `
    const keys: number[] = []
    let pieces = 0
    for (let at = 0; at < places.length; at += 2) {
      const first = places[at]! * 2 ** 24 + places[at + 1]!
      let taken = 0
      for (let word = 0; word < words.length; word++) {
        keys.push(first + word)
        const other = takenBy.get(first + word)
        if (other && !text.includes(other)) taken++
      }
      if (taken * 2 >= words.length) pieces++
    }
    if (pieces * 2 > count) return false
    for (const key of keys) takenBy.set(key, text)
    return true
  })
}

/** Of phrases that share most of their words the strongest stays, and others that set the creator apart half as much again. */
export function withoutVariants<Phrase extends RatedPhrase>(strongestFirst: readonly Phrase[]): Phrase[] {
  const kept: Phrase[] = []
  for (const phrase of strongestFirst) {
    const alike = kept.filter(({ words }) => sharedRun(words, phrase.words) * 3 >= phrase.words.length * 2)
    if (alike.every(other => ratio(phrase) >= 1.5 * ratio(other))) kept.push(phrase)
  }
  return kept
}

const ratio = ({ count, others }: RatedPhrase): number => count / others

/** Words of the longest run that both have. */
export function sharedRun(a: readonly string[], b: readonly string[]): number {
  let longest = 0
  for (let from = 0; from < a.length; from++)
    for (let at = 0; at < b.length; at++) {
      let run = 0
      while (from + run < a.length && at + run < b.length && a[from + run] === b[at + run]) run++
      longest = Math.max(longest, run)
    }
  return longest
}
