/** How much of the true text is in a text, and how much of the text is true: 0 to 1. */
export interface Score {
  precision: number
  recall: number
}

/**
 * Shingles of four words, counted: the measure of the article extraction benchmark by Zyte (scrapinghub), in which
 * a page without any text scores 0.
 */
export function score(truth: string, text: string): Score {
  const expected = shingles(truth)
  const found = shingles(text)
  let both = 0
  for (const [shingle, times] of expected) both += Math.min(times, found.get(shingle) ?? 0)
  const size = (of: Map<string, number>) => [...of.values()].reduce((sum, times) => sum + times, 0)
  return { precision: both / (size(found) || 1), recall: both / (size(expected) || 1) }
}

/** F1 of the mean precision and the mean recall, each page weighing the same. */
export function average(scores: Score[]): Score & { f1: number } {
  const mean = (of: (score: Score) => number) =>
    scores.reduce((sum, each) => sum + of(each), 0) / (scores.length || 1)
  const precision = mean(each => each.precision)
  const recall = mean(each => each.recall)
  const f1 = (2 * precision * recall) / (precision + recall || 1)
  const short = (value: number) => Math.round(value * 10_000) / 10_000
  return { f1: short(f1), precision: short(precision), recall: short(recall) }
}

function shingles(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? []
  const counted = new Map<string, number>()
  const last = Math.max(0, words.length - 4)
  for (let at = 0; words.length && at <= last; at++) {
    const shingle = words.slice(at, at + 4).join(' ')
    counted.set(shingle, (counted.get(shingle) ?? 0) + 1)
  }
  return counted
}
