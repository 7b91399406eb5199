import type { TransactionSql } from 'postgres'

// Vectors of texts by (account, model, hash of the text). Each function runs in a transaction as the account.

const LOCKS = 6_331_208

export interface Text {
  /** Of the text, in hex. */
  hash: string
  body: string
}

/** What can be found: passages of sources that are read and not removed, and those of the own videos. */
const findable = (tx: TransactionSql) => tx`
  (select passage.text_hash, passage.body from passage
   join source on source.account_id = passage.account_id and source.id = passage.source_id
   where source.state = 'ready' and source.deleted_at is null
   union all select text_hash, body from channel_passage)`

const missing = (tx: TransactionSql, model: string) => tx`
  ${findable(tx)} as text where not exists (
    select from passage_vector made where made.model = ${model} and made.text_hash = text.text_hash)`

/** Texts that have no vector of the model, each once, by their hashes from `after` on. */
export async function textsWithout(
  tx: TransactionSql,
  model: string,
  after: string | null,
  limit: number,
): Promise<Text[]> {
  return tx<Text[]>`
    select distinct on (text.text_hash) encode(text.text_hash, 'hex') as hash, text.body from ${missing(tx, model)}
      and text.text_hash > decode(${after ?? ''}, 'hex')
    order by text.text_hash limit ${limit}`
}

export async function anyWithout(tx: TransactionSql, model: string): Promise<boolean> {
  const [row] = await tx`select exists (select from ${missing(tx, model)}) as any`
  return row!.any
}

/** How many different texts can be found, and how many of those have a vector of the model. */
export async function countTexts(
  tx: TransactionSql,
  model: string,
): Promise<{ texts: number; embedded: number }> {
  const [row] = await tx<{ texts: number; embedded: number }[]>`
    select count(*)::int as texts, count(made.text_hash)::int as embedded
    from (select distinct text_hash from ${findable(tx)} as text) as text
    left join passage_vector made on made.model = ${model} and made.text_hash = text.text_hash`
  return row!
}

/**
 * Keeps vectors of length 1; a text that has one keeps it. Resolves to the size that the model's vectors have: where
 * that is not these vectors' size nothing is kept.
 */
export async function keepVectors(
  tx: TransactionSql,
  model: string,
  made: { hash: string; vector: Float32Array }[],
): Promise<number> {
  const size = made[0]!.vector.length
  await tx`
    insert into vector_model (account_id, model, dimensions) values (current_account(), ${model}, ${size})
    on conflict do nothing`
  const kept = (await sizeOf(tx, model))!
  if (kept !== size) return kept
  await tx`
    insert into passage_vector (account_id, model, text_hash, embedding)
    select current_account(), ${model}, decode(hash, 'hex'), embedding::halfvec
    from unnest(${made.map(({ hash }) => hash)}::text[], ${made.map(({ vector }) => literal(vector))}::text[])
      as made (hash, embedding)
    on conflict do nothing`
  return kept
}

/** How many numbers the model's kept vectors have; null where there are none. */
export async function sizeOf(tx: TransactionSql, model: string): Promise<number | null> {
  const [row] = await tx<{ dimensions: number }[]>`
    select dimensions from vector_model where model = ${model}`
  return row?.dimensions ?? null
}

/** As pgvector reads it; half precision has less than five digits. */
export const literal = (vector: Float32Array): string =>
  `[${Array.from(vector, value => value.toPrecision(5)).join()}]`

export async function forgetModel(tx: TransactionSql, model: string): Promise<void> {
  await tx`delete from vector_model where model = ${model}`
}

/** The vectors of all other models, and those of texts that are nowhere any more. */
export async function tidyVectors(tx: TransactionSql, model: string): Promise<void> {
  await tx`delete from vector_model where model <> ${model}`
  await tx`
    delete from passage_vector made
    where not exists (select from passage where passage.text_hash = made.text_hash)
      and not exists (select from channel_passage where channel_passage.text_hash = made.text_hash)`
}

/** Held to the transaction's end: whoever looks whether a run is needed looks after whoever ends one. */
export async function lockEmbedding(tx: TransactionSql): Promise<void> {
  await tx`select pg_advisory_xact_lock(hashtextextended(current_account()::text, ${LOCKS}))`
}

/** Whether an `embed` run of the account is queued or running. */
export async function isEmbedding(tx: TransactionSql): Promise<boolean> {
  const rows = await tx`select from run where kind = 'embed' and state in ('queued', 'running')`
  return rows.length > 0
}

/** The newest `embed` run. done: every text that can be found has a vector, because what makes another begins another run. */
export async function newestRun(tx: TransactionSql): Promise<{ id: string; done: boolean } | null> {
  const [run] = await tx<{ id: string; done: boolean }[]>`
    select id, state = 'done' as done from run where kind = 'embed' order by created_at desc, id desc limit 1`
  return run ?? null
}
