import type { TransactionSql } from 'postgres'
import type { SearchAnswer, SearchRequest } from '../../core/contract/search.ts'
import { matchQuote } from '../../core/evidence/match-quote.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { requireProject } from '../projects/projects.ts'
import { selectAllShown, selectPostings, selectShown } from './candidates.ts'
import { fusedScores } from './fuse.ts'
import { type Chosen, hitsOf } from './hits.ts'
import { selectLiteral } from './literal.ts'
import { type Query, readQuery } from './query.ts'
import { rank, type Scores } from './rank.ts'
import { isFiltered, selectChunks } from './scope.ts'
import { lexemesIn, termsOf } from './terms.ts'

/**
 * Passages by meaning: their numbers (`passage.no`, or `channel_passage.no` in the channel), the nearest first, and what
 * the answer says of it. null where no embedding model is set. It is called outside of any transaction, because it may
 * ask a model. What it finds is shown only where the scope and the filters allow it. It must not throw for a model that
 * does not answer: that is its `problem`.
 */
export type ByMeaning = (asked: {
  accountId: string
  request: SearchRequest
  /** So many will do. */
  limit: number
}) => Promise<(NonNullable<SearchAnswer['meaning']> & { keys: number[] }) | null>

export interface SearchDeps {
  database: Database
  byMeaning?: ByMeaning | null
}

export interface SearchOptions {
  /** So many hits of one source or video at most; without it as many as there are. */
  perSource?: number
}

/** Of each list so many are fused: deep enough that a passage which both find is seen to be. */
const FUSED = 100
/** Candidates after which a filter is taken to leave few. */
const FEW = 200
/** A phrase is looked for in so many passages that have all its words. */
const MOST_READ = 10_000

/**
 * The passages of the scope that answer the query best, as the account may see them.
 * Throws `not_found` for a project that is not there.
 */
export async function searchPassages(
  { database, byMeaning }: SearchDeps,
  accountId: string,
  request: SearchRequest,
  options: SearchOptions = {},
): Promise<SearchAnswer> {
  const near = (await byMeaning?.({ accountId, request, limit: Math.max(FUSED, request.limit) })) ?? null
  return asAccount(database, accountId, async tx => {
    const { scope } = request
    const query = readQuery(request.query)
    const [chunks, lexemes] = await Promise.all([
      selectChunks(tx, scope),
      lexemesIn(tx, scope, query.words),
      scope.in === 'project' && requireProject(tx, scope.projectId),
    ])
    const terms = termsOf(query, lexemes)

    const wanted = near ? Math.max(FUSED, request.limit) : request.limit
    const search = { tx, request, query, most: options.perSource ?? Number.POSITIVE_INFINITY }
    const words =
      terms.length > 0
        ? await bestShown(search, rank(chunks, terms, await selectPostings(tx, chunks, terms)), wanted)
        : await saidLiterally(search, wanted)
    const chosen = near
      ? await fused(search, words, near.keys)
      : words.map(({ no, score }): Chosen => ({ no, score, by: ['words'] }))
    const marked = terms.length > 0 ? query : { ...query, phrases: [{ quote: query.line, words: [] }] }
    const hits = await hitsOf(tx, scope, marked, lexemes, chosen.slice(0, request.limit))
    return { hits, meaning: near && meaningOf(near) }
  })
}

interface Search {
  tx: TransactionSql
  request: SearchRequest
  query: Query
  /** Hits of one source. */
  most: number
}
interface Candidate {
  no: number
  of: string
  score: number
}

/**
 * The best that may be shown. Most that score may be, so the first few are asked about, then more; where filters or
 * removed sources leave few of them, all that may be shown are asked for once instead.
 */
async function bestShown(search: Search, scores: Scores, wanted: number): Promise<Candidate[]> {
  const { tx, request, most } = search
  const { scope, filters } = request
  let left = scores
  let filtered = isFiltered(scope, filters)
  let count = Math.ceil(wanted * (Number.isFinite(most) ? 3 : 1.25)) + 8
  let found: Candidate[] = []
  for (let seen = 0; seen < MOST_READ; count *= 6) {
    const ranked = left.best(count).slice(seen)
    if (ranked.length === 0) break
    seen += ranked.length
    const numbers = ranked.map(({ no }) => no)
    const shown = await showable(search, numbers)
    found.push(
      ...ranked.flatMap(({ no, score }) => (shown.has(no) ? [{ no, score, of: shown.get(no)! }] : [])),
    )
    const kept = eachAtMost(most, found)
    if (kept.length >= wanted) return kept.slice(0, wanted)
    if (filtered && seen > FEW) {
      filtered = false
      left = scores.within(await selectAllShown(tx, scope, filters))
      found = []
      seen = 0
    }
  }
  return eachAtMost(most, found).slice(0, wanted)
}

/** For a query without any word that is indexed; one without any word at all finds nothing. */
async function saidLiterally({ tx, request, query, most }: Search, wanted: number): Promise<Candidate[]> {
  if (query.line === '') return []
  const found = await selectLiteral(tx, request.scope, request.filters, query.line, wanted)
  return eachAtMost(most, found).map(({ no, of }) => ({ no, of, score: 1 }))
}

/** Which of these may be shown and say every phrase, with what they are of. */
async function showable({ tx, request, query }: Search, numbers: number[]): Promise<Map<number, string>> {
  const { scope, filters } = request
  const shown = await selectShown(tx, scope, filters, numbers, query.phrases.length > 0)
  const fits = (body: string | null) => query.phrases.every(({ quote }) => matchQuote(body ?? '', quote))
  return new Map([...shown.values()].filter(({ body }) => fits(body)).map(({ no, of }) => [no, of]))
}

/** Both lists as one: what the words found and what is near in meaning. */
async function fused(search: Search, words: readonly Candidate[], near: number[]): Promise<Chosen[]> {
  const shown = await showable(search, near)
  const meaning = near.filter(no => shown.has(no))
  const byWords = new Set(words.map(({ no }) => no))
  const byMeaning = new Set(meaning)
  const all = new Map([...shown, ...words.map(({ no, of }) => [no, of] as const)])
  const ranked = [...fusedScores([[...byWords], meaning])]
    .sort(([, a], [, b]) => b - a)
    .map(([no, score]) => ({ no, score, of: all.get(no)! }))
  return eachAtMost(search.most, ranked).map(({ no, score }) => ({
    no,
    score,
    by: (['words', 'meaning'] as const).filter(way => (way === 'words' ? byWords : byMeaning).has(no)),
  }))
}

/** The first `most` of each source or video, in their order. */
function eachAtMost<Item extends { of: string }>(most: number, items: readonly Item[]): Item[] {
  const met = new Map<string, number>()
  return items.filter(({ of }) => {
    const before = met.get(of) ?? 0
    met.set(of, before + 1)
    return before < most
  })
}

const meaningOf = ({
  keys: _,
  ...meaning
}: NonNullable<SearchAnswer['meaning']> & { keys: number[] }): SearchAnswer['meaning'] => meaning
