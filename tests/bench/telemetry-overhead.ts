import { newId } from '../../core/contract/id.ts'
import { deviation, mean, median } from '../../core/voice/spread.ts'
import { otlpCollector } from '../support/otlp-collector.ts'
import { clipJson, loadPages, loadQuestions } from './load-texts.ts'
import { startServer } from './server-process.ts'

/** Rounds of requests to each server that warm it up, and that are measured. */
const WARM_UP = 100
const MEASURED = 200
/** Sources of a project: then the next begins, for what a list takes to grow no further than with a creator. */
const SOURCES = 25

/** What a panel asks for: a page is clipped, looked for, the sources are listed, and the project is written. */
const REQUESTS = ['clip', 'search', 'list', 'write'] as const
type Asked = Record<(typeof REQUESTS)[number], number>
type Server = Awaited<ReturnType<typeof startServer>>

const pages = await loadPages(100, 3)
const questions = await loadQuestions(500, 4)

/**
 * How much longer these requests take with a collector on the loopback than without, as a part of it: the medians of
 * the four added up. The same requests go to both in turns, so that whatever else this computer does falls on both
 * alike. One process is up to 5 % slower than the next of the very same program: so it is the mean over several pairs
 * of them, each started anew, and the standard error is printed beside it.
 */
export async function measureOverhead(environment: Record<string, string>, pairs: number): Promise<number> {
  const collector = await otlpCollector()
  const measured: { off: Asked; on: Asked }[] = []
  try {
    for (let pair = 0; pair < pairs; pair++)
      measured.push(await medians(environment, collector.endpoint, pair % 2 === 0))
    if (!collector.spans.some(({ name }) => name === 'PUT /sources/:id'))
      throw new Error('The collector got no span of these requests')
  } finally {
    collector.close()
  }
  for (const request of REQUESTS) report(request, measured, asked => asked[request])
  return report('all four', measured, asked => REQUESTS.reduce((sum, request) => sum + asked[request], 0))
}

async function medians(environment: Record<string, string>, endpoint: string, offFirst: boolean) {
  const servers: Server[] = []
  try {
    const start = async (more: Record<string, string>) => {
      const server = await startServer({ ...environment, ...more })
      servers.push(server)
      return askerOf(server)
    }
    const traced = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }
    const first = await start(offFirst ? {} : traced)
    const second = await start(offFirst ? traced : {})
    const asks = offFirst ? { off: first, on: second } : { off: second, on: first }
    const times = { off: [] as Asked[], on: [] as Asked[] }
    for (let round = -WARM_UP; round < MEASURED; round++)
      for (const which of round % 2 ? (['off', 'on'] as const) : (['on', 'off'] as const)) {
        const asked = await asks[which](round + WARM_UP)
        if (round >= 0) times[which].push(asked)
      }
    return { off: medianOf(times.off), on: medianOf(times.on) }
  } finally {
    for (const server of servers) await server.stop()
  }
}

/** Milliseconds that each request of a round takes. What was clipped is read before anything else is asked. */
async function askerOf(server: Server): Promise<(round: number) => Promise<Asked>> {
  const { token } = await server.ask<{ token: string }>('POST', '/pair', undefined, 201)
  let projectId = ''
  const timed = async (method: string, path: string, body: unknown, status: number) => {
    const began = performance.now()
    const answer = await server.ask<{ ingestRunId?: string }>(method, path, body, status, token)
    return { ms: performance.now() - began, answer }
  }
  return async round => {
    if (round % SOURCES === 0) {
      projectId = newId()
      await server.ask('PUT', `/projects/${projectId}`, { title: 'Tides' }, 201, token)
    }
    const project = `/projects/${projectId}`
    const id = newId()
    const page = JSON.parse(clipJson(pages[round % pages.length]!, { id, projectId })) as unknown
    const clip = await timed('PUT', `/sources/${id}`, page, 201)
    await server.finished(clip.answer.ingestRunId!, token)
    const query = questions[round % questions.length]!
    const search = await timed('POST', '/search', { query, scope: { in: 'project', projectId } }, 200)
    const list = await timed('GET', `${project}/sources`, undefined, 200)
    const write = await timed('PUT', project, { title: 'Tides' }, 200)
    return { clip: clip.ms, search: search.ms, list: list.ms, write: write.ms }
  }
}

/** By how much `on` is longer than `off`, the mean of the logarithms over all pairs. */
function report(what: string, pairs: { off: Asked; on: Asked }[], of: (asked: Asked) => number): number {
  const ratios = pairs.map(({ off, on }) => Math.log(of(on) / of(off)))
  const more = Math.expm1(mean(ratios))
  const error = deviation(ratios) / Math.sqrt(ratios.length)
  const ms = (which: 'off' | 'on') => mean(pairs.map(pair => of(pair[which]))).toFixed(3)
  const percent = (part: number) => `${(part * 100).toFixed(1)} %`
  console.log(
    `${what}: ${ms('off')} ms without telemetry, ${ms('on')} ms with it, ` +
      `${percent(more)} more, standard error ${percent(error)}`,
  )
  return Number(more.toFixed(4))
}

const medianOf = (rounds: Asked[]) =>
  Object.fromEntries(REQUESTS.map(request => [request, median(rounds.map(asked => asked[request]))])) as Asked
