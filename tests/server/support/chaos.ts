import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '../../../core/contract/id.ts'
import { isOver, type Run } from '../../../core/contract/run.ts'
import { createToken } from '../../../server/accounts/tokens.ts'
import { openDatabase } from '../../../server/db/database.ts'
import { migrate } from '../../../server/db/migrate.ts'
import { seededRandom } from '../../support/random.ts'
import { article } from './captures.ts'
import { startFleet } from './fleet.ts'
import { followAcross } from './follow-across.ts'
import { prose } from './killing.ts'

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
/** Each with an account of its own: within one, what is read waits for the index of what is read before. */
const CREATORS = 3
/** Sources of one project: a creator's work, else each brief would be of all that the bench ever clipped. */
const SOURCES = 12
/** What goes on, and of which nothing ended for so long, never ends. Reading waits 90 s for a source by itself. */
const STALLED_MS = 150_000
/** A stream of what is over has told so by then, whatever broke it. */
const STREAM_MS = 30_000

/** Kills and starts the processes of one database for so long, under load, then waits for the runs and counts. */
export async function chaos({ minutes, seed, databaseUrl, folder, say }: Chaos): Promise<Left> {
  const random = seededRandom(seed)
  const database = await openDatabase(databaseUrl)
  const fleet = await startFleet(
    ROLES,
    { DATABASE_URL: databaseUrl, LOG_LEVEL: 'info', DATABASE_POOL: '5' },
    folder,
  )
  const { apis, deaths } = fleet
  // A sixth beside the five that bring the database up to date at once.
  await migrate(database)
  let going = true
  const stalled = new AbortController()
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
    },
    ...{ streams: { followed: 0, reconnected: 0, broken: 0 }, died: 0, broken: [] },
  }
  const acknowledged: string[] = []
  const following: Promise<void>[] = []

  /** Asks either API, and the other one when that broke, until one answers: as the panel does, by the same id. */
  async function ask(
    headers: Headers,
    path: string,
    method: string,
    json?: unknown,
  ): Promise<{ status: number; body: unknown }> {
    const until = performance.now() + STALLED_MS
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

  async function creator(headers: Headers): Promise<void> {
    while (going) {
      const projectId = newId()
      await ask(headers, `/projects/${projectId}`, 'PUT', { title: 'Chaos' })
      for (let i = 0; i < SOURCES && going; i++) await clip(headers, projectId)
    }
  }

  async function clip(headers: Headers, projectId: string): Promise<void> {
    const source = await article(projectId, { text: prose(random, 30 + Math.floor(random() * 120)) })
    const { status, body } = await ask(headers, `/sources/${source.id}`, 'PUT', source)
    if (status >= 300) throw new Error(`a clip was answered ${status}: ${JSON.stringify(body)}`)
    acknowledged.push(source.id)
    if (random() < 0.3) {
      const id = newId()
      const kind = random() < 0.5 ? 'briefs' : 'findings'
      const { status } = await ask(headers, `/projects/${projectId}/${kind}`, 'POST', { id })
      if (status < 300) following.push(follow(headers, id))
    }
    await sleep(random() * 500)
  }

  async function follow(headers: Headers, runId: string): Promise<void> {
    left.streams.followed++
    const seen = await followAcross(apis, headers, runId, random, stalled.signal)
    left.streams.reconnected += Math.max(0, seen.connections - 1)
    if (seen.complaint === null) return
    left.streams.broken++
    left.broken.push(`stream of ${runId}: ${seen.complaint}`)
  }

  async function killer(): Promise<void> {
    const until = performance.now() + minutes * 60_000
    while (going && performance.now() < until) {
      await sleep(500 + random() * 4_500)
      const at = Math.floor(random() * fleet.size)
      // On a busy machine all would otherwise be killed before any has started; each fourth is, all the same.
      if (!fleet.isUp(at) && random() < 0.75) continue
      if (!going) return
      await fleet.kill(at)
      left.kills++
    }
  }

  try {
    await untilAnswered(apis[0]!, '/readyz', 120_000)
    const accounts = await Promise.all(Array.from({ length: CREATORS }, () => mintAccount(database)))
    const creators = accounts.map(creator)
    await Promise.all([killer().finally(() => (going = false)), ...creators])
    say(`${left.kills} kills, ${acknowledged.length} clips; waiting for what goes on`)
    await untilNothingGoesOn(database, say)
    const late = setTimeout(() => stalled.abort(), STREAM_MS)
    await Promise.all(following)
    clearTimeout(late)
    const broken = [...left.broken, ...deaths]
    return { ...left, died: deaths.length, ...(await count(database, acknowledged, broken)) }
  } finally {
    going = false
    await fleet.stop()
    await database.close()
  }
}

type Headers = Record<string, string>
type Opened = Awaited<ReturnType<typeof openDatabase>>

/** What its requests say who they are with. */
async function mintAccount({ sql }: Opened): Promise<Headers> {
  const accountId = newId()
  await sql`insert into account (id) values (${accountId})`
  const token = await createToken(sql, accountId, 'chaos')
  return { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
}

async function untilAnswered(address: string, path: string, ms: number): Promise<void> {
  for (const until = performance.now() + ms; performance.now() < until; await sleep(100)) {
    const answer = await fetch(address + path).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.ok) return
  }
  throw new Error(`${address}${path} did not answer within ${ms} ms`)
}

/** For as long as it takes, and not longer than something ends now and then: a busy machine is no fault of the runs. */
async function untilNothingGoesOn({ sql }: Opened, say: Chaos['say']): Promise<void> {
  let ended = -1
  let since = performance.now()
  let said = since
  while (performance.now() - since < STALLED_MS) {
    const [runs] = await sql<[{ going: number; ended: number; workers: number }]>`
      select count(*) filter (where state in ('queued', 'running'))::int as going,
        count(*) filter (where state not in ('queued', 'running'))::int as ended,
        count(distinct worker)::int as workers from run`
    if (runs.going === 0) return
    if (runs.ended !== ended) since = performance.now()
    ended = runs.ended
    if (performance.now() - said > 10_000) {
      say(`${runs.going} go on at ${runs.workers} workers, ${runs.ended} have ended`)
      said = performance.now()
    }
    await sleep(250)
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
