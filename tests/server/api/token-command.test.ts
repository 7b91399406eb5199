import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { findByToken, LOCAL_ACCOUNT } from '../../../server/accounts/tokens.ts'
import { openDatabase } from '../../../server/db/database.ts'
import { freshDatabaseUrl } from '../support/database.ts'

const COMMAND = fileURLToPath(new URL('../../../server/accounts/token-command.ts', import.meta.url))

/** Runs the command as npm does, in an empty folder. */
async function makeToken(databaseUrl: (folder: string) => string) {
  const folder = await mkdtemp(join(tmpdir(), 'ownwords-token-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const env = { PATH: process.env.PATH, OWNWORDS_DATA: folder, DATABASE_URL: databaseUrl(folder) }
  const run = (...args: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>(resolve => {
      execFile(process.execPath, [COMMAND, ...args], { env, cwd: folder }, (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr })
      })
    })
  return { folder, run }
}

/** Each opens an embedded database of its own, some twice, beside all else that runs. */
const PATIENCE = 90_000

it(
  'prints one token that opens the local account, or that of an address, and says where nobody has it',
  async () => {
    const fresh = await freshDatabaseUrl()
    onTestFinished(fresh.drop)
    const url = (folder: string) =>
      fresh.url === 'pglite:' ? `pglite:${join(folder, 'database')}` : fresh.url
    const { folder, run } = await makeToken(url)
    const { code, stdout } = await run('my', 'laptop')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^[\w-]{43}\n$/)
    const ada = newId()
    const before = await openDatabase(url(folder))
    expect(await findByToken(before.sql, stdout.trim())).toMatchObject({ accountId: LOCAL_ACCOUNT })
    expect(await before.sql`select label from token`).toMatchObject([{ label: 'my laptop' }])
    await before.sql`insert into account (id, email) values (${ada}, 'ada@example.org')`
    await before.close()

    const unknown = await run('--account', 'bob@example.org')
    expect([unknown.code, unknown.stdout]).toEqual([1, ''])
    expect(unknown.stderr).toMatch(
      /^No token was made: nobody has signed in here with “bob@example.org”\..*\n$/,
    )
    const made = await run('--account', ' Ada@Example.org', 'a', 'script')
    expect(made.code).toBe(0)
    const database = await openDatabase(url(folder))
    onTestFinished(() => database.close())
    expect(await findByToken(database.sql, made.stdout.trim())).toMatchObject({ accountId: ada })
    expect(await database.sql`select label from token where account_id = ${ada}`).toMatchObject([
      { label: 'a script' },
    ])
  },
  PATIENCE,
)

it(
  'says in one sentence that a running server has the embedded database',
  async () => {
    const { folder, run } = await makeToken(folder => `pglite:${join(folder, 'database')}`)
    const database = await openDatabase(`pglite:${join(folder, 'database')}`)
    onTestFinished(() => database.close())
    const { code, stdout, stderr } = await run()
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toContain('Stop it, run `npm run token` again')
  },
  PATIENCE,
)

it('says how it is called to whoever calls it otherwise', async () => {
  const { run } = await makeToken(() => 'pglite:')
  const { code, stderr } = await run('--acount', 'ada@example.org')
  expect([code, stderr]).toEqual([1, 'Usage: npm run token -- [--account EMAIL] [what the token is for]\n'])
})
