import { afterAll, beforeAll, expect, it } from 'vitest'
import { heard } from '../conversation/talk.ts'
import { type Answer, says } from '../model/wire-server.ts'
import { openRunsOfItsOwn, type RunsOfItsOwn } from '../support/runs.ts'
import { head, insert, RANKS, write } from '../support/script.ts'
import { BAY, DELAY, drafts, notes, openDrafting, PULL } from './drafter.ts'

let own: RunsOfItsOwn
beforeAll(async () => {
  own = await openRunsOfItsOwn()
})
afterAll(() => own.close())

const good = drafts(
  `- So here's the thing about the sea.\n- The moon draws the water towards it.\n> S1: ${PULL}\n~ The moon over a harbour`,
  `- Picture a harbour at noon.\n- The water goes where the moon is.\n> S1: ${PULL}`,
  `- Why does the sea move at all?\n- Because the moon draws it.\n> S1: ${PULL}`,
)

it('writes the beats in order, each from its quotes and what was said before it', async () => {
  const ada = await openDrafting(own, says(good))
  const first = await ada.beat(0, { title: 'The pull', evidence: [ada.citing(PULL)] })
  const second = await ada.beat(1, { title: 'The delay of the sea', evidence: [ada.citing(DELAY)] })
  const { run, events } = await ada.draft()
  expect(run).toMatchObject({ kind: 'draft', state: 'done', projectId: ada.projectId })
  const told = events.flatMap(event => (event.kind === 'beat' ? [event.data] : []))
  expect(told).toEqual([
    { beatId: first, place: 1, of: 2 },
    { beatId: second, place: 2, of: 2 },
  ])
  const untilSecond = events.slice(
    0,
    events.findLastIndex(event => event.kind === 'beat'),
  )
  expect(heard(untilSecond)).toBe("So here's the thing about the sea. The moon draws the water towards it.")
  expect(await ada.texts(first)).toEqual([
    "So here's the thing about the sea.",
    'The moon draws the water towards it.',
  ])
  const [talk, fact] = await ada.sentences(first)
  expect(talk).toMatchObject({ origin: 'model', locked: false, ledger: { standing: 'opinion' } })
  expect(fact).toMatchObject({
    origin: 'model',
    cue: 'The moon over a harbour',
    ledger: { standing: 'paraphrase' },
  })
  expect(fact!.ledger.citations).toMatchObject([{ sourceId: ada.source.id, anchor: { exact: PULL } }])
  // Its own quotes alone, and the words before it.
  const [one, two] = ada.asked.map(({ body }) => body.messages.at(-1)!.content)
  expect(one).toContain(PULL)
  expect(one).not.toContain(DELAY)
  expect(one).toContain('Nothing is said before it.')
  expect(two).toContain(DELAY)
  expect(two).toContain("Said just before: So here's the thing about the sea.")
  // What stands first is the same for both, so that a provider reads it once.
  const [frame, again] = ada.asked.map(({ body }) => JSON.stringify(body.messages.slice(0, 2)))
  expect(frame).toBe(again)
  expect(frame).toContain('Why the tide is late')
})

it('keeps all drafts of a beat, of which the taken one is in the script', async () => {
  const ada = await openDrafting(own, says(good))
  const beatId = await ada.beat(0, { evidence: [ada.citing(PULL)] })
  const { run } = await ada.draft([beatId])
  const [kept] = await ada.kept(beatId)
  expect(kept).toMatchObject({ beatId, runId: run.id, method: { by: 'model', name: 'tiny', dropped: 0 } })
  expect(kept!.candidates).toHaveLength(3)
  const taken = kept!.candidates.find(({ id }) => id === kept!.takenId)!
  expect((await ada.sentences(beatId)).map(({ id }) => id)).toEqual(taken.sentences.map(({ id }) => id))
  // No voice is chosen: nothing is judged, and that is said.
  expect(kept!.candidates.every(({ judged }) => judged.meter === null && judged.second === null)).toBe(true)
})

it('says that it is written in nobody’s voice where none is chosen', async () => {
  const ada = await openDrafting(own, says(good))
  await ada.beat(0)
  expect(notes((await ada.draft()).events)[0]).toMatch(/^No voice is chosen/)
})

it('leaves what the creator wrote, edited or locked where it is, byte for byte, and keeps a point before it draws over the rest', async () => {
  const ada = await openDrafting(
    own,
    says(drafts('- Before it.\n= 1\n- Between them.\n= 2\n- After the moon.')),
  )
  const beatId = await ada.beat(0)
  await ada.draft()
  const [first, second] = await ada.sentences(beatId)
  await ada.change({ ...write(first!.id, 'Mine — “as it is”,  with two spaces.', first!.revision) })
  const mine = insert(beatId, 'My own last.', { rank: RANKS[49]! })
  await ada.change(mine)
  await ada.change({ ...head(), do: 'sentence.lock', sentenceId: second!.id, locked: true })
  const { events } = await ada.draft([beatId])
  expect(events.at(-1)!.kind).toBe('done')
  const texts = await ada.texts(beatId)
  expect(texts).toContain('Mine — “as it is”,  with two spaces.')
  expect(texts).toContain('My own last.')
  expect(texts).toContain('Between them.')
  expect(texts.indexOf('Before it.')).toBeLessThan(texts.indexOf('Mine — “as it is”,  with two spaces.'))
  const shown = ada.asked.at(-1)!.body.messages.at(-1)!.content
  expect(shown).toContain('1. Mine — “as it is”, with two spaces.')
  const { points } = await ada.ask(`/branches/${ada.branchId}/points`)
  expect(points).toMatchObject([{ by: 'draft', name: 'Before “The pull 0” was drawn anew' }])
})

