import type { TransactionSql } from 'postgres'
import type { SearchFacets, SearchScope } from '../../core/contract/search.ts'
import { requireProject } from '../projects/projects.ts'
import { hostOf, shownSources } from './scope.ts'

/** Sites and tags beyond this are no list that anybody chooses from. */
const MOST = 200
const ALL = { kinds: [], sites: [], tags: [], from: null, to: null }

/**
 * What the sources of a scope can be filtered by, the commonest first. The own channel has days only, and so nothing here.
 * Throws `not_found` for a project that is not there.
 */
export async function facetsOf(tx: TransactionSql, scope: SearchScope): Promise<SearchFacets> {
  if (scope.in === 'channel') return { kinds: [], sites: [], tags: [] }
  if (scope.in === 'project') await requireProject(tx, scope.projectId)
  const shown = shownSources(tx, scope, ALL)
  const kinds = await tx<SearchFacets['kinds']>`
    select kind, count(*)::int as sources from source where ${shown} group by kind order by 2 desc, 1`
  const sites = await tx<SearchFacets['sites']>`
    select ${hostOf(tx)} as site, count(*)::int as sources from source
    where ${shown} and ${hostOf(tx)} is not null group by 1 order by 2 desc, 1 limit ${MOST}`
  const tags = await tx<SearchFacets['tags']>`
    select tag, count(*)::int as sources from source cross join lateral unnest(source.tags) as tag
    where ${shown} group by tag order by 2 desc, 1 limit ${MOST}`
  return { kinds: [...kinds], sites: [...sites], tags: [...tags] }
}
