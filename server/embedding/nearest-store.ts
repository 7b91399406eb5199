import type { PendingQuery, Row, TransactionSql } from 'postgres'
import { literal } from './store.ts'

// Passages by what they mean. Each function runs in a transaction as the account.

export interface Nearest {
  numbers: number[]
  /** How many passages it was looked among, and how many of these have a vector of the model. */
  passages: number
  embedded: number
}

export interface NearestAsked {
  /** null: they are only counted. */
  vector: Float32Array | null
  among: PendingQuery<Row[]>
  /** Whether `among` has few of the account's passages. */
  few: boolean
  limit: number
}

/**
 * The passages `among` that are nearest to `vector`. Where they are many every vector of the account is compared before
 * it is joined: else the join would carry the vectors along, hundreds of megabytes of them. Where they are few each
 * one's vector is looked up.
 */
export async function nearest(
  tx: TransactionSql,
  model: string,
  { vector, among, few, limit }: NearestAsked,
): Promise<Nearest> {
  const distance = vector ? tx`embedding <#> ${literal(vector)}::halfvec` : tx`null::float8`
  // The distance alone goes into the sort and the count: a vector would make them spill to disk.
  const rows = await tx<{ no: number; nearness: number | null; passages: number; embedded: number }[]>`
    select no, -distance as nearness, count(*) over ()::int as passages, count(embedded) over ()::int as embedded
    from (
      select among.no, made.text_hash is not null or null as embedded, made.distance
      from ${among} as among
      left join (
        select text_hash, ${distance} as distance from passage_vector where model = ${model}
        ${few ? tx`` : tx`offset 0`}
      ) as made on made.text_hash = among.text_hash
      offset 0
    ) as scanned
    order by distance nulls last, no limit ${limit}`
  return {
    numbers: rows.flatMap(({ no, nearness }) => (nearness === null ? [] : [no])),
    passages: rows[0]?.passages ?? 0,
    embedded: rows[0]?.embedded ?? 0,
  }
}

/** Vectors that are looked up for each passage that is wanted: texts that are not shown are among them. */
const SPARE = 4

export interface NearestOfAllAsked {
  accountId: string
  model: string
  /** How many numbers the model's vectors have. */
  size: number
  vector: Float32Array
  /** The passages (no) that are shown and have the text of `near.text_hash`. */
  shown: PendingQuery<Row[]>
  limit: number
}

/**
 * The same where `shown` has most of the account's passages: vectors first, and then the passages of the nearest alone.
 * null where too few of those are shown. By an index where the account has one (see vector-indexes.ts), which may then
 * miss one of a hundred; by comparing all vectors otherwise. Account and model are named for the index, which is the
 * account's alone, and planned with each time: a plan for any of them could use none.
 */
export async function nearestOfAll(
  tx: TransactionSql,
  { accountId, model, size, vector, shown, limit }: NearestOfAllAsked,
): Promise<number[] | null> {
  const [, rows] = await Promise.all([
    tx`
      select set_config('plan_cache_mode', 'force_custom_plan', true),
        set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', '800', true)`,
    tx<{ no: number }[]>`
      select shown.no from (
        select text_hash, embedding::${tx.unsafe(`halfvec(${size})`)} <#> ${literal(vector)}::halfvec as distance
        from passage_vector where account_id = ${accountId} and model = ${model}
        order by distance limit ${SPARE * limit}
      ) as near cross join lateral (${shown} offset 0) as shown
      order by near.distance, shown.no limit ${limit}`,
  ])
  return rows.length === limit ? rows.map(({ no }) => no) : null
}
