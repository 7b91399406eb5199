import { newId } from '../../../core/contract/id.ts'
import type { Capture, VideoCapture } from '../../../core/contract/source.ts'

const receipt = { by: 'readability', legs: [], words: 3, leftOut: [] } as const
const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 12, 0, second)).toISOString()

let made = 0

/** An article as the capture gives it; each call another page unless told. */
export function article(
  projectId: string,
  own: Partial<Extract<Capture, { kind: 'article' }>> = {},
): Capture {
  made++
  const url = `https://pages.example/${made}`
  return {
    id: newId(),
    projectId,
    kind: 'article',
    url,
    canonicalUrl: own.url ?? url,
    title: `Page ${made}`,
    author: null,
    site: null,
    published: null,
    language: 'en',
    capturedAt: at(made % 60),
    contentHash: made.toString(16).padStart(64, '0'),
    fingerprint: null,
    form: 'article',
    facts: [],
    images: [],
    receipt: { ...receipt, legs: [], leftOut: [] },
    text: 'Three plain words.',
    markdown: 'Three plain words.',
    html: null,
    ...own,
  }
}

export function video(projectId: string, own: Partial<VideoCapture> = {}): VideoCapture {
  made++
  return {
    id: newId(),
    projectId,
    kind: 'video',
    url: 'https://www.youtube.com/watch?v=abcdefghijk',
    canonicalUrl: 'https://www.youtube.com/watch?v=abcdefghijk',
    title: 'A video',
    author: null,
    site: 'YouTube',
    published: null,
    language: 'en',
    capturedAt: at(made % 60),
    contentHash: made.toString(16).padStart(64, '0'),
    fingerprint: null,
    receipt: { by: null, legs: [], words: 0, leftOut: [] },
    videoId: 'abcdefghijk',
    durationMs: 60_000,
    chapters: [],
    transcript: null,
    ...own,
  }
}
