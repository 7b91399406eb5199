import { existsSync, readFileSync } from 'node:fs'
import { newId } from '../../../core/contract/id.ts'
import type { SourceText } from '../../../server/sources/texts.ts'

export function sourceOf(text: string, changes: Partial<SourceText> = {}): SourceText {
  return {
    id: newId(),
    kind: 'article',
    title: text.trim().split('\n')[0]!.slice(0, 80),
    url: 'https://coast.example/story',
    canonicalUrl: 'https://coast.example/story',
    author: null,
    site: null,
    language: 'en',
    videoId: null,
    contentHash: '',
    text,
    transcript: null,
    pageStarts: null,
    ready: true,
    ...changes,
  }
}

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/articles/${name}.txt`, import.meta.url), 'utf8')

/** Three texts of ours about one tidal plant: they agree on much, differ in three things and leave some open. */
export const tidal = (): SourceText[] =>
  ['tidal-gazette', 'coast-review', 'porpoise-notes'].map(name => sourceOf(fixture(name)))

const recorded = new URL('../../../../shared/data/articles/ground-truth.json', import.meta.url)
export const haveRecorded = existsSync(recorded)

/** The first ten saved pages whose ids begin so, with the text that people marked as the article. */
export function recordedArticles(prefixes: string[]): SourceText[] {
  const all: Record<string, { url: string; articleBody: string }> = JSON.parse(readFileSync(recorded, 'utf8'))
  return prefixes.map(prefix => {
    const id = Object.keys(all).find(key => key.startsWith(prefix))!
    return sourceOf(all[id]!.articleBody, { url: all[id]!.url })
  })
}
