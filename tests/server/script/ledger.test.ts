import { expect, it } from 'vitest'
import type { Citation } from '../../../core/contract/brief.ts'
import { newId } from '../../../core/contract/id.ts'
import type { LedgerEntry, ScriptOp } from '../../../core/contract/script.ts'
import { contentHash } from '../../../core/evidence/content.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { appendChanges } from '../../../server/script/script.ts'
import {
  ANSWER_TEXT,
  CHANGED_FACTS,
  citation as cited,
  SOURCE_ID,
  SOURCE_TEXT,
} from '../../support/changed-facts.ts'
import { problemOf } from '../support/api.ts'
import { article, knowledge } from '../support/captures.ts'
import { at } from '../support/creator.ts'
import { head, insert, putBeat, RANKS, scriptCreator, write } from '../support/script.ts'

/** A creator whose project has both texts, and a beat. */
async function creator() {
  const made = await scriptCreator()
  const source = await article(made.projectId, {
    text: SOURCE_TEXT,
    markdown: SOURCE_TEXT,
    title: 'The harbour',
    contentHash: await contentHash(SOURCE_TEXT),
    capturedAt: at(0),
  })
  const answer = await knowledge(made.projectId, { text: ANSWER_TEXT })
  await made.store(source)
  await made.store(answer)
  const beat = putBeat()
  await made.change(beat)
  return {
    ...made,
    source,
    answer,
    beatId: beat.beat.id,
    /** As `core/evidence` cites the sources of this account. */
    cite(quote: string): Citation {
      const found = cited(quote)
      return { ...found, sourceId: found.sourceId === SOURCE_ID ? source.id : answer.id }
    },
    ledger: async (id: string) => (await made.script()).sentences[id]!.ledger,
    async clipAnew(text: string) {
      await made.store({
        ...source,
        text,
        markdown: text,
        contentHash: await contentHash(text),
        capturedAt: at(5),
      })
    },
  }
}
const entry = (standing: LedgerEntry['standing'], citations: Citation[] = []): LedgerEntry => ({
  standing,
  citations,
  why: 'As it was found.',
})

it('shows all of 20 facts that were changed by hand as open, and as they were when they are put back', async () => {
  const { change, script, beatId, cite, database, accountId, branchId } = await creator()
  const sentences = CHANGED_FACTS.map(({ text, quote, standing }, place) => {
    const ledger = entry(standing, quote ? [cite(quote)] : [])
    return insert(beatId, text, { origin: 'model', ledger, rank: RANKS[place]! }).sentence
  })
  await asAccount(database, accountId, tx =>
    appendChanges(tx, branchId, [{ ...head(), by: 'machine', do: 'beat.fill', beatId, over: [], sentences }]),
  )
  const standings = async () => {
    const state = await script()
    return sentences.map(({ id }) => state.sentences[id]!.ledger.standing)
  }
  const before = CHANGED_FACTS.map(({ standing }) => standing)
  expect(await standings()).toEqual(before)
  const rewrite = async (texts: string[]) => {
    const state = await script()
    await change(
      ...sentences.map(({ id }, n): ScriptOp => write(id, texts[n]!, state.sentences[id]!.revision)),
    )
  }
  await rewrite(CHANGED_FACTS.map(({ changed }) => changed))
  expect(await standings()).toEqual(Array(20).fill('open'))
  await rewrite(CHANGED_FACTS.map(({ text }) => text))
  expect(await standings()).toEqual(before)
})

it('finds in the same answer that what was typed stands literally in a source', async () => {
  const { change, beatId, ledger, source } = await creator()
  const typed = insert(beatId, 'Water rises')
  await change(typed)
  const open = await ledger(typed.sentence.id)
  expect(open.standing).toBe('open')
  const done = await change(write(typed.sentence.id, 'The dam produces 240 megawatts.', 3))
  expect(done.map(({ op }) => [op.do, op.by])).toEqual([
    ['sentence.write', 'creator'],
    ['sentence.ledger', 'machine'],
  ])
  expect(await ledger(typed.sentence.id)).toMatchObject({
    standing: 'quoted',
    citations: [{ sourceId: source.id, anchor: { exact: 'The dam produces 240 megawatts.' } }],
    why: 'Its words stand in “The harbour”.',
  })
})

it('finds a quotation within a sentence, and what is the creator’s own', async () => {
  const { change, beatId, ledger, answer } = await creator()
  const spoken = insert(beatId, 'Listen: “the survey began in March 1987”.')
  const own = insert(beatId, 'My boat is called Heron.')
  const more = insert(beatId, 'In 2020 they wrote: “the survey began in March 1987”.')
  await change(spoken, own, more)
  expect((await ledger(spoken.sentence.id)).standing).toBe('quoted')
  expect(await ledger(own.sentence.id)).toMatchObject({
    standing: 'own_knowledge',
    citations: [{ sourceId: answer.id }],
  })
  expect((await ledger(more.sentence.id)).standing).toBe('open')
})

