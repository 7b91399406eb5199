// What one machine carries: npm run bench:load [-- --minutes 5 --panels 500 --clips 100 --searches 50]
// One server process with its worker, a PostgreSQL that writes through to disk and the panels, all on this machine. Each
// panel is an account of its own with sources to search and a stream that is held open. After the minutes at the asked
// rates, when all is read, it goes on in steps of 50 clips a second more for --step seconds (0: none), until a clip's or a
// search's p95 is past its mark. `lost`: clips that were acknowledged and are not there, or cannot be found.
import { fork } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { newId } from '../../core/contract/id.ts'
import { createToken } from '../../server/accounts/tokens.ts'
import { type Database, openDatabase } from '../../server/db/database.ts'
import { startPostgres } from '../support/postgres.ts'
import { cpuSeconds, parentOf } from './cpu-time.ts'
import type { LoadPanel, Measured, Order, Verified } from './load-generator.ts'
import { startServer } from './server-process.ts'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    panels: { type: 'string', default: '500' },
    clips: { type: 'string', default: '100' },
    searches: { type: 'string', default: '50' },
    step: { type: 'string', default: '20' },
  },
})
const asked = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number(value)]))
const { minutes, panels: panelCount, clips, searches, step } = asked as Record<keyof typeof values, number>
if (![minutes, panelCount, clips, searches].every(value => value > 0) || !(step >= 0)) {
  console.error('Usage: npm run bench:load [-- --minutes 5 --panels 500 --clips 100 --searches 50 --step 20]')
  process.exit(1)
}

/** Sources that each panel has before. */
const SOURCES = 4
const MARKS = { clipMs: 100, searchMs: 150 }

const postgres = await startPostgres(line => console.error(line), { durable: true })
// All panels ask from here: what one address may ask is not what is measured.
const server = await startServer({ DATABASE_URL: postgres.url, LIMIT_ADDRESS_REQUESTS: '1000000' })
const database = await openDatabase(postgres.url)
const backend = (await database.sql<{ pid: number }[]>`select pg_backend_pid() as pid`)[0]!.pid
const generator = fork(new URL('./load-generator.ts', import.meta.url))
try {
  const streams = await tell<number>({
    do: 'open',
    address: server.address,
    panels: await makePanels(database, panelCount),
  })
  console.error(`${streams} panels are connected`)
  await tell({ do: 'seed', sources: SOURCES })
  await drained()

  const steady = await loaded(clips, minutes * 60)
  const rows = [steady.row]
  for (let more = clips + 50, fits = step > 0 && within(steady.measured); fits; more += 50) {
    const { measured, row } = await loaded(more, step)
    rows.push(row)
    fits = within(measured)
  }
  const { acknowledged, lost } = await tell<Verified>({ do: 'verify' })
  console.log(`${acknowledged} clips acknowledged; the server took ${server.peakRssMb() ?? '?'} MB at most`)
  for (const line of rows) console.log(line)
  console.log(
    JSON.stringify({
      lost,
      clipP95ms: rounded(at(steady.measured.clipMs, 0.95)),
      searchP95ms: rounded(at(steady.measured.searchMs, 0.95)),
      streams: steady.measured.streams,
    }),
  )
} finally {
  generator.kill()
  await server.stop()
  await database.close()
  await postgres.stop()
}

/** Accounts with a token, a project and a branch, whose script a panel follows. */
async function makePanels({ sql }: Database, count: number): Promise<LoadPanel[]> {
  const panels: LoadPanel[] = []
  for (let i = 0; i < count; i++) {
    const [accountId, projectId, branchId] = [newId(), newId(), newId()]
    await sql`insert into account (id) values (${accountId})`
    await sql`insert into project (account_id, id, title) values (${accountId}, ${projectId}, 'Under load')`
    await sql`
      insert into branch (account_id, id, project_id, name) values (${accountId}, ${branchId}, ${projectId}, 'Main')`
    panels.push({ token: await createToken(sql, accountId, 'bench'), projectId, branchId })
  }
  return panels
}

async function unread(): Promise<number> {
  const [row] = await database.sql<{ count: number }[]>`
    select count(*)::int as count from run where state in ('queued', 'running')`
  return row!.count
}

/** Waits until all that came is read. @returns the seconds that it took */
async function drained(): Promise<number> {
  const begun = performance.now()
  while ((await unread()) > 0) await sleep(250)
  return (performance.now() - begun) / 1_000
}

function tell<Answer>(order: Order): Promise<Answer> {
  return new Promise((resolve, reject) => {
    generator.once('exit', code => reject(new Error(`The panels' process ended with ${code}`)))
    generator.once('message', (answer: { ok: Answer } | { failed: string }) => {
      generator.removeAllListeners('exit')
      if ('failed' in answer) reject(new Error(answer.failed))
      else resolve(answer.ok)
    })
    generator.send(order)
  })
}

function within({ clipMs, searchMs }: Measured): boolean {
  return at(clipMs, 0.95) < MARKS.clipMs && at(searchMs, 0.95) < MARKS.searchMs
}

/** The panels' minutes at one rate, then the reading of what is left of it, with what both took. */
async function loaded(clips: number, seconds: number): Promise<{ measured: Measured; row: string }> {
  const before = took()
  const measured = await tell<Measured>({ do: 'load', clips, searches, seconds })
  const under = took()
  const left = await unread()
  const drainSeconds = await drained()
  const { clipMs, searchMs, failures } = measured
  const of = (times: number[]) =>
    [0.5, 0.95, 0.99].map(share => `p${100 * share} ${rounded(at(times, share))}`).join(' ')
  const share = (name: 'server' | 'postgres') =>
    `${Math.round((100 * (under[name] - before[name])) / seconds)} %`
  const row = [
    `${clips} clips a second: ${of(clipMs)} ms`,
    `${searches} searches: ${of(searchMs)} ms`,
    `${left} unread at the end, read ${Math.round(drainSeconds)} s later`,
    `of a core: server ${share('server')}, PostgreSQL ${share('postgres')}`,
    `not answered: ${JSON.stringify(failures)}`,
  ].join(' | ')
  console.error(row)
  return { measured, row }
}

/** Seconds of processor until now. */
function took(): { server: number; postgres: number } {
  const postmaster = parentOf(backend)
  return {
    server: cpuSeconds(server.pid) ?? Number.NaN,
    postgres: (postmaster && cpuSeconds(postmaster)) ?? Number.NaN,
  }
}

function at(times: number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(share * times.length) - 1] ?? Number.NaN
}

function rounded(ms: number): number {
  return Math.round(ms * 10) / 10
}
