import { type Ballot, lettersOf } from './votes.ts'

/**
 * Pages often show other stories below their own, each in an `<article>`. The page's own is the one under the heading
 * that is its title, or else the one that holds most of what was taken, or else what stands in no article.
 * @param titles the page's, as letters alone (`lettersOf`)
 * @returns whether a block belongs to another story; always false where no article is plainly the page's own
 */
export function otherStories(ballots: Ballot[], titles: string[]): (element: Element) => boolean {
  const words = new Map<Element, number>()
  let all = 0
  for (const { block, readability, defuddle } of ballots) {
    if (!readability && !defuddle) continue
    all += block.words
    const article = block.element.closest('article')
    if (article) words.set(article, (words.get(article) ?? 0) + block.words)
  }
  if (words.size < 2) return () => false
  const entitled = (article: Element): boolean => {
    const own = lettersOf(article.querySelector('h1')?.textContent ?? '')
    return own.length > 7 && titles.some(title => title.includes(own))
  }
  const main =
    [...words].find(([article, count]) => count >= 50 && entitled(article))?.[0] ??
    [...words].find(([, count]) => count > all * 0.6)?.[0]
  const loose = all - [...words.values()].reduce((sum, count) => sum + count, 0)
  // The text itself in no article at all, and below it one after another.
  if (!main && words.size > 2 && loose > all * 0.5) return element => element.closest('article') !== null
  if (!main) return () => false
  return element => {
    const article = element.closest('article')
    return article !== null && article !== main && !article.contains(main) && !main.contains(article)
  }
}
