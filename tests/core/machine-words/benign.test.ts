import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { machineWords } from '../../../core/machine-words/machine-words.ts'

const shared = new URL('../../../../shared/data/', import.meta.url).pathname
const articles = join(shared, 'articles', 'ground-truth.json')
const papers = join(shared, 'retrieval', 'scifact')

/** The share of characters that would be withheld. */
function share(texts: string[]): number {
  let withheld = 0
  for (const text of texts) for (const { start, end } of machineWords(text)) withheld += end - start
  return withheld / texts.reduce((sum, text) => sum + text.length, 0)
}

test.skipIf(!existsSync(articles))(
  'of real articles next to nothing is withheld (skips without ../shared)',
  () => {
    const truth: Record<string, { articleBody?: string }> = JSON.parse(readFileSync(articles, 'utf8'))
    const texts = Object.values(truth).flatMap(({ articleBody }) => articleBody ?? [])
    expect(texts.length).toBeGreaterThan(50)
    expect(texts.filter(text => machineWords(text).length > 0).length / texts.length).toBeLessThan(0.02)
    expect(share(texts)).toBeLessThan(0.001)
  },
)

test.skipIf(!existsSync(papers))(
  'of real abstracts next to nothing is withheld (skips without ../shared)',
  () => {
    const file = readdirSync(papers).find(name => name.startsWith('corpus'))!
    const texts = readFileSync(join(papers, file), 'utf8')
      .split('\n')
      .slice(0, 1_000)
      .filter(Boolean)
      .map(line => {
        const { title, text } = JSON.parse(line) as { title: string; text: string }
        return `${title}\n${text}`
      })
    expect(texts.length).toBeGreaterThan(500)
    expect(share(texts)).toBeLessThan(0.001)
  },
)
