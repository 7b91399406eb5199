import { existsSync, readFileSync } from 'node:fs'
import { newId } from '../../../core/contract/id.ts'
import { transcriptText } from '../../../core/transcript/text.ts'
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
    published: null,
    language: 'en',
    videoId: null,
    contentHash: '',
    fingerprint: null,
    text,
    transcript: null,
    pageStarts: null,
    ready: true,
    ...changes,
  }
}

/** A video of lines that begin at these milliseconds. */
export function videoOf(
  lines: [startMs: number, text: string][],
  changes: Partial<SourceText> = {},
): SourceText {
  const segments = lines.map(([startMs, text], i) => ({
    startMs,
    endMs: lines[i + 1]?.[0] ?? startMs + 4_000,
    text,
  }))
  const transcript = { language: 'en', kind: 'manual' as const, segments }
  const id = newId()
  const videoId = changes.videoId ?? id.replaceAll('-', '').slice(-11)
  const url = `https://www.youtube.com/watch?v=${videoId}`
  return sourceOf(transcriptText(transcript).text, {
    id,
    kind: 'video',
    url,
    canonicalUrl: url,
    transcript,
    ...changes,
    videoId,
  })
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
