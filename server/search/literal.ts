import type { TransactionSql } from 'postgres'
import type { SearchFilters, SearchScope } from '../../core/contract/search.ts'
import { shownSources, shownVideos } from './scope.ts'

/**
 * Passages that say the words of the line one after the other, in the order of their numbers: for what has no word that is
 * indexed, as "to be or not to be". It reads passages until there are enough, so that it is for nothing else.
 */
export async function selectLiteral(
  tx: TransactionSql,
  scope: SearchScope,
  filters: SearchFilters,
  line: string,
  limit: number,
): Promise<{ no: number; of: string }[]> {
  // Letters, digits, points and hyphens are all that a line has. The first condition is there for its speed.
  const words = line.split(' ')
  const exact = words.map(word => word.replace(/[.-]/g, '[$&]')).join('[^[:alnum:]]+')
  const said = tx`
    passage.no is not null and passage.body ilike ${`%${words.join('%')}%`}
    and passage.body ~* ${`(^|[^[:alnum:]])${exact}($|[^[:alnum:]])`}`
  const order = tx`order by passage.no limit ${limit}`
  return scope.in === 'channel'
    ? tx<{ no: number; of: string }[]>`
        select passage.no, passage.video_id as of
        from channel_passage passage join channel_video using (account_id, channel_id, video_id)
        where ${said} and ${shownVideos(tx, filters)} ${order}`
    : tx<{ no: number; of: string }[]>`
        select passage.no, passage.source_id as of
        from passage join source on source.account_id = passage.account_id and source.id = passage.source_id
        where ${said} and ${shownSources(tx, scope, filters)} ${order}`
}
