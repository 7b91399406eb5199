import { encode } from 'gpt-tokenizer/encoding/o200k_base'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Brief } from '../../../core/contract/brief.ts'
import { newId } from '../../../core/contract/id.ts'
import { type Budget, type Estimate, EstimateRequest } from '../../../core/contract/usage.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { openReplyCache } from '../../../server/model/cache.ts'
import type { OpenModels } from '../../../server/model/models.ts'
import { briefEstimator } from '../../../server/research/brief-estimate.ts'
import { briefWork } from '../../../server/research/brief-work.ts'
import { modelWriter } from '../../../server/research/model-brief.ts'
import { newestBrief } from '../../../server/research/store.ts'
import type { RunContext, RunWork } from '../../../server/runs/work.ts'
import { ingest } from '../../../server/sources/ingest.ts'
import { saveCapture } from '../../../server/sources/sources.ts'
import { estimateOf } from '../../../server/usage/estimate.ts'
import { openMeter } from '../../../server/usage/meter.ts'
import { writeBudget } from '../../../server/usage/store.ts'
import { usageOfRun } from '../../../server/usage/usage.ts'
import { type Answer, type Asked, fails, says, saysJson, wireServer } from '../model/wire-server.ts'
import { tidal } from '../research/fixtures.ts'
import { article } from '../support/captures.ts'
import { modelsAt } from '../support/models.ts'
import { eventsOf, makeRun, openRunsOfItsOwn, type RunsOfItsOwn, silent } from '../support/runs.ts'
import { unlimited } from '../support/usage.ts'

let own: RunsOfItsOwn
beforeAll(async () => {
  own = await openRunsOfItsOwn()
})
afterAll(() => own.close())

async function modelWith(
  defaults: Budget,
  ...answers: Answer[]
): Promise<{ models: OpenModels; asked: Asked[] }> {
  const { database } = own
  const { baseUrl, asked } = await wireServer(...answers)
  const meter = openMeter({ database, defaults, clock: Date.now, ids: newId })
  const cache = openReplyCache({ database, clock: Date.now })
  return { models: modelsAt(baseUrl, { meter, cache, model: 'gpt-5-mini' }), asked }
}

/** Asks twice and keeps each answer, as every work does that asks a model. */
const twoQuestions =
  (models: OpenModels): RunWork =>
  async ({ accountId, runId, signal, step, note }: RunContext) => {
    const { chat } = models.forRun({ accountId, runId, kind: 'brief', signal })
    for (const name of ['first', 'second']) {
      const messages = [{ role: 'user' as const, content: `The ${name} question.` }]
      const text = await step(
        name,
        async () => (await chat.reply(messages, { signal, step: name, expect: 20 })).text,
      )
      await note(text)
    }
    return { resultId: null, async save() {} }
  }

const last = async (accountId: string, runId: string, after = 0) =>
  (await eventsOf(own.runs, accountId, runId, after)).at(-1)!

test('a key that is revoked in the middle is told, and the run is taken up again without paying twice', async () => {
  const { models, asked } = await modelWith(unlimited, says('One.'), fails(401), says('Two.'))
  const { accountId, projectId } = await own.mint()
  await own.startWorker(twoQuestions(models))
  const runId = await makeRun(own, { accountId, projectId })
  const failed = await last(accountId, runId)
  expect(failed).toMatchObject({
    kind: 'failed',
    data: { code: 'model_key', retryable: true, message: expect.stringContaining('OPENAI_API_KEY') },
  })
  await own.runs.retry(accountId, runId)
  const events = await eventsOf(own.runs, accountId, runId, failed.seq)
  expect(events.filter(({ kind }) => kind === 'note').map(({ data }) => data)).toEqual([
    { text: 'One.' },
    { text: 'Two.' },
  ])
  expect(events.at(-1)!.kind).toBe('done')
  expect(asked.map(({ body }) => body.messages[0]!.content)).toEqual([
    'The first question.',
    'The second question.',
    'The second question.',
  ])
  expect(await asAccount(own.database, accountId, tx => usageOfRun(tx, runId))).toMatchObject({
    calls: 2,
    inputTokens: 22,
    steps: [{ step: 'first' }, { step: 'second', calls: 1 }],
  })
})

test('a run that reaches its limit says so, and goes on where it stopped once the limit is raised', async () => {
  const { models, asked } = await modelWith({ ...unlimited, runTokens: 40 }, says('One.'), says('Two.'))
  const { accountId, projectId } = await own.mint()
  await own.startWorker(twoQuestions(models))
  const runId = await makeRun(own, { accountId, projectId })
  const failed = await last(accountId, runId)
  expect(failed).toMatchObject({
    kind: 'failed',
    data: {
      code: 'over_budget',
      retryable: true,
      message: expect.stringMatching(
        /^This run has used 16 tokens of its 40 tokens.*Raise the limit in the settings/,
      ),
    },
  })
  await own.runs.retry(accountId, runId)
  const again = await last(accountId, runId, failed.seq)
  expect(again.kind).toBe('failed')
  await asAccount(own.database, accountId, tx => writeBudget(tx, { ...unlimited, runTokens: 60 }, new Date()))
  await own.runs.retry(accountId, runId)
  expect((await last(accountId, runId, again.seq)).kind).toBe('done')
  expect(asked).toHaveLength(2)
})

