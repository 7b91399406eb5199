import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { type Database, openDatabase } from '../../../server/db/database.ts'
import { migrate } from '../../../server/db/migrate.ts'
import { type SecretKey, Secrets } from '../../../server/model-keys/secrets.ts'
import { databaseKind, freshDatabaseUrl } from '../support/database.ts'
import { launch } from '../support/process.ts'

// `npm run rotate-secrets` as whoever keeps a server runs it: a process of its own, told by its environment alone.

const old: SecretKey = { id: 'spring', key: randomBytes(32) }
const next: SecretKey = { id: 'summer', key: randomBytes(32) }
const written = ({ id, key }: SecretKey) => `${id}:${key.toString('base64')}`
const of = (accountId: string) => ({ accountId, what: 'model-key' }) as const
const secretOf = (accountId: string) => `sk-hunter2-${accountId}`
const ACCOUNTS = 40

let folder: string
let fresh: Awaited<ReturnType<typeof freshDatabaseUrl>>
let url: string
let accounts: string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ownwords-rotate-'))
  fresh = await freshDatabaseUrl()
  url = databaseKind === 'server' ? fresh.url : `pglite:${join(folder, 'database')}`
  // Each takes a while, so that there is a middle to be killed in.
  await onDatabase(async database => {
    await migrate(database)
    await database.sql.unsafe(`
      create function take_a_while() returns trigger language plpgsql as $$ begin
        perform pg_sleep(0.05);
        return new;
      end $$;
      create trigger take_a_while before update on model_key for each row execute function take_a_while()`)
  })
}, 60_000)
afterAll(async () => {
  await fresh.drop()
  await rm(folder, { recursive: true })
})
beforeEach(async () => {
  accounts = Array.from({ length: ACCOUNTS }, () => newId())
  const secrets = new Secrets([old])
  await onDatabase(async ({ sql }) => {
    await sql`delete from account`
    for (const accountId of accounts) {
      const { secretId, sealed } = secrets.seal(secretOf(accountId), of(accountId))
      await sql`insert into account (id) values (${accountId})`
      await sql`
        insert into model_key (account_id, base_url, model, ends_with, secret_id, sealed)
        values (${accountId}, 'https://a.example/v1', 'm', 'ter2', ${secretId}, ${sealed})`
    }
  })
})

/** The embedded database is one process's at a time. */
async function onDatabase<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
  const database = await openDatabase(url)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

function rotate(environment: Record<string, string>) {
  const command = launch('model-keys/rotate-command', {
    ...{ DATABASE_URL: url, OWNWORDS_DATA: folder },
    ...environment,
  })
  return {
    ...command,
    /** How it ended and what it said; nothing of what is secret is ever in it. */
    async over() {
      const code = await command.ended
      const said = command.stdout() + command.stderr()
      for (const { key } of [old, next]) expect(said).not.toContain(key.toString('base64').slice(0, 12))
      expect(said).not.toContain('hunter2')
      return { code, stdout: command.stdout(), stderr: command.stderr() }
    },
  }
}

/** How many are sealed with which key; that every secret is still what it was, by these keys. */
async function counted(...keys: SecretKey[]): Promise<Record<string, number>> {
  const secrets = new Secrets(keys)
  const rows = await onDatabase(
    ({ sql }) => sql<{ account_id: string; secret_id: string; sealed: Uint8Array }[]>`
      select account_id, secret_id, sealed from model_key`,
  )
  expect(rows.map(row => row.account_id).sort()).toEqual([...accounts].sort())
  const counts: Record<string, number> = {}
  for (const { account_id, secret_id, sealed } of rows) {
    counts[secret_id] = (counts[secret_id] ?? 0) + 1
    expect(secrets.open({ secretId: secret_id, sealed: Buffer.from(sealed) }, of(account_id))).toBe(
      secretOf(account_id),
    )
  }
  return counts
}

it('seals all anew by keys from the environment, and by keys from a file finds nothing left to do', async () => {
  const both = [written(next), written(old)].join(',')
  expect(await rotate({ USER_SECRET_KEYS: both }).over()).toEqual({
    ...{ code: 0, stdout: `${ACCOUNTS} sealed with summer.\n`, stderr: '' },
  })
  // The old one can go now.
  expect(await counted(next)).toEqual({ summer: ACCOUNTS })
  const file = join(folder, 'keys')
  await writeFile(file, `${both}\n`)
  expect(await rotate({ USER_SECRET_KEYS_FILE: file }).over()).toMatchObject({
    ...{ code: 0, stdout: '0 sealed with summer.\n' },
  })
}, 60_000)

it('killed half way it leaves each secret whole, and goes on where it was by keys from a file', async () => {
  const file = join(folder, 'keys')
  await writeFile(file, [written(next), written(old)].join(','))
  const killed = rotate({ USER_SECRET_KEYS_FILE: file })
  if (databaseKind === 'server')
    await onDatabase(({ sql }) =>
      expect
        .poll(async () => (await sql`select from model_key where secret_id = 'summer'`).length, {
          timeout: 20_000,
        })
        .toBeGreaterThan(2),
    )
  else {
    // Nobody sees into it meanwhile: some time after it has the folder, wherever it is then.
    await expect.poll(() => existsSync(join(folder, 'database.lock')), { timeout: 20_000 }).toBe(true)
    await sleep(1_500)
  }
  killed.child.kill('SIGKILL')
  expect((await killed.over()).code).toBe('SIGKILL')
  const { spring = 0, summer = 0 } = await counted(next, old)
  expect(spring + summer).toBe(ACCOUNTS)
  if (databaseKind === 'server') expect([spring > 0, summer > 2]).toEqual([true, true])
  expect(await rotate({ USER_SECRET_KEYS_FILE: file }).over()).toMatchObject({
    ...{ code: 0, stdout: `${spring} sealed with summer.\n` },
  })
  expect(await counted(next)).toEqual({ summer: ACCOUNTS })
}, 60_000)

it('with an old key that is missing, or another of its name, says which and touches nothing', async () => {
  const other = { id: 'spring', key: randomBytes(32) }
  for (const keys of [[next], [next, other]]) {
    const { code, stdout, stderr } = await rotate({ USER_SECRET_KEYS: keys.map(written).join(',') }).over()
    expect([code, stdout]).toEqual([1, '0 sealed with summer.\n'])
    expect(stderr).toBe(
      `${ACCOUNTS} cannot be read: they are sealed with spring, which is not in USER_SECRET_KEYS or is another key there. They were left as they are: put the right one behind the first, and run this again.\n`,
    )
  }
  expect(await counted(old)).toEqual({ spring: ACCOUNTS })
}, 60_000)

it('refuses without keys, and with one that is no key, before it opens anything', async () => {
  expect(await rotate({}).over()).toMatchObject({
    code: 1,
    stderr: 'USER_SECRET_KEYS is not set: there is nothing to seal with, and nothing was changed.\n',
  })
  const { code, stderr } = await rotate({ USER_SECRET_KEYS: 'summer:hunter2' }).over()
  expect(code).toBe(1)
  expect(stderr).toMatch(/^USER_SECRET_KEYS is not usable: /)
}, 60_000)
