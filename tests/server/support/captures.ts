import { newId } from '../../../core/contract/id.ts'
import type {
  ArticleCapture,
  KnowledgeCapture,
  MomentCapture,
  PdfCapture,
  SelectionCapture,
  VideoCapture,
} from '../../../core/contract/source.ts'
import type { Transcript } from '../../../core/contract/transcript.ts'
import { captureText, contentHash } from '../../../core/evidence/content.ts'

const TEXT = 'The moon pulls the sea. Twice a day the water comes and goes.'

const common = (projectId: string) => ({
  id: newId(),
  projectId,
  url: 'https://sea.example/tides?from=list',
  canonicalUrl: 'https://sea.example/tides',
  title: 'Why there are tides',
  author: 'Ada Shore',
  site: 'Sea',
  published: '2025-03-01',
  language: 'en',
  capturedAt: '2026-11-20T10:00:00.000Z',
  fingerprint: null,
})

export async function article(
  projectId: string,
  changes: Partial<ArticleCapture> = {},
): Promise<ArticleCapture> {
  const text = changes.text ?? TEXT
  return {
    ...common(projectId),
    kind: 'article',
    form: 'article',
    facts: [],
    images: [],
    text,
    markdown: text,
    html: null,
    contentHash: await contentHash(text),
    receipt: {
      by: 'defuddle',
      legs: [{ leg: 'defuddle', outcome: 'ok', ms: 12 }],
      words: 12,
      leftOut: [{ what: 'navigation', count: 1 }],
    },
    ...changes,
  }
}

export async function selection(projectId: string): Promise<SelectionCapture> {
  const text = 'The moon pulls the sea.'
  return {
    ...common(projectId),
    kind: 'selection',
    text,
    anchor: { exact: text, prefix: '', suffix: ' Twice a day' },
    contentHash: await contentHash(text),
    receipt: { by: 'selection', legs: [{ leg: 'selection', outcome: 'ok', ms: 1 }], words: 5, leftOut: [] },
  }
}

export async function video(
  projectId: string,
  transcript: Transcript | null,
  changes: Partial<VideoCapture> = {},
): Promise<VideoCapture> {
  return {
    ...common(projectId),
    kind: 'video',
    url: 'https://www.youtube.com/watch?v=abcdefghijk',
    canonicalUrl: 'https://www.youtube.com/watch?v=abcdefghijk',
    videoId: 'abcdefghijk',
    durationMs: 61_000,
    chapters: [{ startMs: 0, title: 'The pull' }],
    transcript,
    contentHash: await contentHash(captureText({ kind: 'video', transcript })),
    receipt: {
      by: transcript ? 'open_track' : null,
      legs: [{ leg: 'open_track', outcome: transcript ? 'ok' : 'no_captions', ms: 40 }],
      words: transcript ? 5 : 0,
      leftOut: [],
    },
    ...changes,
  }
}

export async function pdf(projectId: string, changes: Partial<PdfCapture> = {}): Promise<PdfCapture> {
  const text = changes.text ?? `${TEXT}\nThe second page is of the wind.`
  return {
    ...common(projectId),
    kind: 'pdf',
    url: 'file:///tides.pdf',
    canonicalUrl: 'file:///tides.pdf',
    text,
    pageStarts: [0, TEXT.length + 1],
    facts: [{ name: 'Producer', value: 'Press' }],
    file: null,
    contentHash: await contentHash(text),
    receipt: { by: 'pdf', legs: [{ leg: 'pdf', outcome: 'ok', ms: 30 }], words: 19, leftOut: [] },
    ...changes,
  }
}

/** What the creator knows, in their own words. */
export async function knowledge(
  projectId: string,
  changes: Partial<KnowledgeCapture> = {},
): Promise<KnowledgeCapture> {
  const text = changes.text ?? 'I once lost a boat because I misread the tide table at Merrow Bay.'
  const id = changes.id ?? newId()
  return {
    ...common(projectId),
    id,
    kind: 'knowledge',
    url: `ownwords:knowledge/${id}`,
    canonicalUrl: `ownwords:knowledge/${id}`,
    title: 'A boat that I lost',
    author: null,
    site: null,
    published: null,
    question: 'What went wrong for you with tides?',
    answers: null,
    text,
    contentHash: await contentHash(text),
    receipt: { by: 'typed', legs: [{ leg: 'typed', outcome: 'ok', ms: 0 }], words: 13, leftOut: [] },
    ...changes,
  }
}

export async function moment(
  projectId: string,
  transcript: Transcript | null,
  changes: Partial<MomentCapture> = {},
): Promise<MomentCapture> {
  const { chapters: _, ...rest } = await video(projectId, transcript)
  return {
    ...rest,
    kind: 'moment',
    moment: { atMs: 1_000, startMs: 0, endMs: 2_000, note: '', frame: null },
    ...changes,
  }
}
