import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshDatabaseUrl } from '../server/support/database.ts'
import { killRepeatedly } from '../server/support/killing.ts'

// `node tests/bench/kill.ts [kills] [seed]`: on the embedded database, or on a fresh one of TEST_DATABASE_URL.
// The last line is what is left, as JSON.
const [kills = 20, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number)
const dataFolder = await mkdtemp(join(tmpdir(), 'ownwords-kill-'))
const fresh = await freshDatabaseUrl()
const databaseUrl = fresh.url === 'pglite:' ? `pglite:${join(dataFolder, 'database')}` : fresh.url
try {
  console.log(`seed ${seed}`)
  console.log(JSON.stringify(await killRepeatedly({ kills, seed, dataFolder, databaseUrl })))
} finally {
  await fresh.drop()
  await rm(dataFolder, { recursive: true, force: true })
}
