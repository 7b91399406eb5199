import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { EXTENSION_ORIGIN } from '../../../core/contract/extension.ts'
import { newId } from '../../../core/contract/id.ts'
import { contentHash } from '../../../core/evidence/content.ts'
import { openDatabase } from '../../../server/db/database.ts'
import { migrate } from '../../../server/db/migrate.ts'
import { freePort } from '../../support/free-port.ts'
import { type LoopbackModel, loopbackModel } from '../../support/loopback-model.ts'
import { type OtlpCollector, otlpCollector } from '../../support/otlp-collector.ts'
import { article, video } from '../support/captures.ts'
import { databaseKind, freshDatabaseUrl } from '../support/database.ts'
import { launch, type ServerProcess, untilReady } from '../support/process.ts'

/** Words that nobody else would say, one for each place in which a creator's or a stranger's words come in. */
const PLANTED = {
  project: 'quillbracken',
  title: 'marrowfennel',
  text: 'thistlequern',
  address: 'ploverwick',
  author: 'grebeholt',
  email: 'brooklime@stitchwort.example',
  broken: 'heathpenny',
  transcript: 'sorrelmint',
  query: 'teaselbrook',
  question: 'yarrowgate',
  refused: 'bistortley',
  path: 'campionford',
  header: 'vetchling',
  state: 'orachemere',
  baggage: 'samphirely',
  token: 'a-wrong-token-fescuedale-0123456789',
  provider: 'tormentilby',
  key: 'sk-burnetmoor',
}
const TRACE = 'ab'.repeat(16)

