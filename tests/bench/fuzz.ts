// Requests made from openapi.json against the real server: npm run bench:fuzz [-- --seed N --requests 10000 --postgres]
// Right ones, nearly right ones and hostile ones, the same for the same seed but for the ids that the server answered.
// status5xx: answers of 500 and above, and connections that ended without one although the request was no hostile one.
// rssGrowthMb: memory of the process after all of them, less that after half. What warms up or fills a bounded cache does
// so in the first half; a leak grows in the second as it did in the first, and so does the line that shows each quarter:
// of the process, and of that the heap in use. Each time the garbage is collected and the process is idle. The embedded
// database keeps its pages in that same memory, and what the requests have stored in it is not given back.
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

interface Line {
  level?: number
  memory?: { rss: number; heapUsed: number }
}
let told: (memory: NonNullable<Line['memory']>) => void = () => {}

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
    node: [
      '--expose-gc',
      '--import',
      'data:text/javascript,process.on("SIGUSR2",()=>{gc();console.log(JSON.stringify({memory:process.memoryUsage()}))})',
    ],
    line(line) {
      const { level, memory } = /^\{/.test(line) ? (JSON.parse(line) as Line) : {}
      if (memory) told(memory)
      else if (level === undefined || level >= 50) errors.push(line)
    },
  },
)

let token = ''
/** Tokens that requests of the bench itself got, the newest last. */
const spare: string[] = []
/**
 * Another token where the last one is worth nothing any more: some requests revoke it. Only so many are given a minute, and
 * the bench's own requests take most of those, so that it is their tokens that are tried first. For all who ask at once.
 */
let pairing: Promise<void> | undefined
function pair(): Promise<void> {
  pairing ??= pairAnew().finally(() => {
    pairing = undefined
  })
  return pairing
}
async function pairAnew(): Promise<void> {
  while (token && !(await isGood(token))) token = spare.pop() ?? ''
  while (!token) {
    const given = await fetch(`${server.address}/pair`, {
      method: 'POST',
      headers: { origin: EXTENSION_ORIGIN },
    })
    const answer = (await given.json()) as { token: string }
    if (given.status === 201) token = answer.token
    else if (given.status !== 429) throw new Error(`It does not pair: ${given.status}`)
    else await sleep(1_000 * Number(given.headers.get('retry-after')))
  }
}
async function isGood(known: string): Promise<boolean> {
  const answer = await fetch(`${server.address}/projects`, { headers: { authorization: `Bearer ${known}` } })
  return answer.status !== 401
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
  const quarters: { rss: number; heap: number }[] = []
  for (const quarter of [1, 2, 3, 4]) {
    await work(Math.floor((total * quarter) / 4))
    quarters.push(await settled())
  }
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
  const each = (of: 'rss' | 'heap') => quarters.map(memory => memory[of].toFixed(1)).join(' → ')
  console.log(
    `errors in the log: ${errors.length}; memory after each quarter: ${each('rss')} MB, of that heap: ${each('heap')} MB`,
  )
  console.log(
    JSON.stringify({
      requests: total,
      status5xx: failures.length,
      rssGrowthMb: Number((quarters[3]!.rss - quarters[1]!.rss).toFixed(1)),
    }),
  )
  process.exitCode = failures.length > 0 || errors.length > 0 ? 1 : 0

  async function work(until: number): Promise<void> {
    const one = async () => {
      while (next < until) {
        const asked = request(next++)
        const answer = await Promise.race([send(server.address, token, asked), server.ended])
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
        const given = /^\/pair\b/.test(asked.path) && answer.status === 201 && tokenIn(answer.body)
        if (given) spare.push(given)
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

/** Megabytes, when the runs that were begun are over and the garbage is collected: the least of several looks. */
async function settled(): Promise<{ rss: number; heap: number }> {
  const least = { rss: Number.POSITIVE_INFINITY, heap: Number.POSITIVE_INFINITY }
  for (let i = 0; i < 6; i++) {
    const memory = new Promise<NonNullable<Line['memory']>>(resolve => {
      told = resolve
    })
    process.kill(server.pid, 'SIGUSR2')
    const { rss, heapUsed } = await Promise.race([memory, server.ended])
    least.rss = Math.min(least.rss, rss / 1024 / 1024)
    least.heap = Math.min(least.heap, heapUsed / 1024 / 1024)
    await sleep(1_000)
  }
  return least
}

function tokenIn(body: string): string | undefined {
  return /"token":"([\w-]{20,200})"/.exec(body)?.[1]
}
