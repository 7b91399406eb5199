import { setTimeout as sleep } from 'node:timers/promises'
import { EXTENSION_ORIGIN } from '../../../core/contract/extension.ts'
import { newId } from '../../../core/contract/id.ts'
import { isOver, type Run } from '../../../core/contract/run.ts'
import type { Source } from '../../../core/contract/source.ts'
import { openDatabase } from '../../../server/db/database.ts'
import { freePort } from '../../support/free-port.ts'
import { seededRandom } from '../../support/random.ts'
import { article } from './captures.ts'
import { launch, type ServerProcess, untilReady } from './process.ts'

export interface Killing {
  kills: number
  /** The same seed asks for the same sources and kills at the same moments. */
  seed: number
  dataFolder: string
  databaseUrl: string
}

export interface Aftermath {
  kills: number
  sources: number
  /** Sources that were acknowledged and are not there: the number that must be 0. */
  lost: number
  runs: number
  done: number
  /** By the code of their error: `internal` for what was hit as often as a run is tried. */
  failed: Record<string, number>
  /** How often a kill hit a run that was being worked on. */
  interrupted: number
  /** Runs without exactly one terminal event, or with a gap in their numbers: what must be empty. */
  broken: string[]
  ms: number
}

/** Kills the real process again and again while it reads sources and writes briefs, then looks at what is left. */
export async function killRepeatedly({ kills, seed, dataFolder, databaseUrl }: Killing): Promise<Aftermath> {
  const begun = performance.now()
  const random = seededRandom(seed)
  const port = String(await freePort())
  const start = () =>
    launch('main', { OWNWORDS_DATA: dataFolder, DATABASE_URL: databaseUrl, PORT: port, LOG_LEVEL: 'warn' })
  const acknowledged: string[] = []
  const runIds: string[] = []
  let token: string | undefined

  for (let kill = 0; kill < kills; kill++) {
    const server = start()
    // Each fourth is hit while it starts, or takes up what the kill before left.
    if (token && kill % 4 === 3) await sleep(random() * 1_500)
    else {
      await untilReady(server)
      token ??= await pair(server)
      const fed = feed(server, token, random, acknowledged, runIds)
      await sleep(random() * 1_800)
      server.child.kill('SIGKILL')
      await fed
    }
    server.child.kill('SIGKILL')
    await server.ended
  }

  const server = start()
  await untilReady(server)
  for (const id of acknowledged) {
    const { ingestRunId } = (await ask(server, token!, `/sources/${id}`)) as Source
    if (ingestRunId) runIds.push(ingestRunId)
  }
  await untilOver(server, token!, runIds)
  server.child.kill('SIGTERM')
  await server.ended
  return { kills, ...(await inspect(databaseUrl, acknowledged)), ms: Math.round(performance.now() - begun) }
}

/** Sends sources and asks for briefs until the server is gone; what it acknowledged is remembered. */
async function feed(
  server: ServerProcess,
  token: string,
  random: () => number,
  acknowledged: string[],
  runIds: string[],
): Promise<void> {
  const projectId = newId()
  try {
    await ask(server, token, `/projects/${projectId}`, 'PUT', { title: 'Killed' })
    for (let i = 0; i < 4; i++) {
      const source = await article(projectId, { text: prose(random, 200 + Math.floor(random() * 500)) })
      await ask(server, token, `/sources/${source.id}`, 'PUT', source)
      acknowledged.push(source.id)
      if (i % 2 === 0) continue
      const id = newId()
      await ask(server, token, `/projects/${projectId}/briefs`, 'POST', { id })
      runIds.push(id)
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error // fetch's word for a server that is gone
  }
}

async function pair(server: ServerProcess): Promise<string> {
  const answer = await fetch(`${server.address}/pair`, {
    method: 'POST',
    headers: { origin: EXTENSION_ORIGIN },
  })
  return ((await answer.json()) as { token: string }).token
}

async function ask(server: ServerProcess, token: string, path: string, method = 'GET', json?: unknown) {
  const answer = await fetch(`${server.address}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  })
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}

async function untilOver(server: ServerProcess, token: string, runIds: string[]): Promise<void> {
  const until = performance.now() + 120_000
  for (const id of runIds) {
    while (!isOver(((await ask(server, token, `/runs/${id}`)) as Run).state)) {
      if (performance.now() > until)
        throw new Error(`run ${id} is not over: ${server.stderr()}${server.stdout()}`)
      await sleep(50)
    }
  }
}

/** Looks beneath the API, at every run that there is, also at those whose acknowledgement the kill cut off. */
async function inspect(databaseUrl: string, acknowledged: string[]) {
  const database = await openDatabase(databaseUrl)
  const { sql } = database
  const there = await sql`select id from source where id in ${sql(acknowledged)} and deleted_at is null`
  const runs = await sql<
    { id: string; state: string; code: string; terminal: number; started: number; gapless: boolean }[]
  >`
    select run.id, run.state, run.error ->> 'code' as code,
      count(*) filter (where e.kind in ('done', 'failed', 'cancelled'))::int as terminal,
      count(*) filter (where e.kind = 'started')::int as started,
      count(*) = run.last_seq and max(e.seq) = run.last_seq and min(e.seq) = 1 as gapless
    from run join run_event e on e.account_id = run.account_id and e.run_id = run.id
    group by run.account_id, run.id`
  await database.close()
  return {
    sources: acknowledged.length,
    lost: acknowledged.length - there.length,
    runs: runs.length,
    done: runs.filter(run => run.state === 'done').length,
    failed: Object.fromEntries(
      [
        ...Map.groupBy(
          runs.filter(run => run.state === 'failed'),
          run => run.code,
        ),
      ].map(([code, of]) => [code, of.length]),
    ),
    interrupted: runs.reduce((sum, run) => sum + Math.max(0, run.started - 1), 0),
    broken: runs
      .filter(run => !isOver(run.state as Run['state']) || run.terminal !== 1 || !run.gapless)
      .map(run => JSON.stringify(run)),
  }
}

const NOUNS =
  'tide moon sea sun shore harbour boat sailor wave current storm island lighthouse map clock'.split(' ')
const VERBS = 'pulls lifts follows meets turns carries slows crosses measures hides'.split(' ')

/** So many sentences, different enough that a brief has themes to find. */
export function prose(random: () => number, sentences: number): string {
  const one = (words: string[]) => words[Math.floor(random() * words.length)]!
  return Array.from(
    { length: sentences },
    (_, i) =>
      `In ${1700 + (i % 300)} the ${one(NOUNS)} ${one(VERBS)} the ${one(NOUNS)} and the ${one(NOUNS)} ${one(VERBS)} a ${one(NOUNS)}.`,
  ).join(' ')
}