const answer = {
  themes: [
    {
      title: 'Power',
      statements: [
        {
          text: 'It can be foretold.',
          quotes: [{ source: 'S1', quote: 'the tide can be predicted for centuries' }],
        },
      ],
    },
  ],
  disagreements: [],
  questions: [],
}

/** A project of three sources that are read, and a worker that writes its briefs with a model that answers so. */
async function briefing(defaults: Budget, ...answers: Answer[]) {
  const { models, asked } = await modelWith(defaults, ...answers)
  const { accountId, projectId } = await own.mint()
  let drawn = 0
  const fence = () => `f00d${++drawn}beef`
  const brief = briefWork({
    writer: modelWriter({ models, log: silent, fence }),
    clock: () => new Date(),
    ids: newId,
  })
  await own.startWorker(context => (context.sourceId ? ingest(context) : brief(context)))
  for (const { text, title } of tidal()) {
    const capture = await article(projectId, { text, title })
    const { source } = await saveCapture({ ...own, ids: newId }, accountId, capture)
    await eventsOf(own.runs, accountId, source.ingestRunId!)
  }
  const estimator = briefEstimator(fence)
  return {
    asked,
    accountId,
    async estimate(): Promise<Estimate> {
      const { projectId: id } = EstimateRequest.parse({ kind: 'brief', projectId })
      const signal = AbortSignal.timeout(15_000)
      const plan = await estimator({ database: own.database, accountId, projectId: id, text: null, signal })
      return estimateOf({ database: own.database, models, defaults, clock: Date.now }, accountId, plan)
    },
    async write(): Promise<{ runId: string; brief: Brief | null }> {
      const runId = await makeRun(own, { accountId, projectId })
      await eventsOf(own.runs, accountId, runId)
      return { runId, brief: await asAccount(own.database, accountId, tx => newestBrief(tx, projectId)) }
    },
  }
}

test('what a brief was to send is what it sends, within a tenth; the same again is estimated and written for nothing', async () => {
  const { asked, estimate, write, accountId } = await briefing(unlimited, saysJson(answer))
  const before = await estimate()
  const first = await write()
  expect(first.brief!.method).toMatchObject({ by: 'model', name: 'gpt-5-mini' })
  const { messages, response_format } = asked[0]!.body
  const tokens = (text: string) => encode(text).length
  const sent =
    messages.reduce((sum, { content }) => sum + tokens(content) + 4, 3) +
    tokens(JSON.stringify(response_format))
  expect(Math.abs(before.inputTokens - sent) / sent).toBeLessThan(0.1)
  expect(before).toMatchObject({
    to: { model: 'gpt-5-mini', local: true, host: expect.stringContaining('127.0.0.1') },
    exact: true,
    cost: 0,
    cached: 0,
    over: null,
  })
  expect(before.sends[0]!.what).toMatch(/^3 sources, \d+ words$/)
  expect(before.sends.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(before.inputTokens)
  expect(await estimate()).toMatchObject({ cached: 1, sends: [], inputTokens: 0, outputTokens: 0 })
  const second = await write()
  expect(second.brief!.themes).toEqual(first.brief!.themes)
  expect(asked).toHaveLength(1)
  expect(await asAccount(own.database, accountId, tx => usageOfRun(tx, second.runId))).toMatchObject({
    calls: 0,
    cached: 1,
    cost: 0,
  })
})

test('an estimate says which limit would stop it, and the run then is stopped', async () => {
  const { asked, estimate, write, accountId } = await briefing(
    { ...unlimited, runTokens: 2_000 },
    saysJson(answer),
  )
  expect((await estimate()).over).toMatch(/^This run has used 0 tokens of its 2,000 tokens/)
  const { runId } = await write()
  expect((await own.runs.get(accountId, runId))!.error).toMatchObject({ code: 'over_budget' })
  expect(asked).toEqual([])
})

test('an answer that says nothing of the sources is not given again', async () => {
  const empty = { themes: [], disagreements: [], questions: [] }
  const { asked, write } = await briefing(unlimited, saysJson(empty), saysJson(answer))
  expect((await write()).brief!.method.by).toBe('extractive')
  expect((await write()).brief!.method.by).toBe('model')
  expect(asked).toHaveLength(2)
})
