import type { Claim } from '../../core/contract/findings.ts'
import type { SearchHit, SearchScope } from '../../core/contract/search.ts'
import type { ToolUse } from '../../core/contract/tool.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import type { PassageSearch } from '../research/claims/own-mentions.ts'
import { terms } from '../research/terms.ts'
import { passagesAround } from '../sources/texts.ts'
import type { Desk } from './desk.ts'
import type { Step } from './plan.ts'
import { placesOf, type Shelf } from './shelf.ts'

export interface ToolDeps {
  database: Database
  accountId: string
  search: PassageSearch
}

/** A tool that was used: how it is told to the creator, and how much it found, which is all that a planner hears. */
export interface Used extends ToolUse {
  found: number
}

const HITS = 12
const OF_ONE = 4
const COMPARED = 40
const OF_ONE_COMPARED = 2
const CLAIMS = 12

/** Does one step that looks something up, and puts what it found on the shelf. */
export async function useTool(
  deps: ToolDeps,
  desk: Desk,
  shelf: Shelf,
  step: Exclude<Step, { tool: 'add_note' | 'propose' }>,
): Promise<Used> {
  const { projectId } = desk
  const inProject: SearchScope = { in: 'project', projectId }
  switch (step.tool) {
    case 'search': {
      const wanted = step.source && desk.sources.find(({ ref }) => ref === step.source)?.source.id
      const hits = await find(deps, step.query, inProject, {
        limit: wanted ? 100 : HITS,
        perSource: wanted ? 100 : OF_ONE,
      })
      const kept = wanted ? hits.filter(hit => sourceOf(hit) === wanted).slice(0, HITS) : hits
      putHits(shelf, kept)
      const where = wanted ? titleOf(desk, step.source!) : 'your sources'
      return told('search', `Searched ${where} for “${short(step.query)}”`, kept.length, 'passage')
    }
    case 'search_channel': {
      const hits = await find(deps, step.query, { in: 'channel' }, { limit: HITS, perSource: OF_ONE })
      putHits(shelf, hits)
      return told(
        'search_channel',
        `Searched your own videos for “${short(step.query)}”`,
        hits.length,
        'passage',
      )
    }
    case 'compare_sources': {
      const hits = await find(deps, step.query, inProject, { limit: COMPARED, perSource: OF_ONE_COMPARED })
      putHits(shelf, hits)
      const claims = (desk.findings?.claims ?? []).filter(claim => claim.sides.length > 1)
      putClaims(shelf, bestClaims(claims, step.query, 4), 'Where the sources part')
      const sources = new Set(hits.map(sourceOf)).size
      return told(
        'compare_sources',
        `Held your sources side by side on “${short(step.query)}”`,
        sources,
        'source',
      )
    }
    case 'list_claims': {
      const claims = bestClaims(desk.findings?.claims ?? [], step.query, CLAIMS)
      putClaims(shelf, claims, 'What the sources claim')
      const about = step.query ? ` on “${short(step.query)}”` : ''
      return told('list_claims', `Listed what your sources claim${about}`, claims.length, 'claim')
    }
    case 'read_passage': {
      const sourceId = desk.sources.find(({ ref }) => ref === step.source)!.source.id
      const around = await asAccount(deps.database, deps.accountId, tx =>
        passagesAround(tx, sourceId, step.passage),
      )
      for (const { start, end } of around)
        shelf.places.push({ sourceId, range: { start, end }, score: READ_SCORE })
      return told('read_passage', `Read in ${titleOf(desk, step.source)}`, around.length, 'passage')
    }
  }
}

/** What was asked for by its place counts more than what a search found. */
const READ_SCORE = 2

async function find(
  { database, accountId, search }: ToolDeps,
  query: string,
  scope: SearchScope,
  { limit, perSource }: { limit: number; perSource: number },
): Promise<SearchHit[]> {
  const filters = { kinds: [], sites: [], tags: [], from: null, to: null }
  // Quote marks would ask for the words as they stand.
  const words = query.replace(/["“”„«»]/g, ' ').trim()
  if (!words) return []
  return (await search(database, accountId, { query: words, scope, filters, limit }, { perSource })).hits
}

/** By rank, since scores of two searches cannot be compared. */
function putHits(shelf: Shelf, hits: SearchHit[]): void {
  for (const [rank, hit] of hits.entries()) {
    const score = 1 / (1 + rank / 4)
    const range = { start: hit.start, end: hit.end }
    if (hit.place.of === 'source') shelf.places.push({ sourceId: hit.place.sourceId, range, score })
    else {
      const { channelId, videoId } = hit.place
      shelf.videos.push({ channelId, videoId, range, score })
    }
  }
}

function putClaims(shelf: Shelf, claims: Claim[], title: string): void {
  if (claims.length === 0) return
  for (const { sides } of claims)
    for (const { evidence } of sides) shelf.places.push(...placesOf(evidence.slice(0, 2), 0.6))
  const lines = claims.map(
    ({ text, sides, parts }) =>
      `${text}${parts ? ` (${parts}: ${sides.map(side => side.says).join(' / ')})` : ''}`,
  )
  shelf.lists.push({ title, lines })
}

/** By how many of the question's words they have; without a question as they stand. */
function bestClaims(claims: Claim[], query: string | null, most: number): Claim[] {
  const asked = new Set(query ? terms(query, null) : [])
  if (asked.size === 0) return claims.slice(0, most)
  return claims
    .map((claim, at) => {
      const said = new Set(terms(`${claim.text} ${claim.sides.map(side => side.says).join(' ')}`, null))
      return { claim, at, both: asked.intersection(said).size }
    })
    .filter(({ both }) => both > 0)
    .sort((a, b) => b.both - a.both || a.at - b.at)
    .slice(0, most)
    .map(({ claim }) => claim)
}

const sourceOf = ({ place }: SearchHit): string | null => (place.of === 'source' ? place.sourceId : null)
const titleOf = ({ sources }: Desk, wanted: string): string =>
  `“${short(sources.find(({ ref }) => ref === wanted)?.source.title ?? wanted)}”`
const short = (text: string): string => (text.length > 80 ? `${text.slice(0, 79).trimEnd()}…` : text)

const told = (tool: Used['tool'], what: string, found: number, one: string): Used => ({
  tool,
  says: `${what}: ${found === 0 ? `no ${one}` : found === 1 ? `one ${one}` : `${found} ${one}s`}`,
  found,
})
