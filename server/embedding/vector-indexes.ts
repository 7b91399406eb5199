import { createHash } from 'node:crypto'
import type { ReservedSql, Sql } from 'postgres'
import type { Chore } from '../upkeep/chore.ts'

/** From so many vectors of a model on an account gets an index of its own: comparing all of them is felt then. */
const LARGE = 50_000
/** More would be felt by everybody: each statement looks at each index whether it can serve it. */
const MOST = 100
/** What pgvector can index in half precision. */
const DIMENSIONS = 4_000
const PREFIX = 'passage_vector_near_'
/** Of the advisory lock under which all machines build one at a time. */
const LOCK = 7_205_759_406

interface Shelf {
  accountId: string
  model: string
  dimensions: number
  vectors: number
}

/**
 * Indexes by which accounts with very many vectors are searched, one an account, of those vectors alone: an index of
 * all accounts' vectors would find of a smaller one's too few or none (docs/SCALE.md), and cost everybody at each
 * vector that is written. Of a server only: the embedded database stands still while it builds one.
 */
export const vectorIndexes = (large: number = LARGE): Chore => ({
  name: 'vectorIndexes',
  work: sql => changeOne(sql, large),
})

/** Removes an index that is broken or not wanted any more, or else builds one that is; how many: none or one. */
async function changeOne(sql: Sql, large: number): Promise<number> {
  // Half as much keeps one that is there, so that none comes and goes.
  const shelves = await shelvesOf(sql, large / 2)
  const kept = new Set(shelves.slice(0, MOST).map(nameOf))
  const wanted = shelves.filter(({ vectors }) => vectors >= large).slice(0, MOST)
  return alone(sql, async session => {
    const there = await indexesOf(session)
    const drop = there.find(({ name, valid }) => !valid || !kept.has(name))
    if (drop) {
      await session`drop index concurrently ${session(drop.name)}`
      return 1
    }
    const build = wanted.find(shelf => !there.some(({ name }) => name === nameOf(shelf)))
    if (!build || there.length >= MOST) return 0
    await buildIndex(session, build)
    return 1
  })
}

/** Accounts with at least so many vectors of a model, the most first; counted only where there are as many passages. */
const shelvesOf = (sql: Sql, least: number): Promise<Shelf[]> => sql<Shelf[]>`
  with large as (
    select account_id from search_chunk group by account_id having sum(passages - gone) >= ${least}
  )
  select account_id as "accountId", model, dimensions, vectors
  from large join vector_model using (account_id) cross join lateral (
    select count(*)::int as vectors from passage_vector vector
    where vector.account_id = vector_model.account_id and vector.model = vector_model.model
  ) as counted
  where vectors >= ${least} and dimensions <= ${DIMENSIONS}
  order by vectors desc, account_id, model`

const nameOf = ({ accountId, model, dimensions }: Shelf): string =>
  PREFIX + createHash('sha256').update(`${accountId} ${dimensions} ${model}`).digest('hex').slice(0, 32)

/** With those that nobody finished, whose builder was killed. */
const indexesOf = (session: ReservedSql): Promise<{ name: string; valid: boolean }[]> => session`
  select relname as name, indisvalid as valid from pg_index join pg_class on pg_class.oid = indexrelid
  where indrelid = 'passage_vector'::regclass and starts_with(relname, ${PREFIX}) order by relname`

/** Does it unless another machine does the same; 0 where one does. It ends with its session, however that ends. */
async function alone(sql: Sql, work: (session: ReservedSql) => Promise<number>): Promise<number> {
  const session = await sql.reserve()
  try {
    // Never blocking: whoever waits for a lock holds a snapshot, and what is built concurrently waits for that.
    const [row] = await session`select pg_try_advisory_lock(${LOCK}) as won`
    if (!row!.won) return 0
    try {
      return await work(session)
    } finally {
      await session`select pg_advisory_unlock(${LOCK})`
    }
  } finally {
    session.release()
  }
}

/** Beside everything else that goes on: nobody waits for it, on one processor. */
async function buildIndex(session: ReservedSql, shelf: Shelf): Promise<void> {
  const { accountId, model, dimensions, vectors } = shelf
  // What pgvector keeps of each vector while it builds; beyond it building takes several times as long.
  const megabytes = Math.min(512, 64 + Math.ceil((vectors * (2 * dimensions + 500)) / 1_000_000))
  const [statement] = await session<[{ text: string }]>`
    select format(
      'create index concurrently %I on passage_vector using hnsw ((embedding::halfvec(%s)) halfvec_ip_ops)
         where account_id = %L and model = %L',
      ${nameOf(shelf)}::text, ${dimensions}::int, ${accountId}::text, ${model}::text) as text`
  await session.unsafe(`set maintenance_work_mem = '${megabytes}MB'`)
  await session`set max_parallel_maintenance_workers = 0`
  await session`set statement_timeout = 0`
  try {
    await session.unsafe(statement.text)
  } finally {
    await session`reset maintenance_work_mem`
    await session`reset max_parallel_maintenance_workers`
    await session`reset statement_timeout`
  }
}
