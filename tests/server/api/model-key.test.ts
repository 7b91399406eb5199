import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ModelKey, OwnModel } from '../../../core/contract/account.ts'
import { newId } from '../../../core/contract/id.ts'
import { Source } from '../../../core/contract/source.ts'
import { createToken } from '../../../server/accounts/tokens.ts'
import { usualLimits } from '../../../server/config/limits.ts'
import { fenceOf } from '../../../server/model/fence.ts'
import { createWorker } from '../../../server/runs/worker.ts'
import { createWorks } from '../../../server/works.ts'
import { fails, says, wireServer } from '../model/wire-server.ts'
import { mintCaller, openApi, problemOf } from '../support/api.ts'
import { article } from '../support/captures.ts'
import { eventsOf, openRunsOfItsOwn, type RunsOfItsOwn, silent } from '../support/runs.ts'
import { unlimited } from '../support/usage.ts'

const SECRET = 'sk-own-hunter2'
const draft = { baseUrl: 'https://model.example/v1', model: 'mine', apiKey: SECRET }

let own: RunsOfItsOwn
beforeAll(async () => {
  own = await openRunsOfItsOwn()
})
afterAll(() => own.close())

/** A server with a model of its keeper's, and people who may bring their own; theirs is reached over `ownFetch`. */
async function served(ownFetch?: typeof fetch) {
  const keepers = await wireServer(says('From the keeper.'))
  const limits = { ...usualLimits, ceiling: { monthTokens: 1, monthDollars: null } }
  const { works, models, modelKeys, estimators } = createWorks({
    clock: { now: Date.now },
    config: {
      model: { apiKey: 'k', baseUrl: keepers.baseUrl, model: 'keepers' },
      budget: unlimited,
      price: null,
      limits,
      secretKeys: [{ id: 'a', key: randomBytes(32) }],
    },
    database: own.database,
    log: silent,
    embedding: null,
    fence: fenceOf(Buffer.from('a key of the tests')),
    ...(ownFetch && { ownFetch }),
  })
  const api = await openApi({
    database: own.database,
    runs: own.runs,
    limits,
    usage: { models, estimators, defaults: unlimited },
    modelKeys,
  })
  const { accountId, projectId } = await own.mint()
  const token = await createToken(own.database.sql, accountId, 'test')
  const ask = (method: string, path: string, json?: unknown) => api.ask(path, { method, token, json })
  return { api, ask, works, accountId, projectId, keepers }
}

const there = async (ask: (method: string, path: string) => Promise<Response>) =>
  OwnModel.parse(await (await ask('GET', '/model-key')).json())

describe('a key of one’s own', () => {
  it('is kept sealed, told without itself, and forgotten', async () => {
    const { api, ask, accountId } = await served()
    expect(await there(ask)).toEqual({ key: null, takesKeys: true })
    const kept = await ask('PUT', '/model-key', draft)
    const text = await kept.clone().text()
    expect(ModelKey.parse(await kept.json())).toMatchObject({
      host: 'model.example',
      model: 'mine',
      endsWith: 'ter2',
    })
    expect(await there(ask)).toMatchObject({ key: { host: 'model.example', endsWith: 'ter2' } })
    expect(text + (await (await ask('GET', '/model-key')).text())).not.toContain(SECRET)
    const [row] = await own.database.sql`select * from model_key where account_id = ${accountId}`
    expect(Buffer.from(row!.sealed).toString('latin1')).not.toContain('hunter2')
    expect(api.log()).not.toContain('hunter2')
    expect(await (await ask('GET', '/capabilities')).json()).toMatchObject({
      model: { name: 'mine', host: 'model.example' },
    })
    expect((await ask('DELETE', '/model-key')).status).toBe(204)
    expect((await ask('DELETE', '/model-key')).status).toBe(404)
  })

  it('is nobody else’s', async () => {
    const { api, ask } = await served()
    await ask('PUT', '/model-key', draft)
    const other = (await own.mint()).accountId
    const token = await createToken(own.database.sql, other, 'test')
    expect(await there(() => api.ask('/model-key', { token }))).toEqual({ key: null, takesKeys: true })
    expect((await api.ask('/model-key', { token, method: 'DELETE' })).status).toBe(404)
    expect((await there(ask)).key).not.toBeNull()
    expect((await problemOf(await api.ask('/model-key'))).code).toBe('unauthorized')
  })

  it('is refused in words where there is nothing to seal it with', async () => {
    const { token } = await mintCaller()
    const api = await openApi()
    expect(await there(() => api.ask('/model-key', { token }))).toEqual({ key: null, takesKeys: false })
    const answer = await api.ask('/model-key', { method: 'PUT', token, json: draft })
    const problem = await problemOf(answer)
    expect(problem).toMatchObject({ status: 403, code: 'not_allowed' })
    expect(problem.detail).toContain('USER_SECRET_KEYS')
  })

  it.each([
    'http://model.example/v1',
    'https://127.0.0.1/v1',
    'https://[::1]/v1',
    'https://localhost:8787',
    'https://metadata.internal/',
    'https://me:hunter2@model.example/v1',
    'ftp://model.example',
  ])('is not taken for %s', async baseUrl => {
    const { ask } = await served()
    const answer = await ask('PUT', '/model-key', { ...draft, baseUrl })
    const raw = await answer.clone().text()
    expect(await problemOf(answer)).toMatchObject({ status: 400, code: 'invalid_request' })
    expect(raw).not.toContain('hunter2')
    expect((await there(ask)).key).toBeNull()
  })
})

