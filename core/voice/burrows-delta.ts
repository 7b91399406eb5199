import { deviation, mean } from './spread.ts'

/** How often an author used each word of a list, and how many words the author's texts have in all. */
export interface AuthorCounts {
  total: number
  counts: readonly number[]
}

/**
 * Burrows's Delta (Burrows 2002) as faststylometry has it: of each word's share the z-value by the mean and the sample
 * standard deviation (n − 1) over the authors, each author one value; Delta is the mean of |z of text − z of author|.
 * Without unit; the smaller, the nearer.
 * @returns one for each author
 * @throws RangeError where there are fewer than two authors, of whom no deviation can be had
 */
export function burrowsDelta(text: AuthorCounts, authors: readonly AuthorCounts[]): number[] {
  if (authors.length < 2) throw new RangeError('Burrows’s Delta needs at least two authors')
  const share = ({ total, counts }: AuthorCounts, word: number) => (counts[word] ?? 0) / (total || 1)
  const sums: number[] = authors.map(() => 0)
  let used = 0
  for (let word = 0; word < text.counts.length; word++) {
    const shares = authors.map(author => share(author, word))
    const sd = deviation(shares)
    // A word that all use alike, or nobody, tells nothing.
    if (sd === 0) continue
    used++
    const middle = mean(shares)
    const z = (share(text, word) - middle) / sd
    for (const [at, theirs] of shares.entries()) sums[at]! += Math.abs(z - (theirs - middle) / sd)
  }
  return sums.map(sum => (used ? sum / used : 0))
}
