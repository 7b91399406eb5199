import { z } from 'zod'
import { Id } from './id.ts'
import { limits } from './limits.ts'
import { Receipt } from './receipt.ts'
import { Chapter, Transcript } from './transcript.ts'

export const HttpUrl = z.url({ protocol: /^https?$/ }).max(limits.urlChars)
const Text = z.string().max(limits.textChars)
export const VideoId = z.string().regex(/^[\w-]{11}$/)

/** Where a quote stands, after the Web Annotation Data Model's TextQuoteSelector. */
export const QuoteAnchor = z.object({
  exact: z.string().max(limits.quoteChars),
  prefix: z.string().max(limits.contextChars),
  suffix: z.string().max(limits.contextChars),
})
export type QuoteAnchor = z.infer<typeof QuoteAnchor>

const common = {
  id: Id,
  projectId: Id,
  url: HttpUrl,
  canonicalUrl: HttpUrl,
  title: z.string().min(1).max(limits.titleChars),
  author: z.string().max(limits.titleChars).nullable(),
  site: z.string().max(limits.titleChars).nullable(),
  /** ISO 8601, as exact as the page says it. */
  published: z.string().max(40).nullable(),
  language: z.string().max(35).nullable(),
  capturedAt: z.iso.datetime(),
  /** SHA-256 in hex of the UTF-8 bytes of the plain text (`captureText`). */
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  receipt: Receipt,
}

export const ArticleCapture = z.object({
  ...common,
  kind: z.literal('article'),
  text: Text.min(1),
  markdown: Text,
  /** The page as it was, gzip in base64; null where it was too large to keep. */
  html: z.base64().nullable(),
})
export const SelectionCapture = z.object({
  ...common,
  kind: z.literal('selection'),
  text: Text.min(1),
  anchor: QuoteAnchor,
})
export const VideoCapture = z.object({
  ...common,
  kind: z.literal('video'),
  videoId: VideoId,
  durationMs: z.int().nonnegative().nullable(),
  chapters: z.array(Chapter).max(1_000),
  /** null while nobody has the words: the source is kept and says what is missing. */
  transcript: Transcript.nullable(),
})

/** What the browser took from one page: on disk in the browser first, then sent as it is by `PUT /sources/:id`. */
export const Capture = z.discriminatedUnion('kind', [ArticleCapture, SelectionCapture, VideoCapture])
export type Capture = z.infer<typeof Capture>
export type ArticleCapture = z.infer<typeof ArticleCapture>
export type SelectionCapture = z.infer<typeof SelectionCapture>
export type VideoCapture = z.infer<typeof VideoCapture>

export const SourceKind = z.enum(['article', 'selection', 'video'])
export type SourceKind = z.infer<typeof SourceKind>

/** stored: committed, not cut yet · ready: its passages can be found · failed: `error` says why. */
export const SourceState = z.enum(['stored', 'ingesting', 'ready', 'failed'])
export type SourceState = z.infer<typeof SourceState>

/** A source in a list: everything but its text. */
export const Source = z.object({
  ...common,
  kind: SourceKind,
  state: SourceState,
  passages: z.int().nonnegative(),
  /** Why ingest failed, as a sentence. */
  error: z.string().nullable(),
  videoId: VideoId.nullable(),
  durationMs: z.int().nonnegative().nullable(),
  /** The run that cuts it into passages. */
  ingestRunId: Id.nullable(),
})
export type Source = z.infer<typeof Source>

/** A source with what was taken, for reading and for showing a quote in its place. */
export const SourceDetail = z.object({
  ...Source.shape,
  text: z.string(),
  markdown: z.string().nullable(),
  anchor: QuoteAnchor.nullable(),
  transcript: Transcript.nullable(),
  chapters: z.array(Chapter),
})
export type SourceDetail = z.infer<typeof SourceDetail>