it('believes no quote that its source does not have, whoever sends it', async () => {
  const { change, beatId, ledger, cite, database, accountId, branchId } = await creator()
  const real = cite('Water rises twice a day')
  const exact = 'Corvo has 900 lakes in all'
  const forged = { ...real, anchor: { ...real.anchor, exact }, link: 'javascript:alert(1)' }
  const strange = { ...real, sourceId: newId() }
  const one = insert(beatId, `${exact}.`, { ledger: entry('quoted', [forged]), origin: 'source' })
  const two = insert(beatId, 'Water rises twice a day.', {
    ledger: entry('quoted', [strange]),
    origin: 'source',
  })
  const three = insert(beatId, 'Water rises twice a day.', {
    ledger: entry('quoted', [
      { ...real, link: 'javascript:alert(1)', sourceTitle: 'Another', start: 0, end: 3 },
    ]),
    origin: 'source',
  })
  await change(one, two)
  await asAccount(database, accountId, tx => appendChanges(tx, branchId, [{ ...three, by: 'machine' }]))
  expect((await ledger(one.sentence.id)).standing).toBe('open')
  expect(await ledger(two.sentence.id)).toMatchObject({
    standing: 'open',
    why: '“The harbour”, which it stood on, is not among the sources any more.',
  })
  const mended = await ledger(three.sentence.id)
  expect(mended).toMatchObject({
    standing: 'quoted',
    citations: [{ sourceTitle: 'The harbour', start: real.start }],
  })
  expect(mended.citations[0]!.link).toMatch(/^https:\/\/sea\.example\//)
})

it('keeps what the creator says of their own sentence until they change it', async () => {
  const { change, script, beatId, ledger } = await creator()
  const typed = insert(beatId, 'I saw 12 whales off Corvo.')
  await change(typed)
  const id = typed.sentence.id
  const base = (await script()).sentences[id]!.revision
  await change({ ...head(), do: 'sentence.ledger', sentenceId: id, base, ledger: entry('own_knowledge') })
  expect((await ledger(id)).standing).toBe('own_knowledge')
  await change(write(id, 'I saw 13 whales off Corvo.', base))
  expect(await ledger(id)).toMatchObject({ standing: 'open', was: { standing: 'own_knowledge' } })
})

it('opens what stood on words that are gone when a source is clipped anew, says why, and takes it back with them', async () => {
  const { change, beatId, ledger, cite, clipAnew, script } = await creator()
  const quoted = insert(beatId, 'Water rises twice a day.', {
    ledger: entry('quoted', [cite('Water rises twice a day')]),
    origin: 'model',
  })
  const said = insert(beatId, 'Eels go to sea when summer is over.', {
    ledger: entry('paraphrase', [cite('Most eels leave the river in October')]),
    origin: 'model',
  })
  await change(quoted, said)
  await clipAnew(SOURCE_TEXT.replace('Water rises twice a day.', 'It was taken out.'))
  expect(await ledger(quoted.sentence.id)).toMatchObject({
    standing: 'open',
    why: 'The words that it stood on are not in “The harbour” any more: it was clipped anew.',
  })
  const moved = await ledger(said.sentence.id)
  expect(moved.standing).toBe('paraphrase')
  // Cut out of the text as it is now.
  expect(moved.citations[0]!.start).not.toBe(cite('Most eels leave the river in October').start)
  const { seq } = await script()
  expect(seq).toBeGreaterThan(3)
})

it('opens what stood on a source that is removed, and closes it when the source is restored', async () => {
  const { api, token, change, beatId, ledger, cite, source, send, script } = await creator()
  const quoted = insert(beatId, 'Water rises twice a day.', {
    ledger: entry('quoted', [cite('Water rises twice a day')]),
    origin: 'model',
  })
  await change(quoted)
  const id = quoted.sentence.id
  expect((await api.ask(`/sources/${source.id}`, { method: 'DELETE', token })).status).toBe(204)
  expect((await ledger(id)).standing).toBe('open')
  // Typed away and back it is no more quoted than before.
  await change(write(id, 'Water rises', (await script()).sentences[id]!.revision))
  await send([write(id, 'Water rises twice a day.', (await script()).sentences[id]!.revision)])
  expect((await ledger(id)).standing).toBe('open')
  expect((await api.ask(`/sources/${source.id}/restore`, { method: 'POST', token })).status).toBe(200)
  expect((await ledger(id)).standing).toBe('quoted')
})

it('looks at everything anew when it is asked to, and finds nothing where nothing is otherwise', async () => {
  const { api, token, branchId, change, beatId, cite, script } = await creator()
  await change(
    insert(beatId, 'Water rises twice a day.', {
      ledger: entry('quoted', [cite('Water rises twice a day')]),
      origin: 'source',
    }),
  )
  const before = await script()
  const answer = await api.ask(`/branches/${branchId}/recheck`, { method: 'POST', token })
  expect(await answer.json()).toEqual({ changes: [] })
  expect(await script()).toEqual(before)
  const strange = await api.ask(`/branches/${newId()}/recheck`, { method: 'POST', token })
  expect((await problemOf(strange)).status).toBe(404)
})
