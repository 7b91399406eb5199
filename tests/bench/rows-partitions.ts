import type { Sql, TransactionSql } from 'postgres'
import { cpuSeconds } from './cpu-time.ts'
import { accountId } from './rows-fill.ts'

const TIMES = 200

/** Makes the passages anew, in one table and in so many partitions by hash of the account, and asks both the same. */
export async function comparePartitions(sql: Sql, accounts: number, partitions: number) {
  await sql.unsafe(`
    create table bench.plain (like passage including all);
    create table bench.parted (like passage including all) partition by hash (account_id);`)
  for (let n = 0; n < partitions; n++)
    await sql.unsafe(
      `create table bench.parted_${n} partition of bench.parted for values with (modulus ${partitions}, remainder ${n})`,
    )
  const figures: Record<string, unknown> = { partitions }
  // Each after the other was filled, so that neither is asked while its pages are still being written.
  for (const name of ['plain', 'parted']) figures[name] = await fill(sql, `bench.${name}`)
  for (const name of ['plain', 'parted'])
    figures[name] = { ...(figures[name] as object), ...(await measure(sql, `bench.${name}`, accounts)) }
  await sql.unsafe('drop table bench.plain, bench.parted')
  return figures
}

const columns = 'account_id, source_id, ord, body, start_char, end_char, start_ms, end_ms, lexemes, no'

async function fill(sql: Sql, table: string) {
  const begun = performance.now()
  await sql.unsafe(`insert into ${table} (${columns}) select ${columns} from passage`)
  const fillSeconds = since(begun)
  await sql.unsafe(`vacuum analyze ${table}`)
  return { fillSeconds }
}

async function measure(sql: Sql, table: string, accounts: number) {
  const at = (time: number) => accountId((7 + time * 7_919) % accounts)
  const all = (work: (tx: TransactionSql, account: string, time: number) => Promise<unknown>) =>
    timed(sql, time => sql.begin(tx => work(tx, at(time), time)))
  const asked = {
    readMs: await all((tx, account) =>
      tx.unsafe(`select no, ord from ${table} where account_id = $1 and no between 100 and 140`, [account]),
    ),
    countMs: await all((tx, account) =>
      tx.unsafe(`select source_id, count(*) from ${table} where account_id = $1 group by 1`, [account]),
    ),
    writeMs: await all((tx, account, time) =>
      tx.unsafe(
        `insert into ${table} (${columns})
         select account_id, source_id, ord + 1000 + $2::int, body, start_char, end_char, start_ms, end_ms, lexemes, no + 1000 + $2::int
         from ${table} where account_id = $1 and no < 10`,
        [account, 10 * time],
      ),
    ),
    deleteMs: await all((tx, account) => tx.unsafe(`delete from ${table} where account_id = $1`, [account])),
  }
  const cleaning = performance.now()
  await sql.unsafe(`vacuum (parallel 0) ${table}`)
  return { ...asked, vacuumSeconds: since(cleaning) }
}

/** p50 and p95 by the clock, and the processor's time of PostgreSQL for each, in milliseconds. */
async function timed(sql: Sql, work: (time: number) => Promise<unknown>) {
  const cpuMs = async () =>
    (cpuSeconds((await sql<[{ pid: number }]>`select pg_backend_pid() as pid`)[0].pid) ?? Number.NaN) * 1_000
  const ms: number[] = []
  const before = await cpuMs()
  for (let time = 0; time < TIMES; time++) {
    const begun = performance.now()
    await work(time)
    ms.push(performance.now() - begun)
  }
  const cpu = (await cpuMs()) - before
  ms.sort((a, b) => a - b)
  const [p50, p95] = [0.5, 0.95].map(share => Math.round(ms[Math.floor(share * (TIMES - 1))]! * 100) / 100)
  return { p50, p95, cpuMs: Math.round((100 * cpu) / TIMES) / 100 }
}

const since = (begun: number) => Math.round((performance.now() - begun) / 100) / 10