let data: string
let collector: OtlpCollector
let model: LoopbackModel
let gateway: ReturnType<typeof createServer>
let fresh: Awaited<ReturnType<typeof freshDatabaseUrl>>
let server: ServerProcess
let token: string
let accountId: string
const projectId = newId()

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'ownwords-telemetry-'))
  collector = await otlpCollector()
  model = await loopbackModel()
  gateway = await refusing(model)
  fresh = await freshDatabaseUrl()
  const databaseUrl = databaseKind === 'server' ? fresh.url : `pglite:${join(data, 'database')}`
  await refusingATitle(databaseUrl)
  const port = await freePort()
  server = launch('main', {
    DATABASE_URL: databaseUrl,
    OWNWORDS_DATA: data,
    PORT: String(port),
    OPENAI_API_KEY: PLANTED.key,
    OPENAI_BASE_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/v1`,
    OPENAI_MODEL: 'gpt-4o',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint,
    OTEL_METRIC_EXPORT_INTERVAL: '600000',
    OTEL_METRIC_EXPORT_TIMEOUT: '5000',
    SENTRY_DSN: `${collector.endpoint.replace('//', '//key@')}/1`,
    POSTHOG_KEY: 'phc_of_this_test',
    POSTHOG_HOST: collector.endpoint,
  })
  await untilReady(server, 120_000) // it loads three libraries that an ordinary start does not
  const paired = await ask('POST', '/pair')
  ;({ token, accountId } = paired.body)
  await journey()
  server.child.kill('SIGTERM')
  expect(await server.ended).toBe(0)
}, 240_000)

afterAll(async () => {
  server.child.kill('SIGKILL')
  gateway.closeAllConnections()
  gateway.close()
  model.close()
  collector.close()
  await fresh.drop()
  await rm(data, { recursive: true, force: true })
})

it('follows one act from the panel through the API and the queue to the model', () => {
  const trace = collector.spans.filter(({ traceId }) => traceId === TRACE)
  const named = (name: string) => trace.find(span => span.name === name)
  const way = ['POST /projects/:id/turns', 'send turn', 'process turn', 'run turn', 'chat gpt-4o']
  expect(trace.map(({ name }) => name)).toEqual(expect.arrayContaining(way))
  expect(named(way[0]!)!.parentId).toBe('cd'.repeat(8))
  for (const [n, name] of way.slice(1).entries()) expect(named(name)!.parentId).toBe(named(way[n]!)!.spanId)
})

it('names what a model call was by the conventions', () => {
  const call = collector.spans.find(({ name, traceId }) => name === 'chat gpt-4o' && traceId === TRACE)!
  expect(call.attributes).toMatchObject({
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'other',
    'gen_ai.request.model': 'gpt-4o',
    'gen_ai.response.model': 'gpt-4o',
    'gen_ai.response.finish_reasons': ['stop'],
  })
  const failed = collector.spans.find(({ attributes }) => attributes['error.type'] === 'model_refused')!
  expect(failed.status).toBe(2)
})

it('names requests by their routes, and takes a refusal for no error', () => {
  const of = (name: string) => collector.spans.find(span => span.name === name)!
  expect(of('PUT /sources/:id').attributes).toEqual({
    'http.request.method': 'PUT',
    'http.route': '/sources/:id',
    'http.response.status_code': 201,
  })
  expect(of('GET').attributes['http.response.status_code']).toBe(404)
  const refused = collector.spans.filter(({ attributes }) => attributes['http.response.status_code'] === 401)
  expect(refused.map(({ status, attributes }) => [status, attributes['http.route']])).toEqual([
    [0, '/projects/:id/runs'],
  ])
})

it('measures requests, runs, captures by leg, tokens, waits, streams and the process', () => {
  const sum = (metric: string, attributes: object = {}) =>
    collector.points
      .filter(
        point =>
          point.metric === metric && expect.objectContaining(attributes).asymmetricMatch(point.attributes),
      )
      .reduce((all, { value }) => all + value, 0)
  expect(
    sum('ownwords.capture.legs', { 'ownwords.capture.leg': 'defuddle', 'ownwords.capture.outcome': 'ok' }),
  ).toBe(1)
  expect(
    sum('ownwords.capture.legs', { 'ownwords.capture.kind': 'video', 'ownwords.capture.leg': 'open_track' }),
  ).toBe(1)
  expect(
    sum('ownwords.run.duration', { 'ownwords.run.kind': 'turn', 'ownwords.run.outcome': 'done' }),
  ).toBeGreaterThan(0)
  expect(
    sum('ownwords.run.duration', { 'ownwords.run.kind': 'turn', 'ownwords.run.outcome': 'failed' }),
  ).toBeGreaterThan(0)
  expect(
    sum('ownwords.model.tokens', { 'gen_ai.request.model': 'gpt-4o', 'gen_ai.token.type': 'input' }),
  ).toBeGreaterThan(100)
  const measured = new Set(collector.points.map(({ metric }) => metric))
  expect([...measured]).toEqual(
    expect.arrayContaining([
      ...['http.server.request.duration', 'ownwords.run.wait', 'ownwords.run.unfinished'],
      ...['gen_ai.client.operation.duration', 'gen_ai.client.operation.time_to_first_chunk'],
      ...['db.client.connection.wait_time', 'ownwords.streams.open', 'process.memory.usage'],
      ...['nodejs.eventloop.delay.p99', 'nodejs.eventloop.delay.max'],
    ]),
  )
})

it('tells an error of the database by its code and places, and by no word of its message', () => {
  const broken = collector.spans.find(({ attributes }) => attributes['http.response.status_code'] === 500)!
  expect([broken.name, broken.status]).toEqual(['PUT /projects/:id', 2])
  const errors = collector.received.filter(
    ({ path, bytes }) => /envelope/.test(path) && bytes.includes('XX001'),
  )
  expect(errors).toHaveLength(1)
  expect(errors[0]!.bytes).toContain('"platform":"node"')
  expect(errors[0]!.bytes).toContain('app:///server/')
})

it('passes on what the extension reports, under a word that is not the account’s', () => {
  const at = (path: RegExp) => collector.received.filter(one => path.test(one.path)).map(({ bytes }) => bytes)
  const errors = at(/envelope/)
  const told = (platform: string) => errors.filter(error => error.includes(`"platform":"${platform}"`))
  expect(told('javascript')).toHaveLength(1)
  expect(told('javascript')[0]).toContain('app:///chunks/sidepanel-Bk2.js')
  const use = at(/^\/batch/)
  expect(use).toHaveLength(1)
  expect(use[0]).toMatch(/"event":"clip_saved".*"distinct_id":"[0-9a-f]{32}"/)
  expect(use[0]).toContain('"leg":"player"')
  expect(use[0]).not.toContain(accountId)
})

it('lets no word of anybody leave, nor an id of what was asked for', () => {
  const words = [...Object.values(PLANTED), token, projectId, accountId, data]
  const left = collector.received.flatMap(({ path, bytes }) =>
    words.filter(word => bytes.toLowerCase().includes(word.toLowerCase())).map(word => `${word} to ${path}`),
  )
  expect(collector.received.length).toBeGreaterThan(3)
  expect(left).toEqual([])
  // And the words did come in: each was said to the server or by it.
  expect(JSON.stringify(model.recorded)).toContain(PLANTED.text)
})

it('writes the trace on the lines of the log, and no word that was planted', () => {
  const lines = server.stdout().split('\n').filter(Boolean)
  const answered = lines.map(line => JSON.parse(line)).filter(({ msg }) => msg === 'model answered')
  expect(answered.map(({ trace }) => trace)).toContain(TRACE)
  for (const word of Object.values(PLANTED)) expect(server.stdout()).not.toContain(word)
})

async function journey(): Promise<void> {
  await ask('PUT', `/projects/${projectId}`, { title: PLANTED.project })
  const text = `Engineers say that the ${PLANTED.text} can be predicted for centuries. ${'The strait empties and fills twice a day. '.repeat(30)}`
  const page = await article(projectId, {
    ...{ title: PLANTED.title, author: `${PLANTED.author} ${PLANTED.email}`, text, markdown: text },
    ...{
      url: `https://${PLANTED.address}.example/a?q=${PLANTED.address}`,
      contentHash: await contentHash(text),
    },
  })
  const spoken = await video(projectId, {
    language: 'en',
    kind: 'manual',
    segments: [{ startMs: 0, endMs: 4_000, text: `The ${PLANTED.transcript} pulls the sea twice a day.` }],
  })
  for (const capture of [page, spoken]) {
    const { body } = await ask('PUT', `/sources/${capture.id}`, capture)
    expect(await finished(body.ingestRunId)).toBe('done')
  }
  await ask('POST', '/search', { query: PLANTED.query, scope: { in: 'project', projectId } })
  const turn = async (question: string, headers?: Record<string, string>) => {
    const id = newId()
    await ask('POST', `/projects/${projectId}/turns`, { id, stage: 'research', text: question }, headers)
    return finished(id)
  }
  const answered = await turn(`How well can the ${PLANTED.question} be predicted?`, {
    traceparent: `00-${TRACE}-${'cd'.repeat(8)}-01`,
    tracestate: `vendor=${PLANTED.state}`,
    baggage: `word=${PLANTED.baggage}`,
    'x-forwarded-user': PLANTED.header,
    'x-forwarded-email': PLANTED.email,
    'user-agent': PLANTED.header,
  })
  expect(answered).toBe('done')
  expect((await ask('PUT', `/projects/${projectId}`, { title: PLANTED.broken })).status).toBe(500)
  expect(await turn(`And what of the ${PLANTED.refused}?`)).toBe('failed')
  expect((await ask('GET', `/${PLANTED.path}?${PLANTED.path}=1`)).status).toBe(404)
  const stranger = { authorization: `Bearer ${PLANTED.token}` }
  expect(
    (await ask('GET', `/projects/${projectId}/runs?q=${PLANTED.path}`, undefined, stranger)).status,
  ).toBe(401)
  const frames = [{ file: 'chunks/sidepanel-Bk2.js', line: 1, column: 4021 }]
  const error = { name: 'TypeError', code: null, frames, place: 'panel', version: '1.4.0', times: 2 }
  await ask('POST', '/reports/errors', { errors: [error] })
  await ask('POST', '/reports/use', { events: [{ event: 'clip_saved', leg: 'player' }] })
}

