import { describe, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { Budget, Estimate, RunUsageDetail, Usage } from '../../../core/contract/usage.ts'
import { openReplyCache } from '../../../server/model/cache.ts'
import { fenceOf } from '../../../server/model/fence.ts'
import { briefEstimator } from '../../../server/research/brief-estimate.ts'
import type { Estimators } from '../../../server/usage/estimate.ts'
import { openMeter } from '../../../server/usage/meter.ts'
import { mintCreator, openApi, problemOf } from '../support/api.ts'
import { modelsAt } from '../support/models.ts'
import { makeRun, testRuns } from '../support/runs.ts'
import { unlimited } from '../support/usage.ts'

const budget: Budget = { runTokens: 50_000, monthTokens: null, runDollars: 0.25, monthDollars: 2.5 }

/** A creator, and a meter over the database that their API reads. */
async function spender() {
  const creator = await mintCreator()
  const { database, runs } = await testRuns()
  const meter = openMeter({ database, defaults: unlimited, clock: Date.now, ids: newId })
  const runId = await makeRun({ database, runs }, creator)
  const use = async (step: string, input: number, output: number, exact = true) => {
    const call = {
      accountId: creator.accountId,
      runId,
      kind: 'brief' as const,
      step,
      host: 'a.example',
      model: 'tiny',
    }
    const held = await meter.reserve({ ...call, cost: ({ input }) => input * 1_000 }, { input, output })
    await held.settle({ input, output, exact })
  }
  return { ...creator, runId, use }
}

describe('GET /usage', () => {
  it('is what was used this month, by run, with the limits', async () => {
    const { api, token, runId, use } = await spender()
    await use('brief', 100, 20)
    await use('claims', 50, 10, false)
    const usage = Usage.parse(await (await api.ask('/usage', { token })).json())
    expect(usage).toMatchObject({
      month: new Date().toISOString().slice(0, 7),
      inputTokens: 150,
      outputTokens: 30,
      cost: 0.00015,
      budget: unlimited,
      runs: [{ runId, kind: 'brief', model: 'tiny', calls: 2, exact: false }],
    })
  })

  it("shows nothing of another account's, and nothing to nobody", async () => {
    const { api, use } = await spender()
    await use('brief', 100, 20)
    const other = await mintCreator()
    const usage = Usage.parse(await (await other.api.ask('/usage', { token: other.token })).json())
    expect(usage).toMatchObject({ inputTokens: 0, cost: 0, runs: [] })
    expect((await problemOf(await api.ask('/usage'))).code).toBe('unauthorized')
  })
})

describe('GET /runs/{id}/usage', () => {
  it('tells the steps apart', async () => {
    const { api, token, runId, use } = await spender()
    const read = async () =>
      RunUsageDetail.parse(await (await api.ask(`/runs/${runId}/usage`, { token })).json())
    expect(await read()).toMatchObject({ runId, kind: 'brief', model: null, calls: 0, cost: 0, steps: [] })
    await use('brief', 100, 20)
    await use('claims', 50, 10)
    await use('claims', 50, 10)
    expect(await read()).toMatchObject({
      calls: 3,
      steps: [
        { step: 'brief', calls: 1, inputTokens: 100 },
        { step: 'claims', calls: 2, inputTokens: 100 },
      ],
    })
  })

  it('is not there for a run that is not there, nor for another account', async () => {
    const { runId, use } = await spender()
    await use('brief', 100, 20)
    const { api, token } = await mintCreator()
    for (const id of [newId(), runId])
      expect((await problemOf(await api.ask(`/runs/${id}/usage`, { token }))).code).toBe('not_found')
    expect((await problemOf(await api.ask('/runs/7/usage', { token }))).code).toBe('invalid_request')
  })
})

describe('PUT /budget', () => {
  it('sets the limits of the account, and of no other', async () => {
    const { api, token } = await mintCreator()
    const put = (json: unknown) => api.ask('/budget', { method: 'PUT', token, json })
    expect(Budget.parse(await (await put(budget)).json())).toEqual(budget)
    expect(Usage.parse(await (await api.ask('/usage', { token })).json()).budget).toEqual(budget)
    expect(await (await put(unlimited)).json()).toEqual(unlimited)
    const other = await mintCreator()
    expect(Usage.parse(await (await api.ask('/usage', { token: other.token })).json()).budget).toEqual(
      unlimited,
    )
  })

  it('refuses what is no limit', async () => {
    const { api, token } = await mintCreator()
    for (const wrong of [
      { ...budget, runTokens: 0 },
      { ...budget, monthDollars: -1 },
      { runTokens: 5 },
      { ...budget, runTokens: 2e16 },
      { ...budget, runDollars: 1e300 },
    ])
      expect((await problemOf(await api.ask('/budget', { method: 'PUT', token, json: wrong }))).code).toBe(
        'invalid_request',
      )
    expect((await problemOf(await api.ask('/budget', { method: 'PUT', json: budget }))).code).toBe(
      'unauthorized',
    )
  })

  it('takes the largest limit there is', async () => {
    const { api, token } = await mintCreator()
    const most = { ...unlimited, monthTokens: 1_000_000_000_000, monthDollars: 1_000_000 }
    expect(await (await api.ask('/budget', { method: 'PUT', token, json: most })).json()).toEqual(most)
  })
})

describe('POST /estimates', () => {
  it('without a model says that nothing leaves', async () => {
    const { api, token, projectId } = await mintCreator()
    const answer = await api.ask('/estimates', { method: 'POST', token, json: { kind: 'brief', projectId } })
    expect(Estimate.parse(await answer.json())).toMatchObject({ to: null, sends: [], cost: 0, over: null })
  })

  it('says what leaves, to whom and about what it costs, by the plan of the run itself', async () => {
    const messages = [{ role: 'user' as const, content: 'What do my sources say of tides?' }]
    const estimators: Estimators = {
      turn: async ({ text }) => ({
        calls: [{ messages, options: { expect: 500 }, holds: [{ what: 'your question', text: text! }] }],
        later: { what: 'What is found for it, at most', inputTokens: 2_000, outputTokens: 1_000 },
      }),
    }
    const { token, projectId } = await mintCreator()
    const asking = async (model: string, defaults = unlimited) => {
      const models = modelsAt('https://api.example.com/v1', { model })
      const { ask } = await openApi({ usage: { models, estimators, defaults } })
      const json = { kind: 'turn', projectId, text: 'Why do tides turn?' }
      return Estimate.parse(await (await ask('/estimates', { method: 'POST', token, json })).json())
    }
    const known = await asking('gpt-5-mini')
    expect(known).toMatchObject({
      to: { host: 'api.example.com', model: 'gpt-5-mini', local: false },
      sends: [
        { what: 'your question', tokens: 5 },
        { what: 'What the model is to do, and in what form', tokens: 10 },
        { what: 'What is found for it, at most', tokens: 2_000 },
      ],
      inputTokens: 2_015,
      outputTokens: 1_500,
      exact: false,
      cached: 0,
      over: null,
    })
    expect(known.cost).toBeCloseTo((2_015 * 0.25 + 1_500 * 2) / 1e6, 9)
    expect((await asking('some-model')).cost).toBeNull()
    expect((await asking('gpt-5-mini', { ...unlimited, monthTokens: 3_000 })).over).toMatch(
      /^This month \(UTC\)/,
    )
    expect((await asking('some-model', { ...unlimited, runDollars: 1 })).over).toContain('MODEL_PRICE_INPUT')
  })

  it('refuses where there is nothing to brief, and where nobody can say', async () => {
    const { token, projectId } = await mintCreator()
    const estimators = { brief: briefEstimator(fenceOf(new Uint8Array(32))) }
    const models = modelsAt('https://api.example.com/v1')
    const { ask } = await openApi({ usage: { models, estimators, defaults: unlimited } })
    const code = async (kind: string) =>
      (await problemOf(await ask('/estimates', { method: 'POST', token, json: { kind, projectId } }))).code
    expect(await code('brief')).toBe('nothing_to_brief')
    expect(await code('interview')).toBe('conflict')
  })

  it('refuses a project that is not there or not the account’s, a kind that is none, and nobody', async () => {
    const { api, token, projectId } = await mintCreator()
    const other = await mintCreator()
    const ask = async (json: unknown, as: string | undefined = token) =>
      (await problemOf(await api.ask('/estimates', { method: 'POST', json, ...(as && { token: as }) }))).code
    expect(await ask({ kind: 'brief', projectId: newId() })).toBe('not_found')
    expect(await ask({ kind: 'brief', projectId }, other.token)).toBe('not_found')
    expect(await ask({ kind: 'rob', projectId })).toBe('invalid_request')
    expect(await ask({ kind: 'brief', projectId }, '')).toBe('unauthorized')
  })
})

it('what was answered about a project is forgotten with it', async () => {
  const { api, token, accountId, projectId, runId } = await spender()
  const { database } = await testRuns()
  const cache = openReplyCache({ database, clock: Date.now })
  await cache.keep(accountId, 'key', { text: 'Tides.', truncated: false, usage: null }, runId)
  expect((await cache.find(accountId, 'key'))?.text).toBe('Tides.')
  await api.ask(`/projects/${projectId}`, { method: 'DELETE', token })
  expect(await cache.find(accountId, 'key')).toBeNull()
})
