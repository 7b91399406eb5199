import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { backUp } from '../../../server/backup/backup.ts'
import { readTables } from '../../../server/backup/catalogue.ts'
import { restore } from '../../../server/backup/restore.ts'
import { type Database, openDatabase } from '../../../server/db/database.ts'
import { migrate } from '../../../server/db/migrate.ts'
import { databaseKind, freshDatabaseUrl } from '../support/database.ts'
import { everyKindOfRow } from './rows.ts'

/** One with rows, on the database of this run of the suite, and its backup. */
let filled: Database
let folder: string
let backup: string
/** Empty ones, opened side by side before the tests, because to start an embedded engine takes the longest of it all. */
let target: Database
let untouched: Database
let embedded: Database | undefined
const closings: (() => Promise<void>)[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ownwords-backup-'))
  backup = join(folder, 'backup')
  ;[filled, target, untouched, embedded] = await Promise.all([
    asTheSuite(),
    asTheSuite(),
    asTheSuite(),
    databaseKind === 'server' ? opened({ url: 'pglite:', drop: async () => {} }) : undefined,
  ])
  await migrate(filled)
  await everyKindOfRow(filled)
  await backUp(filled, backup)
})
afterAll(async () => {
  await Promise.all(closings.map(close => close()))
  await rm(folder, { recursive: true })
})

const asTheSuite = async () => opened(await freshDatabaseUrl())

async function opened(fresh: Awaited<ReturnType<typeof freshDatabaseUrl>>): Promise<Database> {
  const database = await openDatabase(fresh.url)
  closings.push(async () => {
    await database.close()
    await fresh.drop()
  })
  return database
}

/** Every row of every table as text, in an order that does not depend on where it lies. */
async function everything({ sql }: Database): Promise<Record<string, string[]>> {
  await sql`set timezone to 'UTC'`
  const all: Record<string, string[]> = {}
  for (const { name, columns } of await readTables(sql)) {
    const texts = columns.map(column => `${column.name}::text`).join(', ')
    const rows = await sql.unsafe<{ row: string }[]>(
      `select to_json(array[${texts}])::text as row from ${name}`,
    )
    all[name] = rows.map(({ row }) => row).sort()
  }
  return all
}

it('has rows with every type of column that there is', async () => {
  const types = { all: new Set<string>(), carried: new Set<string>() }
  const rows = await everything(filled)
  for (const { name, columns } of await readTables(filled.sql))
    for (const { type } of columns) {
      types.all.add(type)
      if (rows[name]!.length > 0) types.carried.add(type)
    }
  expect(types.carried).toEqual(types.all)
})

const keysOf = ({ sql }: Database) => sql`
  select conrelid::regclass::text as "table", conname::text, pg_get_constraintdef(oid) as says, convalidated
  from pg_constraint where connamespace = 'public'::regnamespace and conparentid = 0 order by 1, 2`

it('comes back equal in an empty database, row by row and key by key', async () => {
  const { rows } = await restore(target, backup)
  const before = await everything(filled)
  expect(await everything(target)).toEqual(before)
  expect(rows).toBe(Object.values(before).flat().length)
  expect(before).toMatchObject({ secret: [expect.any(String)], passage_vector: [expect.any(String)] })
  expect(Array.from(await keysOf(target))).toEqual(Array.from(await keysOf(filled)))
})

it.runIf(databaseKind === 'server')(
  'goes from a server into the embedded database and back (on the embedded one alone it is the test above)',
  async () => {
    await restore(embedded!, backup)
    const before = await everything(filled)
    expect(await everything(embedded!)).toEqual(before)
    const second = join(folder, 'of-the-embedded')
    await backUp(embedded!, second)
    const back = await asTheSuite()
    await restore(back, second)
    expect(await everything(back)).toEqual(before)
  },
)

it('is a file for nobody else to read, with nothing left beside it', async () => {
  expect((await stat(backup)).mode & 0o777).toBe(0o600)
  expect((await readdir(folder)).filter(name => name.includes('.part'))).toEqual([])
})

it('never writes over a file, and leaves none where it cannot be written', async () => {
  await expect(backUp(filled, backup)).rejects.toThrow(
    `Nothing was written: there is a file ${backup} already.`,
  )
  const nowhere = join(folder, 'none', 'backup')
  await expect(backUp(filled, nowhere)).rejects.toThrow(
    `${nowhere} cannot be written: there is no such file or folder.`,
  )
})

it('never restores into a database that has rows', async () => {
  await expect(restore(filled, backup)).rejects.toThrow('Nothing was restored: the database is not empty')
})

it('says that an empty database has nothing to back up, and leaves no file', async () => {
  const path = join(folder, 'of-nothing')
  await expect(backUp(untouched, path)).rejects.toThrow('There is nothing to back up')
  expect((await readdir(folder)).filter(name => name.startsWith('of-nothing'))).toEqual([])
})

it('refuses what is cut off, changed, or something else, before it touches the database', async () => {
  const whole = await readFile(backup)
  const lines = gunzipSync(whole).toString().split('\n')
  const edited = (change: (line: string, index: number) => string) => gzipSync(lines.map(change).join('\n'))
  const damaged: Record<string, Uint8Array> = {
    cut: whole.subarray(0, whole.length - 100),
    'cut at a line': gzipSync(`${lines.slice(0, -3).join('\n')}\n`),
    turned: whole.map((byte, index) => (index === Math.floor(whole.length / 2) ? byte ^ 1 : byte)),
    changed: edited(line => line.replace('The moon pulls.', 'The moon falls.')),
    grown: edited((line, index) => (index === lines.length - 3 ? `${line}\n${line}` : line)),
  }
  for (const [name, bytes] of Object.entries(damaged)) {
    const path = join(folder, name)
    await writeFile(path, bytes)
    await expect(restore(untouched, path), name).rejects.toThrow('is damaged or not whole')
  }
  const others = { text: 'a letter', empty: '', zip: gzipSync('{"ownwords":"letter"}\n{}\n') }
  for (const [name, bytes] of Object.entries(others)) {
    const path = join(folder, `no-${name}`)
    await writeFile(path, bytes)
    await expect(restore(untouched, path), name).rejects.toThrow('is no backup of Ownwords')
  }
  await expect(restore(untouched, join(folder, 'none'))).rejects.toThrow('there is no such file')
  expect(await readTables(untouched.sql)).toEqual([])
})

it('refuses a backup of a version that is newer than this one', async () => {
  const [header, ...rows] = gunzipSync(await readFile(backup))
    .toString()
    .split('\n')
    .slice(0, -2)
  const { migrations, ...more } = JSON.parse(header!)
  migrations.push({ name: '9999_newer.sql', sha256: '' })
  const body = [JSON.stringify({ ...more, migrations }), ...rows].map(line => `${line}\n`).join('')
  const sha256 = createHash('sha256').update(body).digest('hex')
  const count = rows.filter(line => line.startsWith('[')).length
  const path = join(folder, 'newer')
  await writeFile(path, gzipSync(`${body}${JSON.stringify({ rows: count, sha256 })}\n`))
  await expect(restore(untouched, path)).rejects.toThrow(
    'migration 9999_newer.sql, which this version of Ownwords does not know',
  )
})
