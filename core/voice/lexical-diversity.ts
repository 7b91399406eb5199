/**
 * Measure of textual lexical diversity (McCarthy and Jarvis 2010), in words: how many are said on average until the
 * share of different ones has fallen to .72. The LexicalRichness variant: a factor ends at TTR ≤ .72, the rest counts
 * (1 − TTR)/(1 − .72) of a factor, and the measure is the mean of forward and backward. (TAALED's differs: TTR < .72
 * and at least 10 words a factor.) From 100 words on; 0 of nothing.
 */
export function mtld(words: readonly string[]): number {
  if (words.length === 0) return 0
  return (oneWay(words) + oneWay(words.toReversed())) / 2
}

const FACTOR = 0.72

function oneWay(words: readonly string[]): number {
  const types = new Set<string>()
  let said = 0
  let factors = 0
  for (const word of words) {
    said++
    types.add(word)
    if (types.size / said > FACTOR) continue
    factors++
    said = 0
    types.clear()
  }
  if (said > 0) factors += (1 - types.size / said) / (1 - FACTOR)
  // Where no word was said twice there is no factor at all: the whole text is then taken for one.
  return words.length / (factors || 1)
}

/**
 * HD-D (McCarthy and Jarvis 2007), 0 to 1: the share of different words that a random draw of 42 words has on average;
 * Σ over types of (1 − P(none of its f among 42 of N)) / 42, P hypergeometric.
 * @returns null where there are fewer words than are drawn
 */
export function hdd(words: readonly string[], draws = 42): number | null {
  const all = words.length
  if (all < draws) return null
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const typesWith = new Map<number, number>()
  for (const count of counts.values()) typesWith.set(count, (typesWith.get(count) ?? 0) + 1)
  let drawn = 0
  for (const [count, types] of typesWith) {
    let none = 1
    for (let draw = 0; draw < draws && none > 0; draw++)
      none *= Math.max(0, all - count - draw) / (all - draw)
    drawn += types * (1 - none)
  }
  return drawn / draws
}

/**
 * Share of different words in each window of so many, one word further each time.
 * @returns one share for each window; empty where the text is shorter
 */
export function windowShares(words: readonly string[], window: number): number[] {
  const inside = new Map<string, number>()
  const shares: number[] = []
  for (const [at, word] of words.entries()) {
    inside.set(word, (inside.get(word) ?? 0) + 1)
    if (at >= window) {
      const left = words[at - window]!
      const rest = inside.get(left)! - 1
      if (rest === 0) inside.delete(left)
      else inside.set(left, rest)
    }
    if (at >= window - 1) shares.push(inside.size / window)
  }
  return shares
}

/** Moving-average type-token ratio (Covington and McFall 2010), 0 to 1; null where the text is shorter than the window. */
export function mattr(words: readonly string[], window = 50): number | null {
  const shares = windowShares(words, window)
  return shares.length ? shares.reduce((sum, share) => sum + share, 0) / shares.length : null
}

/**
 * Share of words that are said only once, 0 to 1, the mean over stretches of 500 words: it falls with length, so that
 * whole videos cannot be compared.
 * @returns null under 500 words
 */
export function hapaxShare(words: readonly string[], stretch = 500): number | null {
  const stretches = Math.floor(words.length / stretch)
  if (stretches === 0) return null
  let once = 0
  for (let n = 0; n < stretches; n++) {
    const counts = new Map<string, number>()
    for (const word of words.slice(n * stretch, (n + 1) * stretch))
      counts.set(word, (counts.get(word) ?? 0) + 1)
    for (const count of counts.values()) if (count === 1) once++
  }
  return once / (stretches * stretch)
}
