import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { findByToken, LOCAL_ACCOUNT } from '../../../server/accounts/tokens.ts'
import { openDatabase } from '../../../server/db/database.ts'
import { freshDatabaseUrl } from '../support/database.ts'

const COMMAND = fileURLToPath(new URL('../../../server/accounts/token-command.ts', import.meta.url))

/** Runs the command as npm does, in an empty folder. */
async function makeToken(databaseUrl: (folder: string) => string) {
  const folder = await mkdtemp(join(tmpdir(), 'ownwords-token-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const env = { PATH: process.env.PATH, OWNWORDS_DATA: folder, DATABASE_URL: databaseUrl(folder) }
  const run = () =>
    new Promise<{ code: number; stdout: string; stderr: string }>(resolve => {
      execFile(process.execPath, [COMMAND, 'my', 'laptop'], { env, cwd: folder }, (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr })
      })
    })
  return { folder, run }
}

/** Each opens an embedded database of its own, some twice, beside all else that runs. */
const PATIENCE = 90_000

it(
  'prints one token that opens the local account',
  async () => {
    const fresh = await freshDatabaseUrl()
    onTestFinished(fresh.drop)
    const url = (folder: string) =>
      fresh.url === 'pglite:' ? `pglite:${join(folder, 'database')}` : fresh.url
    const { folder, run } = await makeToken(url)
    const { code, stdout } = await run()
    expect(code).toBe(0)
    expect(stdout).toMatch(/^[\w-]{43}\n$/)
    const database = await openDatabase(url(folder))
    onTestFinished(() => database.close())
    expect(await findByToken(database.sql, stdout.trim())).toMatchObject({ accountId: LOCAL_ACCOUNT })
    expect(await database.sql`select label from token`).toMatchObject([{ label: 'my laptop' }])
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
