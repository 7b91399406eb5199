// Requests made from openapi.json against the real server: npm run bench:fuzz [-- --seed N --requests 10000 --postgres]
// Right ones, nearly right ones and hostile ones, the same for the same seed but for the ids that the server answered.
// status5xx: answers of 500 and above, and connections that ended without one although the request was no hostile one.
// rssGrowthMb: memory of the process after all of them, less that after the first fifth, which warms everything up; at
// both moments its garbage is collected and it is idle. The embedded database keeps its pages in that same memory.
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { EXTENSION_ORIGIN } from '../../core/contract/extension.ts'
import { startPostgres } from '../support/postgres.ts'
import { fuzzRequests } from './fuzz/requests.ts'
import { asCommand, send } from './fuzz/send.ts'
import { startServer } from './server-process.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    requests: { type: 'string', default: '10000' },
    postgres: { type: 'boolean', default: false },
  },
})
const [seed, total] = [Number(values.seed), Number(values.requests)]
/** At the same time: enough for what meets in the database to meet. */
const AT_ONCE = 4
const FAILURES_SHOWN = 20

const document = JSON.parse(readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'))
const postgres = values.postgres ? await startPostgres(line => console.error(line)) : null
const errors: string[] = []
const server = await startServer(
  {
    LIMIT_TOKEN_REQUESTS: '1000000',
    ...(postgres && { DATABASE_URL: postgres.url }),
  },
  {
    // So that what is measured is what is kept, and not what nobody has swept yet.
    node: ['--expose-gc', '--import', 'data:text/javascript,process.on("SIGUSR2",()=>gc())'],
    line(line) {
      const { level } = /^\{/.test(line) ? (JSON.parse(line) as { level?: number }) : {}
      if (level === undefined || level >= 50) errors.push(line)
    },
  },
)

let token = ''
/** Another token where the last one is worth nothing any more: some requests revoke it. Only so many are given a minute. */
async function pair(): Promise<void> {
  const known =
    token && (await fetch(`${server.address}/projects`, { headers: { authorization: `Bearer ${token}` } }))
  if (known && known.status !== 401) return
  for (;;) {
    const given = await fetch(`${server.address}/pair`, {
      method: 'POST',
      headers: { origin: EXTENSION_ORIGIN },
    })
    const answer = (await given.json()) as { token: string }
    if (given.status === 201) {
      token = answer.token
      return
    }
    if (given.status !== 429) throw new Error(`It does not pair: ${given.status}`)
    await sleep(1_000 * Number(given.headers.get('retry-after')))
  }
}
const failures: { status: number; command: string; body: string }[] = []
const statuses = new Map<number, number>()
try {
  await pair()
  const { operations, request, learn } = fuzzRequests(document, seed)
  console.log(
    `${total} requests to ${operations} operations, seed ${seed}, ${postgres ? 'PostgreSQL' : 'embedded'}`,
  )
  let next = 0
  const warm = Math.floor(total / 5)
  await work(warm)
  const before = await settledRss()
  await work(total)
  const after = await settledRss()
  const alive = await fetch(`${server.address}/readyz`)
  if (alive.status !== 200) throw new Error(`It is not ready any more: ${alive.status}`)

  for (const { status, command, body } of failures.slice(0, FAILURES_SHOWN))
    console.log(`${command}\n# ${status} ${body.slice(0, 300)}\n`)
  for (const line of errors.slice(0, FAILURES_SHOWN)) console.log(`log: ${line.slice(0, 1_500)}`)
  console.log(
    `answers: ${[...statuses]
      .sort(([a], [b]) => a - b)
      .map(([status, count]) => `${status} × ${count}`)
      .join(', ')}`,
  )
  console.log(`errors in the log: ${errors.length}; memory: ${before.toFixed(1)} → ${after.toFixed(1)} MB`)
  console.log(
    JSON.stringify({
      requests: total,
      status5xx: failures.length,
      rssGrowthMb: Number((after - before).toFixed(1)),
    }),
  )
  process.exitCode = failures.length > 0 || errors.length > 0 ? 1 : 0

  async function work(until: number): Promise<void> {
    const one = async () => {
      while (next < until) {
        const asked = request(next++)
        const answer = await Promise.race([send(server.address, token, asked), server.ended])
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
        if (answer.status === 401) await pair()
        learn(asked.path, answer.body)
        // What is no HTTP the parser may hang up on.
        if (answer.status >= 500 || (answer.status === 0 && asked.kind !== 'hostile'))
          failures.push({
            status: answer.status,
            command: asCommand(server.address, asked),
            body: answer.body,
          })
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, one))
  }
} finally {
  await server.stop()
  await postgres?.stop()
}

/** Megabytes, when the runs that were begun are over and the garbage is collected. */
async function settledRss(): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < 10; i++) {
    process.kill(server.pid, 'SIGUSR2')
    await sleep(1_000)
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))![1]
    least = Math.min(least, Number(kilobytes) / 1024)
  }
  return least
}
