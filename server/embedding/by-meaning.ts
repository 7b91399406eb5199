import type { TransactionSql } from 'postgres'
import type { SearchRequest, SearchScope } from '../../core/contract/search.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import type { Embeddings } from '../model/embeddings.ts'
import { selectChunks, shownSources, shownVideos } from '../search/scope.ts'
import type { ByMeaning } from '../search/search.ts'
import { type Nearest, nearest, nearestOfAll } from './nearest-store.ts'
import type { QueryVector } from './query-vectors.ts'
import { newestRun, sizeOf } from './store.ts'

export interface ByMeaningDeps {
  database: Database
  embeddings: Embeddings
  queryVector: (query: string) => Promise<QueryVector>
}

/** Finds by comparing vectors of the set model that are there: all of them, or by an index where there are very many. */
export function byMeaning({ database, embeddings, queryVector }: ByMeaningDeps): ByMeaning {
  const { model, name } = embeddings
  return async ({ accountId, request, limit }) => {
    const size = await asAccount(database, accountId, tx => sizeOf(tx, model))
    // Nothing to compare with: then the question need not leave the computer.
    const asked = size === null ? null : await queryVector(request.query)
    const vector = asked && 'vector' in asked && asked.vector.length === size ? asked.vector : null
    const found = await asAccount(database, accountId, async tx => {
      const few = await hasFew(tx, request.scope)
      const run = await newestRun(tx)
      const open = run?.done ? null : (run?.id ?? null)
      const ofAll =
        vector && !few
          ? await nearestOfAll(tx, {
              ...{ accountId, model, size: size!, vector, limit },
              shown: withText(tx, request, accountId),
            })
          : null
      const near = ofAll
        ? { ...(await counted(tx, model, request, run?.done === true)), numbers: ofAll }
        : await nearest(tx, model, { vector, among: among(tx, request), few, limit })
      const whole = near.embedded === near.passages && vector !== null
      return { ...near, runId: whole ? null : open }
    })
    const { numbers: keys, passages, embedded, runId } = found
    const problem =
      asked === null
        ? passages > 0
          ? NOT_YET
          : null
        : 'problem' in asked
          ? asked.problem
          : vector
            ? null
            : anotherSize(name, size!, asked.vector.length)
    return { keys, model: name, embedded, passages, runId, problem }
  }
}

/** Less than a quarter of what the account has, by the counts of the index. */
async function hasFew(tx: TransactionSql, scope: SearchScope): Promise<boolean> {
  if (scope.in === 'everything') return false
  const passages = async (of: SearchScope) =>
    (await selectChunks(tx, of)).reduce((sum, chunk) => sum + chunk.passages, 0)
  const all = (await passages({ in: 'everything' })) + (await passages({ in: 'channel' }))
  return (await passages(scope)) < all / 4
}

/** The passages of a search, as (no, text_hash): those that its scope and its filters show. */
const among = (tx: TransactionSql, { scope, filters }: SearchRequest) =>
  scope.in === 'channel'
    ? tx`(
        select passage.no, passage.text_hash
        from channel_passage passage join channel_video using (account_id, channel_id, video_id)
        where passage.no is not null and ${shownVideos(tx, filters)})`
    : tx`(
        select passage.no, passage.text_hash
        from passage join source on source.account_id = passage.account_id and source.id = passage.source_id
        where passage.no is not null and ${shownSources(tx, scope, filters)})`

/** Those of them that say the text of `near.text_hash`. */
const withText = (tx: TransactionSql, { scope, filters }: SearchRequest, accountId: string) =>
  scope.in === 'channel'
    ? tx`
        select passage.no from channel_passage passage join channel_video using (account_id, channel_id, video_id)
        where passage.account_id = ${accountId} and passage.text_hash = near.text_hash and passage.no is not null
          and ${shownVideos(tx, filters)}`
    : tx`
        select passage.no
        from passage join source on source.account_id = passage.account_id and source.id = passage.source_id
        where passage.account_id = ${accountId} and passage.text_hash = near.text_hash and passage.no is not null
          and ${shownSources(tx, scope, filters)}`

/** How many passages it was looked among. Where all have their vector nothing is counted but passages, from an index alone. */
async function counted(
  tx: TransactionSql,
  model: string,
  request: SearchRequest,
  all: boolean,
): Promise<Nearest> {
  const asked = { vector: null, among: among(tx, request), few: false, limit: 1 }
  if (!all) return nearest(tx, model, asked)
  const { scope, filters } = request
  const [row] = await tx<{ passages: number }[]>`
    select count(*)::int as passages ${
      scope.in === 'channel'
        ? tx`from channel_passage join channel_video using (account_id, channel_id, video_id)
             where ${shownVideos(tx, filters)}`
        : tx`from source join passage on passage.account_id = source.account_id and passage.source_id = source.id
             where ${shownSources(tx, scope, filters)}`
    }`
  return { numbers: [], passages: row!.passages, embedded: row!.passages }
}

const NOT_YET = 'Nothing can be found by meaning yet: the passages are still to be read by the model.'

const anotherSize = (name: string, was: number, is: number): string =>
  `“${name}” answers with vectors of ${is} numbers now, and those that are kept have ${was}: it is another model under the same name. Set the model that it was before, or let all vectors be made anew.`
