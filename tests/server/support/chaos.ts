import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '../../../core/contract/id.ts'
import { isOver, type Run } from '../../../core/contract/run.ts'
import { createToken } from '../../../server/accounts/tokens.ts'
import { openDatabase } from '../../../server/db/database.ts'
import { migrate } from '../../../server/db/migrate.ts'
import { freePort } from '../../support/free-port.ts'
import { seededRandom } from '../../support/random.ts'
import { article } from './captures.ts'
import { followAcross } from './follow-across.ts'
import { prose } from './killing.ts'
import { launch, type ServerProcess } from './process.ts'

export interface Chaos {
  minutes: number
  seed: number
  databaseUrl: string
  /** For what the processes keep on disk. */
  folder: string
  say(line: string): void
}

export interface Left {
  kills: number
  runs: number
  /** Acknowledged clips that are not there. */
  lost: number
  endedTwice: number
  neverEnded: number
  clips: number
  interrupted: number
  failed: number
  streams: { followed: number; reconnected: number; broken: number }
  /** Processes that ended by themselves, which nobody asked them to. */
  died: number
  broken: string[]
}

const ROLES = ['api', 'api', 'worker', 'worker', 'worker'] as const
const SETTLING_MS = 180_000

/** Kills and starts the processes of one database for so long, under load, then waits for the runs and counts. */
export async function chaos({ minutes, seed, databaseUrl, folder, say }: Chaos): Promise<Left> {
  const random = seededRandom(seed)
  const database = await openDatabase(databaseUrl)
  const ports = await Promise.all(ROLES.map(freePort))
  const start = (at: number): ServerProcess =>
    launch('main', {
      ...{ DATABASE_URL: databaseUrl, OWNWORDS_DATA: `${folder}/${at}`, ROLE: ROLES[at]!, LOG_LEVEL: 'info' },
      ...{ PORT: String(ports[at]), PAIRING: 'off', DATABASE_POOL: '5' },
    })
  const processes = ROLES.map((_, at) => start(at))
  const apis = processes.slice(0, 2).map(({ address }) => address)
  // A sixth beside the five that bring the database up to date at once.
  await migrate(database)
  const token = await mintToken(database)
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  let going = true
  const left: Left = {
    ...{
      kills: 0,
      runs: 0,
      lost: 0,
      endedTwice: 0,
      neverEnded: 0,
      clips: 0,
      interrupted: 0,
      failed: 0,
      died: 0,
    },
    ...{ streams: { followed: 0, reconnected: 0, broken: 0 }, broken: [] },
  }
  const acknowledged: string[] = []
  const following: Promise<void>[] = []

  /** Asks either API, and the other one when that broke, until one answers: as the panel does, by the same id. */
  async function ask(
    path: string,
    method: string,
    json?: unknown,
  ): Promise<{ status: number; body: unknown }> {
    const until = performance.now() + SETTLING_MS
    while (performance.now() < until) {
      const api = apis[Math.floor(random() * apis.length)]!
      try {
        const answer = await fetch(api + path, {
          ...{ method, headers, signal: AbortSignal.timeout(20_000) },
          ...(json !== undefined && { body: JSON.stringify(json) }),
        })
        const body = await answer.json()
        if (![429, 503].includes(answer.status)) return { status: answer.status, body }
      } catch {
        // The API is gone, or went while it answered.
      }
      await sleep(150)
    }
    throw new Error(`${method} ${path} was not answered`)
  }

  async function creator(): Promise<void> {
    const projectId = newId()
    await ask(`/projects/${projectId}`, 'PUT', { title: 'Chaos' })
    while (going) {
      const source = await article(projectId, { text: prose(random, 30 + Math.floor(random() * 120)) })
      const { status, body } = await ask(`/sources/${source.id}`, 'PUT', source)
      if (status >= 300) throw new Error(`a clip was answered ${status}: ${JSON.stringify(body)}`)
      acknowledged.push(source.id)
      if (random() < 0.3) {
        const id = newId()
        const kind = random() < 0.5 ? 'briefs' : 'findings'
        const { status } = await ask(`/projects/${projectId}/${kind}`, 'POST', { id })
        if (status < 300) following.push(follow(id))
      }
      await sleep(random() * 500)
    }
  }

  async function follow(runId: string): Promise<void> {
    left.streams.followed++
    const seen = await followAcross(apis, headers, runId, random, SETTLING_MS + minutes * 60_000)
    left.streams.reconnected += Math.max(0, seen.connections - 1)
    if (seen.complaint === null) return
    left.streams.broken++
    left.broken.push(`stream of ${runId}: ${seen.complaint}`)
  }

  async function killer(): Promise<void> {
    const until = performance.now() + minutes * 60_000
    while (going && performance.now() < until) {
      await sleep(500 + random() * 4_500)
      const at = Math.floor(random() * processes.length)
      const old = processes[at]!
      // On a busy machine all would otherwise be killed before any has started; each fourth is, all the same.
      if (!old.stdout().includes('"ready"') && random() < 0.75) continue
      const { exitCode, signalCode } = old.child
      if (exitCode !== null || signalCode !== null) {
        left.died++
        left.broken.push(
          `${ROLES[at]} ended by itself: ${exitCode ?? signalCode} ${old.stderr().slice(-500)}`,
        )
      }
      old.child.kill('SIGKILL')
      await old.ended
      if (!going) return
      left.kills++
      processes[at] = start(at)
    }
  }

  try {
    await untilAnswered(apis[0]!, '/readyz', 120_000)
    const creators = [creator(), creator(), creator()]
    await Promise.all([killer().finally(() => (going = false)), ...creators])
    say(`${left.kills} kills, ${acknowledged.length} clips; waiting for what goes on`)
    await untilNothingGoesOn(database)
    await Promise.all(following)
    return { ...left, ...(await count(database, acknowledged, left.broken)) }
  } finally {
    going = false
    for (const { child } of processes) child.kill('SIGKILL')
    await Promise.all(processes.map(({ ended }) => ended))
    await database.close()
  }
}

