// What the hot statements cost beside millions of rows of others: npm run bench:rows [-- --passages 100000,1000000,5000000]
// Accounts are all alike (`EACH` in rows-fill.ts) and only their number grows, so that what grows with them is what an account
// pays for the others. Asked as the server asks, by its own functions as the account under row-level security, each time of
// another account. `cpuMs` is the processor's time of PostgreSQL for one of them, `pages` are those of 8 kB that PostgreSQL read for one of them, with the checks and cascades of foreign
// keys, and `scanned` the large tables that it read from end to end. After the last step one account in twenty is deleted and
// the same is asked before and after vacuum; `partitions` holds one plain table of passages against one that is cut by hash
// of the account, both with the rows of the step before the last.
import { parseArgs } from 'node:util'
import { openDatabase } from '../../server/db/database.ts'
import { migrate } from '../../server/db/migrate.ts'
import { openQueue } from '../../server/runs/queue.ts'
import { startPostgres } from '../support/postgres.ts'
import { cpuSeconds } from './cpu-time.ts'
import { asks, chores } from './rows-asks.ts'
import { accountId, EACH, fillAccounts, LARGE, prepare } from './rows-fill.ts'
import { comparePartitions } from './rows-partitions.ts'
import { openPlans } from './rows-plans.ts'

const { values } = parseArgs({
  options: {
    passages: { type: 'string', default: '100000,1000000,5000000' },
    times: { type: 'string', default: '40' },
    partitions: { type: 'string', default: '16' },
  },
})
const steps = values.passages.split(',').map(passages => Math.ceil(Number(passages) / EACH.passages))
const TIMES = Number(values.times)
/** Accounts that are made at once. */
const AT_ONCE = 250

const say = (line: string) => console.error(line)
const seconds = (since: number) => Math.round((performance.now() - since) / 100) / 10

const postgres = await startPostgres(say)
// One session, so that the processor's time is one process's.
const database = await openDatabase(postgres.url, { connections: 1 })
const plans = openPlans(postgres.url)
try {
  await migrate(database)
  const queue = await openQueue(database, { supervise: false, onError: error => say(String(error)) })
  await queue.stop(1_000)
  await prepare(database.sql)
  await plans.begin()
  const measured: Record<string, unknown>[] = []
  let partitions: unknown = null
  let made = 0
  for (const [step, accounts] of steps.entries()) {
    const begun = performance.now()
    for (; made < accounts; made = Math.min(accounts, made + AT_ONCE))
      await fillAccounts(database.sql, made, Math.min(accounts, made + AT_ONCE))
    const filled = seconds(begun)
    await database.sql`vacuum analyze`
    say(`${accounts} accounts after ${filled} s, vacuumed after ${seconds(begun)} s`)
    const figures = { accounts, ...(await counts()), ...(await measure(accounts)) }
    say(JSON.stringify(figures))
    measured.push(figures)
    if (step === Math.max(0, steps.length - 2) && values.partitions !== '0') {
      partitions = await comparePartitions(database.sql, accounts, Number(values.partitions))
      say(JSON.stringify(partitions))
    }
  }
  const forgotten = await forget(steps.at(-1)!)
  console.log(JSON.stringify({ each: EACH, measured, forgotten, partitions }))
} finally {
  await plans.end()
  await database.close()
  await postgres.stop()
}

async function counts() {
  const rows = await database.sql<{ name: string; rows: number; bytes: string }[]>`
    select relname as name, reltuples::float8 as rows, pg_total_relation_size(oid) as bytes from pg_class
    where relname = any(${LARGE.map(name => (name === 'job' ? 'job_common' : name))}::text[]) and relkind = 'r'`
  return {
    rows: Object.fromEntries(rows.map(({ name, rows }) => [name, Math.round(rows)])),
    gigabytes: Math.round(rows.reduce((sum, { bytes }) => sum + Number(bytes), 0) / 1e8) / 10,
  }
}

/** Of accounts that are spread over all; those that are deleted are gone afterwards. */
async function measure(accounts: number, names = Object.keys(asks)) {
  const figures: Record<string, unknown> = {}
  for (const name of names) {
    const times = name === 'deleted' || name === 'wholeAccount' ? Math.ceil(TIMES / 4) : TIMES
    // Prime to the number of accounts, and beginning elsewhere for each: deleted ones are asked nothing more.
    const which = (time: number) => (7 + time * 7_919 + (name === 'deleted' ? 3 : 0)) % accounts
    const ms: number[] = []
    const there: number[] = []
    for (let time = 0; time < times; time++)
      if (name === 'deleted' || !(await isGone(which(time)))) there.push(which(time))
    const before = await cpuMs()
    for (const account of there) {
      const begun = performance.now()
      await asks[name]!(database, account)
      ms.push(performance.now() - begun)
    }
    const cpu = Math.round((10 * ((await cpuMs()) - before)) / there.length) / 10
    let last = times
    while (await isGone(which(last))) last++
    figures[name] = { ...quantiles(ms), cpuMs: cpu, ...(await plans.of(of => asks[name]!(of, which(last)))) }
  }
  for (const [name, work] of Object.entries(chores)) {
    const ms: number[] = []
    for (let time = 0; time < 5; time++) {
      const begun = performance.now()
      await work(database)
      ms.push(performance.now() - begun)
    }
    figures[name] = { ...quantiles(ms), ...(await plans.of(work)) }
  }
  return figures
}

/** Of the session's process, in steps of 10. */
async function cpuMs(): Promise<number> {
  const [row] = await database.sql<[{ pid: number }]>`select pg_backend_pid() as pid`
  return (cpuSeconds(row.pid) ?? Number.NaN) * 1_000
}

async function isGone(account: number): Promise<boolean> {
  const rows = await database.sql`select from account where id = ${accountId(account)}`
  return rows.length === 0
}

/** Deletes one account in twenty: what the others feel of the rows that are dead, and what cleaning up takes. */
async function forget(accounts: number) {
  const begun = performance.now()
  let gone = 0
  for (let account = 5; account < accounts; account += 20, gone++) await asks.deleted!(database, account)
  const deleting = seconds(begun)
  const before = await measure(accounts, ['search', 'sources', 'events'])
  const cleaning = performance.now()
  await database.sql`vacuum (analyze, parallel 0)`
  const vacuum = seconds(cleaning)
  const after = await measure(accounts, ['search', 'sources', 'events'])
  return { gone, deletingSeconds: deleting, ...(await counts()), before, vacuumSeconds: vacuum, after }
}

function quantiles(ms: number[]) {
  ms.sort((a, b) => a - b)
  const at = (share: number) => Math.round(ms[Math.floor(share * (ms.length - 1))]! * 10) / 10
  return { p50ms: at(0.5), p95ms: at(0.95) }
}
