import { signal } from '@preact/signals'
import { limits } from '../../core/contract/limits.ts'
import type { Api } from '../api/client.ts'
import type { Area } from '../browser/storage.ts'
import type { SearchWorld } from '../panel/search/search-world.ts'

const KEY = 'searched-for'
/** More is no help to find it again. */
const KEPT = 8

export interface SearchDeps {
  api: Pick<Api, 'search' | 'searchFacets'>
  local: Area
}

/** The server's search, and on this computer what was searched for. */
export async function searchWorld({ api, local }: SearchDeps): Promise<SearchWorld> {
  const recent = signal<readonly string[]>(listOf(await local.get(KEY)))
  return {
    recent,
    ask: (question, signal) => api.search(question, signal),
    facets: scope => api.searchFacets(scope),
    async remember(query) {
      recent.value = [query, ...recent.peek().filter(each => each !== query)].slice(0, KEPT)
      await local.set(KEY, recent.peek())
    },
    async forgetRecent() {
      recent.value = []
      await local.remove(KEY)
    },
  }
}

/** What is kept may be of another version of the extension. */
const listOf = (kept: unknown): string[] =>
  Array.isArray(kept)
    ? kept.filter(each => typeof each === 'string' && each.length <= limits.queryChars).slice(0, KEPT)
    : []
