import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { Run } from '../../../core/contract/run.ts'
import type { Budget } from '../../../core/contract/usage.ts'
import { draftEstimator, rewriteEstimator } from '../../../server/drafting/estimates.ts'
import { fenceOf } from '../../../server/model/fence.ts'
import { type Answer, fails, says } from '../model/wire-server.ts'
import { openRunsOfItsOwn, type RunsOfItsOwn } from '../support/runs.ts'
import { insert } from '../support/script.ts'
import { drafts, notes, openDrafting, PULL } from './drafter.ts'

let own: RunsOfItsOwn
beforeAll(async () => {
  own = await openRunsOfItsOwn()
})
afterAll(() => own.close())

const NO_CAPS: Budget = { runTokens: null, monthTokens: null, runDollars: null, monthDollars: null }
const good = says(drafts(`- The moon draws the sea.\n> S1: ${PULL}`))
/** The n-th answer for the n-th question, the last for all that follow. */
function inTurn(...answers: Answer[]): Answer {
  let asked = 0
  return (one, response) => answers[Math.min(asked++, answers.length - 1)]!(one, response)
}

async function twoBeats(model: Answer, budget = NO_CAPS) {
  const ada = await openDrafting(own, model, budget)
  const evidence = [ada.citing(PULL)]
  return { ...ada, first: await ada.beat(0, { evidence }), second: await ada.beat(1, { evidence }) }
}

it('keeps what is written where the run fails, and goes on there when it is tried again', async () => {
  const ada = await twoBeats(inTurn(good, fails(401), good))
  const { run } = await ada.draft()
  expect(run).toMatchObject({ state: 'failed', error: { code: 'model_key', retryable: true } })
  expect(await ada.texts(ada.first)).toEqual(['The moon draws the sea.'])
  expect(await ada.texts(ada.second)).toEqual([])
  const written = await ada.sentences(ada.first)
  await ada.ask(`/runs/${run.id}/retry`, 'POST', {})
  await ada.over(run.id)
  expect(Run.parse(await ada.ask(`/runs/${run.id}`)).state).toBe('done')
  // The first was not asked for again, and is the very same.
  expect(ada.asked).toHaveLength(3)
  expect(await ada.sentences(ada.first)).toEqual(written)
  expect(await ada.texts(ada.second)).toEqual(['The moon draws the sea.'])
  expect(await ada.kept()).toHaveLength(2)
})

it('ends at a limit with what is written, and says which', async () => {
  const ada = await openDrafting(own, good, { ...NO_CAPS, runTokens: 3_000 })
  const evidence = [ada.citing(PULL)]
  const short = await ada.beat(0, { evidence })
  const long = await ada.beat(1, { evidence, seconds: 300 })
  const { run } = await ada.draft()
  expect(run).toMatchObject({ state: 'failed', error: { message: expect.stringMatching(/limit|tokens/i) } })
  expect(await ada.texts(short)).toEqual(['The moon draws the sea.'])
  expect(await ada.texts(long)).toEqual([])
})

it('goes on without a model that is away, and asks it no more after two beats', async () => {
  const ada = await twoBeats(fails(503))
  const third = await ada.beat(2, { evidence: [ada.citing(PULL)] })
  const { run, events } = await ada.draft()
  expect(run.state).toBe('done')
  const asked = new Set(ada.asked.map(({ body }) => body.messages.at(-1)!.content))
  expect(asked.size).toBe(2)
  for (const beatId of [ada.first, ada.second, third]) expect(await ada.texts(beatId)).toContain(PULL)
  expect(notes(events).join(' ')).toMatch(/“The pull 0” was put together without tiny: The model at/)
})

it('asks no model for a sponsor’s words, however many beats there are', async () => {
  const ada = await twoBeats(good)
  for (let place = 2; place < 48; place++) await ada.beat(place, { kind: 'sponsor' })
  const { run, events } = await ada.draft()
  expect(run.state).toBe('done')
  expect(events.filter(({ kind }) => kind === 'beat')).toHaveLength(48)
  // A sponsor's words are the creator's own matter: no model is asked.
  expect(ada.asked).toHaveLength(2)
})

it('says beforehand what is sent, as it is sent then', async () => {
  const ada = await twoBeats(good)
  const fence = fenceOf(Buffer.from('a key of the tests'))
  const asked = {
    ...{ database: own.database, accountId: ada.accountId, projectId: ada.projectId },
    ...{ text: null, signal: AbortSignal.timeout(10_000) },
  }
  const plan = await draftEstimator(fence)({ ...asked, about: { branchId: ada.branchId, beatIds: null } })
  expect(plan.calls).toHaveLength(2)
  await ada.draft()
  const [first] = plan.calls
  expect('messages' in first! && first.messages).toEqual(ada.asked[0]!.body.messages)
  await expect(
    draftEstimator(fence)({ ...asked, about: { branchId: ada.branchId, beatIds: null } }),
  ).rejects.toMatchObject({ code: 'conflict' })
  await expect(draftEstimator(fence)({ ...asked, about: {} })).rejects.toMatchObject({
    code: 'invalid_request',
  })
  const mine = insert(ada.first, 'The sea is really high.')
  await ada.change(mine)
  const rewrite = await rewriteEstimator(fence)({
    ...asked,
    about: { branchId: ada.branchId, sentenceIds: [mine.sentence.id], how: 'warmer' },
  })
  expect(rewrite.calls[0]!.holds[0]!.text).toContain('1: The sea is really high.')
  await expect(
    rewriteEstimator(fence)({
      ...asked,
      about: { branchId: ada.branchId, sentenceIds: [newId()], how: 'warmer' },
    }),
  ).rejects.toMatchObject({ code: 'not_found' })
})

it('tells the first words within two seconds of the click', async () => {
  const ada = await openDrafting(own, good)
  await ada.beat(0, { evidence: [ada.citing(PULL)] })
  const { events } = await ada.draft()
  const at = (kind: string) => Date.parse(events.find(event => event.kind === kind)!.at)
  expect(at('said') - at('queued')).toBeLessThan(2_000)
})
