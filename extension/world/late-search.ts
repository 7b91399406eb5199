import type { SearchWorld } from '../panel/search/search-world.ts'
import type { SearchDeps } from './search.ts'

/** The search, loaded when it is first wanted, and once. */
export function lateSearch(deps: SearchDeps): () => Promise<SearchWorld> {
  let opened: Promise<SearchWorld> | null = null
  return () => {
    opened ??= import('./search.ts').then(({ searchWorld }) => searchWorld(deps))
    return opened
  }
}
