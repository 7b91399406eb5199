import { afterAll, beforeAll, expect, it } from 'vitest'
import { Rewrite, type RewriteHow } from '../../../core/contract/draft.ts'
import { newId } from '../../../core/contract/id.ts'
import { Run } from '../../../core/contract/run.ts'
import { type Answer, fails, says } from '../model/wire-server.ts'
import { openRunsOfItsOwn, type RunsOfItsOwn } from '../support/runs.ts'
import { head, insert, RANKS } from '../support/script.ts'
import { BAY, openDrafting, PULL } from './drafter.ts'

let own: RunsOfItsOwn
beforeAll(async () => {
  own = await openRunsOfItsOwn()
})
afterAll(() => own.close())

const TALL = 'In 1931 a tide of 14 metres was really measured in the Bay of Fundy.'

/** A script of one beat with two sentences, and what is asked of them. */
async function rewriter(model: Answer | null) {
  const ada = await openDrafting(own, model)
  const beatId = await ada.beat(0, { evidence: [ada.citing(PULL), ada.citing(BAY)] })
  const one = insert(beatId, 'The moon basically pulls the sea.', { origin: 'model', rank: RANKS[0]! })
  const two = insert(beatId, TALL, {
    ...{ origin: 'model', rank: RANKS[1]! },
    ledger: { standing: 'paraphrase', citations: [ada.citing(BAY)], why: '' },
  })
  await ada.change(one, two)
  const ids = [one.sentence.id, two.sentence.id]
  return {
    ...ada,
    ...{ beatId, ids },
    async rewrite(how: RewriteHow, sentenceIds = ids, wish: string | null = null) {
      const run = Run.parse(
        await ada.ask(`/branches/${ada.branchId}/rewrites`, 'POST', { id: newId(), sentenceIds, how, wish }),
      )
      await ada.over(run.id)
      const ended = Run.parse(await ada.ask(`/runs/${run.id}`))
      return {
        run: ended,
        rewrite: ended.state === 'done' ? Rewrite.parse(await ada.ask(`/rewrites/${run.id}`)) : null,
      }
    },
  }
}

it('offers other words as a difference, each with what backs it, and leaves the script as it is', async () => {
  const ada = await rewriter(
    says(
      `1: The sea follows the moon.\n> S1: ${PULL}\n2: In 1931 they measured it in the Bay of Fundy.\n> S1: ${BAY}\n2: A tide of 14 metres!\n> S1: ${BAY}`,
    ),
  )
  const before = await ada.script()
  const { run, rewrite } = await ada.rewrite('clearer')
  expect(run).toMatchObject({ kind: 'rewrite', state: 'done', resultId: rewrite!.id })
  expect(
    rewrite!.changes.map(({ sentenceId, was, becomes, marks }) => ({
      sentenceId,
      was,
      marks,
      becomes: becomes.map(({ text }) => text),
    })),
  ).toEqual([
    {
      sentenceId: ada.ids[0],
      was: 'The moon basically pulls the sea.',
      marks: [],
      becomes: ['The sea follows the moon.'],
    },
    {
      sentenceId: ada.ids[1],
      was: TALL,
      marks: [],
      becomes: ['In 1931 they measured it in the Bay of Fundy.', 'A tide of 14 metres!'],
    },
  ])
  expect(rewrite!.changes[0]!.becomes[0]!.ledger).toMatchObject({
    standing: 'paraphrase',
    citations: [{ anchor: { exact: PULL } }],
  })
  expect(rewrite!.method).toMatchObject({ by: 'model', name: 'tiny', promptVersion: 'rewrite-1', dropped: 0 })
  expect(await ada.script()).toEqual(before)
})

it('asks again for a number that went, and marks what is lost or new all the same', async () => {
  const ada = await rewriter(says('2: Once a tide of 15 metres was measured in Fundy.'))
  const { rewrite } = await ada.rewrite('shorter', undefined)
  expect(ada.asked).toHaveLength(2)
  expect(ada.asked[1]!.body.messages.at(-1)!.content).toMatch(/1931/)
  const [change] = rewrite!.changes
  expect(change!.sentenceId).toBe(ada.ids[1])
  expect(change!.marks).toContain('“1931” is not in the new words.')
  expect(change!.marks).toContain('“15 metres” is new, and no passage beside it says it.')
  // What backed the old words does not back these.
  expect(change!.becomes[0]!.ledger.standing).toBe('open')
  expect(rewrite!.notes.join(' ')).toMatch(/1931/)
})

it('lets one go, and keeps what is locked out of it', async () => {
  const ada = await rewriter(says('1: -'))
  await ada.change({ ...head(), do: 'sentence.lock', sentenceId: ada.ids[1]!, locked: true })
  const { rewrite } = await ada.rewrite('own_order', ada.ids, 'Leave out what is said twice')
  expect(rewrite!.changes).toMatchObject([{ sentenceId: ada.ids[0], becomes: [] }])
  expect(rewrite!.notes).toContain('One sentence is locked and stays as it is.')
  expect(ada.asked[0]!.body.messages[1]!.content).toContain('Leave out what is said twice')
  expect(ada.asked[0]!.body.messages[1]!.content).not.toContain(`2: ${TALL}`)
})

it('shortens by rules without a model, and says that anything else takes one', async () => {
  const ada = await rewriter(null)
  const { rewrite } = await ada.rewrite('shorter')
  expect(rewrite!.changes.map(({ becomes }) => becomes.map(({ text }) => text))).toEqual([
    ['The moon pulls the sea.'],
    ['In 1931 a tide of 14 metres was measured in the Bay of Fundy.'],
  ])
  expect(rewrite!.method).toEqual({ by: 'extractive', name: 'shortened-by-rules' })
  const { run } = await ada.rewrite('warmer')
  expect(run).toMatchObject({ state: 'failed', error: { code: 'needs_model' } })
})

it('shortens by rules where the model is away', async () => {
  const ada = await rewriter(fails(503))
  const { rewrite } = await ada.rewrite('shorter')
  expect(rewrite!.changes).toHaveLength(2)
  expect(rewrite!.notes[0]).toMatch(/^Shortened by rules, without tiny: /)
  const { run } = await ada.rewrite('clearer')
  expect(run).toMatchObject({ state: 'failed', error: { code: 'model_down', retryable: true } })
})

it('refuses an answer in another language, twice', async () => {
  const german = says(
    '1: Der Mond zieht das Meer zu sich hin, und darum steigt das Wasser jeden Tag ein wenig später als am Tag davor.',
  )
  const ada = await rewriter(german)
  const { run } = await ada.rewrite('clearer')
  expect(run).toMatchObject({ state: 'failed', error: { code: 'model_unusable' } })
})
