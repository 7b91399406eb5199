import { z } from 'zod'
import { Id } from './id.ts'
import { limits } from './limits.ts'
import { Receipt } from './receipt.ts'
import { Tag } from './tag.ts'
import { Chapter, Transcript } from './transcript.ts'

export const HttpUrl = z.url({ protocol: /^https?$/ }).max(limits.urlChars)
/** A file that the creator dropped has its name for an address, never its folder: that is nobody's business. */
const FileUrl = z
  .string()
  .regex(/^file:\/\/\/[^/\\?#]+$/)
  .max(limits.urlChars)
/** What the creator knows has no address on the web: this one names it, and opens nothing in a browser. */
export const KnowledgeUrl = z
  .string()
  .regex(/^ownwords:knowledge\/[0-9a-f-]{36}$/)
  .max(limits.urlChars)
const SourceUrl = z.union([HttpUrl, FileUrl, KnowledgeUrl])
const Text = z.string().max(limits.textChars)
export const VideoId = z.string().regex(/^[\w-]{11}$/)

/** Where a quote stands, after the Web Annotation Data Model's TextQuoteSelector. */
export const QuoteAnchor = z.object({
  exact: z.string().max(limits.quoteChars),
  prefix: z.string().max(limits.contextChars),
  suffix: z.string().max(limits.contextChars),
})
export type QuoteAnchor = z.infer<typeof QuoteAnchor>

export const ContentHash = z.string().regex(/^[0-9a-f]{64}$/)
/** 64 bits in hex. */
export const Fingerprint = z.string().regex(/^[0-9a-f]{16}$/)

const common = {
  id: Id,
  projectId: Id,
  url: SourceUrl,
  canonicalUrl: SourceUrl,
  title: z.string().min(1).max(limits.titleChars),
  author: z.string().max(limits.titleChars).nullable(),
  site: z.string().max(limits.titleChars).nullable(),
  /** ISO 8601, as exact as the page says it. */
  published: z.string().max(40).nullable(),
  language: z.string().max(35).nullable(),
  capturedAt: z.iso.datetime(),
  /** SHA-256 in hex of the UTF-8 bytes of the plain text (`captureText`). */
  contentHash: ContentHash,
  /** `textFingerprint` of the plain text, by which nearly equal texts are told; null where there is too little text. */
  fingerprint: Fingerprint.nullable().default(null),
  receipt: Receipt,
}

/** What kind of page an article was: it decides how its text was put together, not how it is quoted. */
export const PageForm = z.enum(['article', 'thread', 'post', 'podcast', 'encyclopedia', 'docs', 'paper'])
export type PageForm = z.infer<typeof PageForm>

/** What such a page says of itself beside its text: "DOI", "Points", "Episode length". */
export const PageFact = z.object({ name: z.string().max(80), value: z.string().max(500) })
export type PageFact = z.infer<typeof PageFact>

/** A picture of the page: where it is and what it is said to show. The picture itself is not kept. */
export const PageImage = z.object({
  src: HttpUrl,
  alt: z.string().max(1_000),
  caption: z.string().max(1_000).nullable(),
})
export type PageImage = z.infer<typeof PageImage>

export const ArticleCapture = z.object({
  ...common,
  kind: z.literal('article'),
  form: PageForm.default('article'),
  facts: z.array(PageFact).max(30).default([]),
  images: z.array(PageImage).max(limits.images).default([]),
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

export const PdfCapture = z.object({
  ...common,
  kind: z.literal('pdf'),
  text: Text.min(1),
  /** Where in `text` each page begins, from page 1; pages without text begin where the next one does. */
  pageStarts: z.array(z.int().nonnegative()).min(1).max(limits.pdfPages),
  facts: z.array(PageFact).max(30),
  /** The file as it was, in base64; null where it was too large to keep. */
  file: z.base64().nullable(),
})
/** A place in a video that the creator marked while watching. */
export const Moment = z.object({
  /** Where the playhead was. */
  atMs: z.int().nonnegative(),
  /** What was kept around it: the sentences, or from the in to the out point. */
  startMs: z.int().nonnegative(),
  endMs: z.int().nonnegative(),
  note: z.string().max(limits.noteChars),
  /** A small picture of the frame as a data address (JPEG or WebP); null where the page did not allow it. */
  frame: z
    .string()
    .max(limits.frameChars)
    .regex(/^data:image\/(?:jpeg|webp);base64,[A-Za-z0-9+/]+=*$/)
    .nullable(),
})
export type Moment = z.infer<typeof Moment>

export const MomentCapture = z.object({
  ...common,
  kind: z.literal('moment'),
  videoId: VideoId,
  durationMs: z.int().nonnegative().nullable(),
  moment: Moment,
  /** Only the segments of the moment; null while nobody has the words. */
  transcript: Transcript.nullable(),
})

/** What the creator knows themselves, in their own words: an answer of an interview, or told unasked. */
export const KnowledgeCapture = z.object({
  ...common,
  kind: z.literal('knowledge'),
  /** What was asked; null where nobody did. */
  question: z.string().trim().min(1).max(limits.titleChars).nullable(),
  /** The question of an interview that this answers. */
  answers: Id.nullable(),
  text: Text.min(1),
})

/** What the browser took from one page: on disk in the browser first, then sent as it is by `PUT /sources/:id`. */
export const Capture = z.discriminatedUnion('kind', [
  ArticleCapture,
  SelectionCapture,
  VideoCapture,
  PdfCapture,
  MomentCapture,
  KnowledgeCapture,
])
export type Capture = z.infer<typeof Capture>
export type ArticleCapture = z.infer<typeof ArticleCapture>
export type SelectionCapture = z.infer<typeof SelectionCapture>
export type VideoCapture = z.infer<typeof VideoCapture>
export type PdfCapture = z.infer<typeof PdfCapture>
export type MomentCapture = z.infer<typeof MomentCapture>
export type KnowledgeCapture = z.infer<typeof KnowledgeCapture>

export const SourceKind = z.enum(['article', 'selection', 'video', 'pdf', 'moment', 'knowledge'])
export type SourceKind = z.infer<typeof SourceKind>

/** stored: committed, not cut yet · ready: its passages can be found · failed: `error` says why. */
export const SourceState = z.enum(['stored', 'ingesting', 'ready', 'failed'])
export type SourceState = z.infer<typeof SourceState>

/**
 * What looking again found: same: the words that were kept are still there · changed: others are · gone: the address
 * says so (404, 410, a video that was taken down) · no_access: it wants a login or a permission · unreachable: no answer.
 */
export const SourceCheck = z.object({
  state: z.enum(['same', 'changed', 'gone', 'no_access', 'unreachable']),
  /** What changed or why it could not be told, as a sentence for the creator. */
  detail: z.string().max(500),
  at: z.iso.datetime(),
  /** Of what was kept when it was looked at: a check of an older version says nothing of a newer. */
  contentHash: ContentHash,
})
export type SourceCheck = z.infer<typeof SourceCheck>

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
  /** Only of articles. */
  form: PageForm.nullable().default(null),
  /** Of a PDF. */
  pages: z.int().positive().nullable().default(null),
  moment: Moment.nullable().default(null),
  /** Of knowledge: what was asked. */
  question: z.string().nullable().default(null),
  /** How many there are of it, with the one that is shown: what was clipped before is kept beside it. */
  versions: z.int().positive().default(1),
  check: SourceCheck.nullable().default(null),
  /** The creator's own, in their order. */
  tags: z.array(Tag).default([]),
})
export type Source = z.infer<typeof Source>

/** What the creator sorts a source under: all of its tags at once. */
export const SourceTags = z.object({ tags: z.array(Tag).max(limits.tags) })
export type SourceTags = z.infer<typeof SourceTags>

/** A source with what was taken, for reading and for showing a quote in its place. */
export const SourceDetail = z.object({
  ...Source.shape,
  text: z.string(),
  markdown: z.string().nullable(),
  anchor: QuoteAnchor.nullable(),
  transcript: Transcript.nullable(),
  chapters: z.array(Chapter),
  facts: z.array(PageFact).default([]),
  images: z.array(PageImage).default([]),
  /** Of a PDF: where in `text` each page begins. */
  pageStarts: z.array(z.int().nonnegative()).default([]),
})
export type SourceDetail = z.infer<typeof SourceDetail>

/** One of a source's versions, in a list. Numbered from 1, the oldest. */
export const SourceVersion = z.object({
  version: z.int().positive(),
  capturedAt: z.iso.datetime(),
  contentHash: ContentHash,
  title: z.string(),
  words: z.int().nonnegative(),
  /** The one that the source shows. */
  current: z.boolean(),
})
export type SourceVersion = z.infer<typeof SourceVersion>

export const SourceVersionDetail = z.object({ ...SourceVersion.shape, text: z.string() })
export type SourceVersionDetail = z.infer<typeof SourceVersionDetail>
