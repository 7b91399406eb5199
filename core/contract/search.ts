import { z } from 'zod'
import { Id } from './id.ts'
import { limits } from './limits.ts'
import { HttpUrl, KnowledgeUrl, SourceKind, VideoId } from './source.ts'
import { Tag } from './tag.ts'

/** Where to look: one project's sources, those of all projects, or what the creator said in their own videos. */
export const SearchScope = z.discriminatedUnion('in', [
  z.object({ in: z.literal('project'), projectId: Id }),
  z.object({ in: z.literal('everything') }),
  z.object({ in: z.literal('channel') }),
])
export type SearchScope = z.infer<typeof SearchScope>

/** A scope as the query of an address. */
export const FacetsQuestion = z
  .object({ in: z.enum(['project', 'everything', 'channel']), projectId: Id.optional() })
  .refine(({ in: where, projectId }) => (where === 'project') === (projectId !== undefined), {
    path: ['projectId'],
    message: 'A project’s id, and only in a project',
  })
export type FacetsQuestion = z.infer<typeof FacetsQuestion>

export const scopeOf = ({ in: where, projectId }: FacetsQuestion): SearchScope =>
  where === 'project' ? { in: where, projectId: projectId! } : { in: where }

/**
 * Absent or empty: no restriction. Dates are days, inclusive, of publication where it is known, else of the clip.
 * One of the kinds and one of the sites is enough; of the tags a source must have all. In the own channel, whose videos
 * have neither kind nor site nor tags, only the dates count.
 */
export const SearchFilters = z.object({
  kinds: z.array(SourceKind).max(SourceKind.options.length).default([]),
  /** Host names without `www.`: a name covers its subdomains. */
  sites: z.array(z.string().max(253)).max(50).default([]),
  tags: z.array(Tag).max(limits.tags).default([]),
  from: z.iso.date().nullable().default(null),
  to: z.iso.date().nullable().default(null),
})
export type SearchFilters = z.infer<typeof SearchFilters>

export const SearchRequest = z.object({
  query: z.string().trim().min(1).max(limits.queryChars),
  scope: SearchScope,
  filters: SearchFilters.prefault({}),
  limit: z.int().min(1).max(limits.hits).default(20),
})
export type SearchRequest = z.infer<typeof SearchRequest>
export type SearchQuestion = z.input<typeof SearchRequest>

const place = {
  title: z.string(),
  /** As exact as it is known, ISO 8601. */
  published: z.string().nullable(),
}

/** Whose words they are. */
export const SearchPlace = z.discriminatedUnion('of', [
  z.object({
    of: z.literal('source'),
    ...place,
    sourceId: Id,
    projectId: Id,
    projectTitle: z.string(),
    kind: SourceKind,
    /** The host of its address without `www.`, as the filters name it; null for a file and for own knowledge. */
    site: z.string().nullable(),
    tags: z.array(Tag),
  }),
  z.object({ of: z.literal('channel'), ...place, channelId: z.string(), videoId: VideoId }),
])
export type SearchPlace = z.infer<typeof SearchPlace>

/** A passage that answers the query. */
export const SearchHit = z.object({
  place: SearchPlace,
  /** The passage's number in its text. */
  ord: z.int().nonnegative(),
  /** Characters of the plain text. */
  start: z.int().nonnegative(),
  end: z.int().positive(),
  text: z.string(),
  /** What stands directly before and after it, up to a sentence or two each. */
  before: z.string(),
  after: z.string(),
  /** Stretches of `text` whose words were asked for. */
  marks: z.array(z.object({ start: z.int().nonnegative(), end: z.int().positive() })),
  startMs: z.int().nonnegative().nullable(),
  /** Of a PDF. */
  page: z.int().positive().nullable(),
  /** Opens the second of the video, the sentence of the page or the page of the PDF. */
  link: HttpUrl.or(z.string().startsWith('file:///')).or(KnowledgeUrl),
  /** Higher is better; only to be compared within one answer. */
  score: z.number(),
  /** What found it. */
  by: z.array(z.enum(['words', 'meaning'])).min(1),
})
export type SearchHit = z.infer<typeof SearchHit>

export const SearchAnswer = z.object({
  hits: z.array(SearchHit),
  /** null without an embedding model. `embedded` of `passages` can be found by meaning so far. */
  meaning: z
    .object({
      model: z.string(),
      embedded: z.int().nonnegative(),
      passages: z.int().nonnegative(),
      /** The run that reads what is left: it goes on, or failed and can be taken up again. null where nothing is left. */
      runId: Id.nullable(),
      /** Why meaning was left out of this answer, as a sentence; null where it was not. */
      problem: z.string().nullable(),
    })
    .nullable(),
})
export type SearchAnswer = z.infer<typeof SearchAnswer>

/** What can be filtered by in a scope, with how many sources each has. */
export const SearchFacets = z.object({
  kinds: z.array(z.object({ kind: SourceKind, sources: z.int() })),
  sites: z.array(z.object({ site: z.string(), sources: z.int() })),
  tags: z.array(z.object({ tag: Tag, sources: z.int() })),
})
export type SearchFacets = z.infer<typeof SearchFacets>