it('puts a working draft together without a model: the quotes in order, to be said in the creator’s words', async () => {
  const ada = await openDrafting(own, null)
  const beatId = await ada.beat(0, { evidence: [ada.citing(DELAY), ada.citing(PULL)] })
  const { events } = await ada.draft()
  expect(await ada.texts(beatId)).toEqual(['Say in your words: The pull 0', DELAY, PULL])
  const [prompt, quote] = await ada.sentences(beatId)
  expect(prompt!.ledger).toMatchObject({
    standing: 'open',
    why: expect.stringMatching(/without a model.* Shows how the moon pulls the sea$/),
  })
  expect(quote).toMatchObject({
    ...{ origin: 'source', cue: 'Say it in your words. On screen: “Why there are tides”' },
    ledger: { standing: 'quoted', citations: [{ sourceId: ada.source.id }] },
  })
  const [kept] = await ada.kept(beatId)
  expect(kept!.method).toEqual({ by: 'extractive', name: 'working-draft' })
  expect(kept!.candidates[0]!.says[0]).toMatch(/without a model/)
  expect(heard(events)).toContain(DELAY)
})

it('tells what stands in no source, and shows such a sentence as open', async () => {
  const ada = await openDrafting(
    own,
    says(
      drafts(
        `- The tide rose 40 metres.\n> S1: In 1931 a tide of 40 metres was measured\n- It was measured in 1931, at 15 metres.\n> S1: ${BAY}\n- “The sea is a liar and a thief”, they say.\n- “${PULL}” says the book.`,
      ),
    ),
  )
  const beatId = await ada.beat(0, { evidence: [ada.citing(BAY)] })
  const { events } = await ada.draft()
  const standings = (await ada.sentences(beatId)).map(({ ledger }) => ledger.standing)
  expect(standings).toEqual(['open', 'open', 'open', 'quoted'])
  const whys = (await ada.sentences(beatId)).map(({ ledger }) => ledger.why)
  expect(whys[0]).toMatch(/quote that stands in no source/)
  expect(whys[1]).toBe('“15 metres” is not in the passage.')
  expect(notes(events).join(' ')).toMatch(/2 quotes that tiny gave for “The pull 0” stand in no source/)
})

const inTurn = (...answers: Answer[]): Answer => {
  let asked = 0
  return (one, response) => answers[Math.min(asked++, answers.length - 1)]!(one, response)
}

it.each([
  ['nothing', says('I cannot help with that', { finish: 'stop' }), 'elsewhere'],
  ['an empty answer', says(''), 'There was no draft'],
  [
    'another language',
    says(
      drafts(
        '- Der Mond zieht das Wasser der See zu sich hin, und darum kommt die Flut jeden Tag ein wenig später an.\n- Das ist schon seit langer Zeit bekannt, und die Seeleute haben dafür ihre Tafeln.',
      ),
    ),
    'in English',
  ],
  [
    'another subject',
    says(drafts('- Bread needs flour and patience.\n- Knead the dough twice.')),
    'about something else',
  ],
])('asks once more after %s, and uses what is good then', async (_, bad, wrong) => {
  const ada = await openDrafting(own, inTurn(bad, says(good)))
  const beatId = await ada.beat(0, { evidence: [ada.citing(PULL)] })
  await ada.draft()
  expect(ada.asked).toHaveLength(2)
  expect(ada.asked[1]!.body.messages.at(-1)!.content).toContain(
    wrong === 'elsewhere' ? 'about something else' : wrong,
  )
  expect((await ada.texts(beatId))[1]).toBe('The moon draws the water towards it.')
})

it('puts the quotes together where a model goes on about something else, and keeps what it wrote', async () => {
  const ada = await openDrafting(
    own,
    says(drafts('- Bread needs flour and patience.\n- Knead the dough twice.')),
  )
  const beatId = await ada.beat(0, { evidence: [ada.citing(PULL)] })
  const { events } = await ada.draft()
  expect(await ada.texts(beatId)).toContain(PULL)
  expect(notes(events).join(' ')).toMatch(/tiny wrote nothing for “The pull 0” that could be used/)
  const [kept] = await ada.kept(beatId)
  expect(kept!.candidates.map(({ says: why }) => why[0])).toContainEqual(
    expect.stringContaining('says nothing of what this beat is for'),
  )
})

it('uses what was whole of an answer that broke off in the middle', async () => {
  const cut = says(`=== A\n- The moon draws the water.\n> S1: ${PULL}\n- And then the wat`, { cut: true })
  const ada = await openDrafting(own, cut)
  const beatId = await ada.beat(0, { evidence: [ada.citing(PULL)] })
  const { run, events } = await ada.draft()
  expect(run.state).toBe('done')
  expect(await ada.texts(beatId)).toEqual(['The moon draws the water.'])
  expect(notes(events).join(' ')).toMatch(/broke off in the middle of “The pull 0”/)
})
