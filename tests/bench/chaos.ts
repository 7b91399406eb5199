import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chaos } from '../server/support/chaos.ts'
import { freshDatabaseUrl } from '../server/support/database.ts'
import { startPostgres } from '../support/postgres.ts'

// `npm run bench:chaos [-- --minutes 10 --seed N]`: 2 APIs and 3 workers on one PostgreSQL (that of TEST_DATABASE_URL,
// or one of its own), each killed with -9 at random and started again, while clips, runs and streams go on. Fails where
// something is lost, ends twice or never, a stream has a gap, or a process ends by itself.
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string' } },
})
const seed = Number(values.seed ?? Date.now() % 1_000_000)
const minutes = Number(values.minutes)
if (!(minutes > 0) || !Number.isInteger(seed))
  throw new Error('--minutes takes a number above 0, --seed a whole one')

if (!process.env.TEST_DATABASE_URL) {
  const postgres = await startPostgres(console.log)
  process.env.TEST_DATABASE_URL = postgres.url
  // The module that makes databases reads the variable when it is loaded.
  const { spawnSync } = await import('node:child_process')
  const { status } = spawnSync(process.execPath, process.argv.slice(1), { stdio: 'inherit' })
  await postgres.stop()
  process.exit(status ?? 1)
}

const folder = await mkdtemp(join(tmpdir(), 'ownwords-chaos-'))
const fresh = await freshDatabaseUrl()
try {
  console.log(`seed ${seed}, ${minutes} minutes`)
  const { broken, ...left } = await chaos({ minutes, seed, databaseUrl: fresh.url, folder, say: console.log })
  for (const line of broken) console.log(line)
  const { kills, runs, lost, endedTwice, neverEnded } = left
  console.log(JSON.stringify(left, null, 1))
  console.log(JSON.stringify({ kills, runs, lost, endedTwice, neverEnded }))
  if (lost + endedTwice + neverEnded + left.streams.broken + left.died > 0) process.exitCode = 1
} finally {
  await fresh.drop()
  await rm(folder, { recursive: true, force: true })
}
