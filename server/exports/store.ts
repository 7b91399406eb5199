import type { JSONValue, TransactionSql } from 'postgres'
import type { z } from 'zod'
import type { Transcript } from '../../core/contract/transcript.ts'
import type { Words } from './folder.ts'

// The one place that reads and writes the tables of other features: a project as a folder is all of them, row by row,
// and nothing that a feature does with them. Both in a transaction as the account.

const snake = (name: string): string => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

const asColumns = (row: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), value]))

/** Times of rows that are read as JSON are in UTC from here to the transaction's end. */
export async function readInUtc(tx: TransactionSql): Promise<void> {
  await tx`select set_config('TimeZone', 'UTC', true)`
}

/**
 * Rows as JSON, of several tables at one moment.
 * @param wanted by name: what stands behind `from`, and in which order
 */
export async function readTables<Name extends string>(
  tx: TransactionSql,
  projectId: string,
  wanted: Record<Name, { columns: readonly string[]; from: string; order: string }>,
): Promise<Record<Name, unknown[]>> {
  const names = Object.keys(wanted) as Name[]
  const parts = names.map(name => {
    const { columns, from, order } = wanted[name]
    const pairs = columns.map(column => `'${column}', t.${snake(column)}`).join(', ')
    return `(select json_agg(jsonb_build_object(${pairs}) order by ${order}) from ${from}) as "${name}"`
  })
  const [row] = await tx.unsafe(`select ${parts.join(',\n')}`, [projectId])
  return Object.fromEntries(names.map(name => [name, row![name] ?? []])) as Record<Name, unknown[]>
}

const sourceColumns = (schema: z.ZodObject): string =>
  Object.keys(schema.shape)
    .map(name => `'${name}', t.${snake(name)}`)
    .join(', ')

interface WordsRow {
  row: unknown
  body: string
  markdown: string | null
  transcript: Transcript | null
  html_gzip: Uint8Array | null
  file: Uint8Array | null
}
const wordsOf = (row: WordsRow): Words & { row: unknown } => ({
  row: row.row,
  body: row.body,
  markdown: row.markdown,
  transcript: row.transcript,
  htmlGzip: row.html_gzip && Buffer.from(row.html_gzip),
  file: row.file && Buffer.from(row.file),
})

export async function sourceIdsOf(tx: TransactionSql, projectId: string): Promise<string[]> {
  const found = await tx<{ id: string }[]>`
    select id from source where project_id = ${projectId} order by captured_at, id`
  return found.map(({ id }) => id)
}

export async function readSource(
  tx: TransactionSql,
  id: string,
  schemas: { source: z.ZodObject; version: z.ZodObject },
): Promise<{ source: Words & { row: unknown }; versions: (Words & { row: unknown })[] }> {
  const [row] = await tx.unsafe<WordsRow[]>(
    `select jsonb_build_object(${sourceColumns(schemas.source)}) as row, body, markdown, transcript, html_gzip, file
     from source t where id = $1`,
    [id],
  )
  const versions = await tx.unsafe<WordsRow[]>(
    `select jsonb_build_object(${sourceColumns(schemas.version)}) as row, body, markdown, transcript, html_gzip, file
     from source_version t where source_id = $1 order by version`,
    [id],
  )
  return { source: wordsOf(row!), versions: versions.map(wordsOf) }
}

/** Rows of a chunk go in one statement. */
const CHUNK = 500

/** Puts rows in a table, each with the columns of `all` too. @throws where one is there already */
export async function writeRows(
  tx: TransactionSql,
  table: string,
  written: readonly object[],
  all: Record<string, JSONValue> = {},
): Promise<void> {
  for (let at = 0; at < written.length; at += CHUNK) {
    const part = written.slice(at, at + CHUNK).map(row => asColumns({ ...row, ...all }))
    const columns = Object.keys(part[0]!).join(', ')
    await tx.unsafe(
      `insert into ${table} (account_id, ${columns})
       select current_account(), ${columns} from jsonb_populate_recordset(null::${table}, $1::text::jsonb)`,
      [JSON.stringify(part)],
    )
  }
}

/** The same of a source or a version, with its words and originals. */
export async function writeSource(
  tx: TransactionSql,
  table: 'source' | 'source_version',
  { row, body, markdown, transcript, htmlGzip, file }: Words & { row: object },
  all: Record<string, JSONValue>,
): Promise<void> {
  const bytes = (buffer: Buffer | null) => buffer && `\\x${buffer.toString('hex')}`
  const words = { body, markdown, transcript, htmlGzip: bytes(htmlGzip), file: bytes(file) }
  await writeRows(tx, table, [{ ...row, ...words }], all)
}

/** What became of a project's id in this account. */
export async function projectState(tx: TransactionSql, id: string): Promise<'free' | 'there' | 'deleted'> {
  const [row] = await tx<{ deleted: boolean }[]>`
    select deleted_at is not null as deleted from project where id = ${id} for update`
  return row ? (row.deleted ? 'deleted' : 'there') : 'free'
}

/** What is left of a project that was deleted, so that it can come back. Its index must be forgotten first. */
export async function purgeProject(tx: TransactionSql, id: string): Promise<void> {
  await tx`delete from project where id = ${id} and deleted_at is not null`
}

export async function projectIdsOf(tx: TransactionSql): Promise<string[]> {
  const rows = await tx<
    { id: string }[]
  >`select id from project where deleted_at is null order by created_at, id`
  return rows.map(({ id }) => id)
}

/** What an account has beside its projects; of what is secret and of what is only kept to be quicker, nothing. */
const beside = {
  account: 'account',
  channels: 'channel',
  'channel-videos': 'channel_video',
  voices: 'voice',
  'voice-versions': 'voice_version',
  'learned-rules': 'learned_rule',
  tiers: 'tier',
  usage: 'usage',
  budget: 'budget',
  members: 'member',
  invitations: 'invitation',
} as const

/** Its rows as JSON, by the name of each list. */
export async function besideProjects(tx: TransactionSql): Promise<Record<string, unknown[]>> {
  const lists: Record<string, unknown[]> = {}
  for (const [name, table] of Object.entries(beside)) {
    const rows = await tx`select to_jsonb(t) as row from ${tx(table)} t order by t::text`
    lists[name] = rows.map(({ row }) => row)
  }
  return lists
}
