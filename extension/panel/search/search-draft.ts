import { limits } from '../../../core/contract/limits.ts'
import type { SearchFilters, SearchQuestion } from '../../../core/contract/search.ts'

export type Where = 'project' | 'everything' | 'channel'

/** A question as far as it is put: it stays as it was when the search is opened again. */
export interface SearchDraft {
  query: string
  where: Where
  filters: SearchFilters
}

export const noFilters: SearchFilters = { kinds: [], sites: [], tags: [], from: null, to: null }

export const noDraft: SearchDraft = { query: '', where: 'project', filters: noFilters }

/** So many passages are asked for. */
const most = 30

/** The question for the server; null while there is none. */
export function questionOf({ query, where, filters }: SearchDraft, projectId: string): SearchQuestion | null {
  const asked = query.trim().slice(0, limits.queryChars)
  if (!asked) return null
  return { query: asked, scope: scopeOf(where, projectId), filters, limit: most }
}

export const scopeOf = (where: Where, projectId: string): SearchQuestion['scope'] =>
  where === 'project' ? { in: 'project', projectId } : { in: where }

/** How many restrictions there are. */
export const filtersSet = ({ kinds, sites, tags, from, to }: SearchFilters): number =>
  kinds.length + sites.length + tags.length + (from ? 1 : 0) + (to ? 1 : 0)

/** The list with the value in it or, if it was, without it. */
export const toggled = <Value>(list: readonly Value[], value: Value): Value[] =>
  list.includes(value) ? list.filter(each => each !== value) : [...list, value]
