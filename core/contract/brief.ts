import { z } from 'zod'
import { Id } from './id.ts'
import { QuoteAnchor, SourceKind } from './source.ts'

/** A literal quote of a stored source. Its existence means that `core/evidence` found it there. */
export const Citation = z.object({
  sourceId: Id,
  sourceTitle: z.string(),
  sourceKind: SourceKind,
  anchor: QuoteAnchor,
  /** Characters of the source's plain text. */
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  /** Where the words begin in the video; null for pages. */
  startMs: z.int().nonnegative().nullable(),
  /** Of a PDF, from 1; null for everything else. */
  page: z.int().positive().nullable().default(null),
  /** Opens the second of the video or the sentence of the page. */
  link: z.string(),
  /** Who says it, the author or else the site, where that is known: who is quoted may be named without a quote. */
  who: z.string().nullish(),
})
export type Citation = z.infer<typeof Citation>

/**
 * quoted: the statement is, or stands beside, words found literally in a source ·
 * open: somebody (a model) says so and no source was found to say it; `failedQuotes` are what it gave as quotes.
 */
export const Statement = z.discriminatedUnion('state', [
  z.object({ state: z.literal('quoted'), text: z.string(), citations: z.array(Citation).min(1) }),
  z.object({ state: z.literal('open'), text: z.string(), failedQuotes: z.array(z.string()) }),
])
export type Statement = z.infer<typeof Statement>

export const Theme = z.object({ title: z.string(), statements: z.array(Statement) })

/** Two or more sources that do not say the same about one thing. */
export const Disagreement = z.object({
  about: z.string(),
  /** Why they are set against each other: "different numbers", "one denies it". */
  why: z.string(),
  sides: z.array(Citation).min(2),
})

/** What the sources leave unanswered, and what shows it. */
export const OpenQuestion = z.object({ question: z.string(), why: z.string(), citations: z.array(Citation) })

export const BriefMethod = z.discriminatedUnion('by', [
  z.object({ by: z.literal('extractive'), name: z.string() }),
  z.object({
    by: z.literal('model'),
    name: z.string(),
    promptVersion: z.string(),
    dropped: z.int().nonnegative(),
  }),
])

export const Brief = z.object({
  id: Id,
  projectId: Id,
  runId: Id,
  createdAt: z.iso.datetime(),
  method: BriefMethod,
  sources: z.array(z.object({ id: Id, title: z.string(), kind: SourceKind })),
  passages: z.int().nonnegative(),
  themes: z.array(Theme),
  disagreements: z.array(Disagreement),
  questions: z.array(OpenQuestion),
})
export type Brief = z.infer<typeof Brief>
export type Theme = z.infer<typeof Theme>
export type Disagreement = z.infer<typeof Disagreement>
export type OpenQuestion = z.infer<typeof OpenQuestion>
export type BriefMethod = z.infer<typeof BriefMethod>
