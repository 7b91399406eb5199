import type { TransactionSql } from 'postgres'

// An account's numbers and postings (see 0005_search.sql) are written by one transaction at a time: each takes the
// account's lock first, after whatever row of a source or a video it holds, and none can wait for another in a circle.

/** Passages that are searched together: of one project or one own channel, and read in one language. */
export interface Shelf {
  of: { projectId: string } | { channelId: string }
  /** A text-search configuration (`searchConfiguration`). */
  configuration: string
}

export type PassageTable = 'passage' | 'channel_passage'

const BITS = 12
const CHUNK = 2 ** BITS
const LOCKS = 6_331_207

/** Gives numbers to `count` passages that are about to be stored, in ascending order. */
export async function takeNumbers(tx: TransactionSql, shelf: Shelf, count: number): Promise<number[]> {
  // Sent together, here and elsewhere: each sees what those before it did, and nobody waits in between.
  let [, open] = await Promise.all([lockIndex(tx), takePlaces(tx, shelf, count)])
  const numbers: number[] = []
  for (;;) {
    if (open) {
      const { chunk, passages } = open
      const taken = Math.min(count - numbers.length, CHUNK - passages)
      for (let place = passages; place < passages + taken; place++) numbers.push(chunk * CHUNK + place)
    } else await newChunk(tx, shelf)
    if (numbers.length === count) return numbers
    open = await takePlaces(tx, shelf, count - numbers.length)
  }
}

/** Makes stored passages findable by their lexemes. */
export async function addPostings(
  tx: TransactionSql,
  table: PassageTable,
  numbers: readonly number[],
): Promise<void> {
  await tx`
    with said as (
      select no, lexeme, cardinality(positions) as often, sum(cardinality(positions)) over (partition by no) as long
      from unnest(${numbers as number[]}::int[]) as added (no)
      cross join lateral (
        -- Each by its key: for an account that grows quickly the planner would read all that it has, again and again.
        select lexemes from ${tx(table)} stored where stored.no = added.no offset 0
      ) as passage
      cross join lateral unnest(passage.lexemes)
    ), written as (
      insert into search_posting (account_id, chunk, lexeme, passages, postings)
      select current_account(), no >> ${BITS}::int, lexeme, count(*),
             string_agg(int4send(((no & ${CHUNK - 1}::int) << 20) | (least(often, 63) << 14) | least(long, 16383)::int), '')
      from said group by 2, 3
      on conflict (account_id, chunk, lexeme) do update
      set passages = search_posting.passages + excluded.passages,
          postings = search_posting.postings || excluded.postings
    )
    update search_chunk set words = search_chunk.words + added.words
    from (select no >> ${BITS}::int as chunk, sum(often) as words from said group by 1) as added
    where search_chunk.chunk = added.chunk`
}

/** Deletes a source's passages. Their postings stay for now and lead nowhere; `tidyIndex` takes them. */
export async function removePassages(tx: TransactionSql, sourceId: string): Promise<void> {
  await countGone(tx, await tx<Gone[]>`delete from passage where source_id = ${sourceId} returning no`)
}

/** The same for a video of an own channel. */
export async function removeChannelPassages(
  tx: TransactionSql,
  channelId: string,
  videoId: string,
): Promise<void> {
  await countGone(
    tx,
    await tx<Gone[]>`
      delete from channel_passage where channel_id = ${channelId} and video_id = ${videoId} returning no`,
  )
}

interface Gone {
  no: number | null
}

async function countGone(tx: TransactionSql, gone: Gone[]): Promise<void> {
  const chunks = gone.flatMap(({ no }) => (no === null ? [] : [no >> BITS]))
  if (chunks.length === 0) return
  await lockIndex(tx)
  await tx`
    update search_chunk set gone = gone + counted.passages
    from (select chunk, count(*) as passages from unnest(${chunks}::int[]) as chunk group by chunk) as counted
    where search_chunk.chunk = counted.chunk`
}

/** Writes the postings of chunks anew where a third of them leads nowhere, and forgets chunks without passages. */
export async function tidyIndex(tx: TransactionSql): Promise<void> {
  const [, untidy] = await Promise.all([
    lockIndex(tx),
    tx<{ chunk: number; empty: boolean; table: PassageTable }[]>`
      select chunk, gone >= passages as empty,
             case when channel_id is null then 'passage' else 'channel_passage' end as "table"
      from search_chunk where gone - swept >= greatest(64, (passages - swept) / 3) or gone >= passages and gone > 0`,
  ])
  for (const { chunk, empty, table } of untidy) {
    await tx`delete from search_posting where chunk = ${chunk}`
    if (empty) {
      await tx`delete from search_chunk where chunk = ${chunk}`
      continue
    }
    await tx`update search_chunk set words = 0, swept = gone where chunk = ${chunk}`
    const rows = await tx<{ no: number }[]>`
      select no from ${tx(table)} where no between ${chunk * CHUNK} and ${chunk * CHUNK + CHUNK - 1}`
    await addPostings(
      tx,
      table,
      rows.map(({ no }) => no),
    )
  }
}

/** For a channel that is forgotten, whose passages go with it: nothing of their words stays. */
export async function forgetChannelIndex(tx: TransactionSql, channelId: string): Promise<void> {
  // The channel first, as who cuts a video of it has it: the other way round each would wait for the other.
  await tx`select 1 from channel where id = ${channelId} for update`
  await lockIndex(tx)
  const rows = await tx<{ chunk: number }[]>`
    delete from search_chunk where channel_id = ${channelId} returning chunk`
  await tx`delete from search_posting where chunk = any(${rows.map(({ chunk }) => chunk)}::int[])`
}

/** For a deleted project that goes for good, with its passages: nothing of their words stays. */
export async function forgetProjectIndex(tx: TransactionSql, projectId: string): Promise<void> {
  await lockIndex(tx)
  const rows = await tx<{ chunk: number }[]>`
    delete from search_chunk where project_id = ${projectId} returning chunk`
  await tx`delete from search_posting where chunk = any(${rows.map(({ chunk }) => chunk)}::int[])`
}

async function lockIndex(tx: TransactionSql): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(current_account()::text, ${LOCKS}))`
}

interface OpenChunk {
  chunk: number
  passages: number
}

const onShelf = (tx: TransactionSql, { of, configuration }: Shelf) => tx`
  ${'projectId' in of ? tx`project_id = ${of.projectId}` : tx`channel_id = ${of.channelId}`}
  and configuration = ${configuration}`

/** As many as are left of `count` in the first chunk that has room. @returns the chunk as it was before; none had room: undefined */
async function takePlaces(tx: TransactionSql, shelf: Shelf, count: number): Promise<OpenChunk | undefined> {
  const [open] = await tx<OpenChunk[]>`
    with open as (
      select chunk, passages from search_chunk
      where ${onShelf(tx, shelf)} and passages < ${CHUNK} order by chunk limit 1
    ), taken as (
      update search_chunk set passages = least(${CHUNK}, open.passages + ${count}::int)
      from open where search_chunk.chunk = open.chunk
    )
    select chunk, passages from open`
  return open
}

async function newChunk(tx: TransactionSql, { of, configuration }: Shelf): Promise<void> {
  await tx`
    insert into search_chunk (account_id, chunk, project_id, channel_id, configuration)
    select current_account(), coalesce(max(chunk), -1) + 1, ${'projectId' in of ? of.projectId : null}::uuid,
           ${'channelId' in of ? of.channelId : null}::text, ${configuration}
    from search_chunk`
}