async function ask(method: string, path: string, json?: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(server.address + path, {
    method,
    headers: {
      origin: EXTENSION_ORIGIN,
      ...(token && { authorization: `Bearer ${token}` }),
      ...(json !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  })
  const body = await answer.text()
  return { status: answer.status, body: body ? JSON.parse(body) : null }
}

/** Follows the run to its end, and tells its state. */
async function finished(runId: string): Promise<string> {
  const stream = await fetch(`${server.address}/runs/${runId}/events`, {
    headers: { origin: EXTENSION_ORIGIN, authorization: `Bearer ${token}` },
  })
  for await (const _ of stream.body!) {
    // It ends behind the terminal event.
  }
  return (await ask('GET', `/runs/${runId}`)).body.state
}

/** A gateway before the model that refuses one question, in words of its own and with the question in them. */
async function refusing(behind: LoopbackModel) {
  const gateway = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    if (body.includes(PLANTED.refused)) {
      response.writeHead(400, { 'content-type': 'application/json' })
      response.end(
        JSON.stringify({ error: { message: `${PLANTED.provider}: ${body}`, code: PLANTED.provider } }),
      )
      return
    }
    const answer = await fetch(`${behind.baseUrl}/chat/completions`, { method: 'POST', body })
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type')! })
    response.end(Buffer.from(await answer.arrayBuffer()))
  })
  await new Promise<void>(resolve => gateway.listen(0, '127.0.0.1', resolve))
  return gateway
}

/** Leaves a database that breaks on one title, and says it: as PostgreSQL does, which quotes values in its errors. */
async function refusingATitle(url: string): Promise<void> {
  const database = await openDatabase(url)
  try {
    await migrate(database)
    await database.sql.unsafe(`
      create function refuse_title() returns trigger language plpgsql as $$ begin
        raise exception 'not %', new.title using detail = new.title, hint = new.title, errcode = 'XX001';
      end $$;
      create trigger refuse_title before update on project for each row
        when (new.title = '${PLANTED.broken}') execute function refuse_title()`)
  } finally {
    await database.close()
  }
}