describe('a run of whoever has one', () => {
  const turn = async ({ ask, works, accountId, projectId }: Awaited<ReturnType<typeof served>>) => {
    const worker = createWorker({
      database: own.database,
      queue: own.queue,
      works,
      log: silent,
      clock: Date.now,
    })
    await worker.start()
    // A project without a word in it is answered without a model.
    const capture = await article(projectId)
    const stored = Source.parse(await (await ask('PUT', `/sources/${capture.id}`, capture)).json())
    await eventsOf(own.runs, accountId, stored.ingestRunId!)
    const id = newId()
    const begun = await ask('POST', `/projects/${projectId}/turns`, {
      id,
      stage: 'research',
      text: 'Why tides?',
    })
    expect(begun.status).toBe(202)
    const events = await eventsOf(own.runs, accountId, id)
    await worker.stop(2_000)
    return events
  }
  const toTheWire =
    (baseUrl: string): typeof fetch =>
    (input, init) =>
      fetch(String(input).replace('https://model.example/v1', baseUrl), init)

  it('is written by that model with that key, and not charged to the keeper', async () => {
    const mine = await wireServer(says('The moon pulls the sea.'))
    const server = await served(toTheWire(mine.baseUrl))
    await server.ask('PUT', '/model-key', draft)
    expect((await turn(server)).at(-1)!.kind).toBe('done')
    expect(mine.asked.length).toBeGreaterThan(0)
    expect(new Set(mine.asked.map(({ authorization }) => authorization))).toEqual(
      new Set([`Bearer ${SECRET}`]),
    )
    expect(mine.asked[0]!.body.model).toBe('mine')
    expect(server.keepers.asked).toEqual([])
    // The keeper pays for one token a month: this was more, and none of it theirs.
    const usage = (await (await server.ask('GET', '/usage')).json()) as {
      keeper: unknown
      inputTokens: number
    }
    expect(usage.inputTokens).toBeGreaterThan(1)
    expect(usage.keeper).toEqual({ monthTokens: 1, monthDollars: null, tokens: 0, cost: 0 })
  })

  it('fails in words that say what to mend where the key is good no more, and asks nobody else', async () => {
    const mine = await wireServer(fails(401))
    const server = await served(toTheWire(mine.baseUrl))
    await server.ask('PUT', '/model-key', draft)
    const failed = (await turn(server)).at(-1)!
    expect(failed).toMatchObject({ kind: 'failed', data: { code: 'model_key' } })
    expect((failed.data as { message: string }).message).toBe(
      'model.example refused the key. Set your own key in the settings to one that is valid for mine.',
    )
    expect(server.keepers.asked).toEqual([])
  })

  it('fails in words where the key cannot be read any more', async () => {
    const server = await served()
    await server.ask('PUT', '/model-key', draft)
    await own.database.sql`update model_key set secret_id = 'gone' where account_id = ${server.accountId}`
    const failed = (await turn(server)).at(-1)!
    expect(failed).toMatchObject({ kind: 'failed', data: { code: 'model_key', retryable: true } })
    expect(server.keepers.asked).toEqual([])
    const estimate = await server.ask('POST', '/estimates', {
      kind: 'turn',
      projectId: server.projectId,
      text: 'Why?',
    })
    expect(await problemOf(estimate)).toMatchObject({ status: 409 })
  })
})