type Opened = Awaited<ReturnType<typeof openDatabase>>

async function mintToken({ sql }: Opened): Promise<string> {
  const accountId = newId()
  await sql`insert into account (id) values (${accountId})`
  return createToken(sql, accountId, 'chaos')
}

async function untilAnswered(address: string, path: string, ms: number): Promise<void> {
  for (const until = performance.now() + ms; performance.now() < until; await sleep(100)) {
    const answer = await fetch(address + path).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok) return
  }
  throw new Error(`${address}${path} did not answer within ${ms} ms`)
}

async function untilNothingGoesOn({ sql }: Opened): Promise<void> {
  for (const until = performance.now() + SETTLING_MS; performance.now() < until; await sleep(250)) {
    const rows = await sql`select from run where state in ('queued', 'running') limit 1`
    if (rows.length === 0) return
  }
}

/** Looks beneath the APIs, at everything that there is. */
async function count({ sql }: Opened, acknowledged: string[], broken: string[]) {
  const there =
    await sql`select id from source where id = any(${acknowledged}::uuid[]) and deleted_at is null`
  const runs = await sql<
    { id: string; kind: string; state: Run['state']; terminal: number; started: number; gapless: boolean }[]
  >`
    select run.id, run.kind, run.state,
      count(*) filter (where e.kind in ('done', 'failed', 'cancelled'))::int as terminal,
      count(*) filter (where e.kind = 'started')::int as started,
      count(*) = run.last_seq and max(e.seq) = run.last_seq and min(e.seq) = 1 as gapless
    from run join run_event e on e.account_id = run.account_id and e.run_id = run.id
    group by run.account_id, run.id`
  const wrong = runs.filter(run => !isOver(run.state) || run.terminal !== 1 || !run.gapless)
  return {
    runs: runs.length,
    lost: acknowledged.length - there.length,
    endedTwice: runs.filter(({ terminal }) => terminal > 1).length,
    neverEnded: runs.filter(({ state, terminal }) => !isOver(state) || terminal === 0).length,
    clips: acknowledged.length,
    interrupted: runs.reduce((sum, { started }) => sum + Math.max(0, started - 1), 0),
    failed: runs.filter(({ state }) => state === 'failed').length,
    broken: [...broken, ...wrong.map(run => JSON.stringify(run))],
  }
}
