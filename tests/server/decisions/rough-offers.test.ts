import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Content, Offer } from '../../../core/contract/decision.ts'
import { beatsOf, spokenOf } from '../../../core/script/order.ts'
import { citedBy, gist } from '../../../server/decisions/draft-option.ts'
import { openRunsOfItsOwn, type RunsOfItsOwn } from '../support/runs.ts'
import { openOffering } from './offering.ts'

let own: RunsOfItsOwn
beforeAll(async () => {
  own = await openRunsOfItsOwn()
})
afterAll(() => own.close())

const contentOf = <Gate extends Content['gate']>(_: Gate, { options }: Offer) =>
  options.map(({ content }) => content as Extract<Content, { gate: Gate }>)

test('without a model there are three different options at each gate, of literal words, and said to be rough', async () => {
  const work = await openOffering(own, null)
  await work.clipTides()
  await work.tell('I stood on the dam at night. I was wrong about the fish.', 'What did you get wrong?')
  await work.findClaims()
  const texts = new Map<string, string>()
  for (const { id } of (await work.ask(`/projects/${work.projectId}/sources`)).sources)
    texts.set(id, (await work.ask(`/sources/${id}`)).text)
  const take = async (gate: 'angle' | 'outline' | 'hook') => {
    const { offer, events } = await work.offered(gate)
    expect(events.at(-1)).toMatchObject({ kind: 'done', data: { resultId: offer.id } })
    expect(offer).toMatchObject({ gate, method: { by: 'extractive' }, wish: null })
    expect(offer.notes.join(' ')).toMatch(/without a model.*rough/)
    expect(offer.options).toHaveLength(3)
    expect(new Set(offer.options.map(gist)).size).toBe(3)
    for (const option of offer.options) {
      expect(option.why).toMatch(/\S/)
      expect(option.leavesOut).toMatch(/\S/)
      expect(option.evidence.length).toBeGreaterThan(0)
      for (const { sourceId, start, end, anchor } of citedBy(option))
        expect(texts.get(sourceId)!.slice(start, end)).toBe(anchor.exact)
    }
    const [first] = offer.options
    await work.decide(first!.content, [first!.id])
    return offer
  }
  const angles = contentOf('angle', await take('angle'))
  expect(angles.map(({ angle }) => angle.title).join(' ')).toMatch(/sources part.*16 turbines or 12 turbines/)
  for (const { angle } of angles) {
    expect(angle.titles.length).toBeGreaterThanOrEqual(3)
    expect(Math.max(...angle.titles.map(({ length }) => length))).toBeLessThanOrEqual(100)
    for (const words of [angle.promise, angle.audience, angle.fresh]) expect(words).toMatch(/\S/)
  }
  const outlines = contentOf('outline', await take('outline'))
  for (const { outline } of outlines) {
    expect(outline.beats.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(480)
    expect(outline.beats.map(({ kind }) => kind).filter(kind => kind !== 'turn')).toEqual([
      ...['hook', 'setup', 'payoff', 'close'],
    ])
    expect(outline.beats.filter(({ evidence }) => evidence.length > 0).length).toBeGreaterThan(3)
  }
  const hooks = contentOf('hook', await take('hook'))
  expect(new Set(hooks.map(({ hook }) => hook.kind)).size).toBe(3)
  expect(hooks.find(({ hook }) => hook.kind === 'mistake')!.hook.sentences[0]).toMatchObject({
    text: 'I was wrong about the fish.',
    ledger: { standing: 'own_knowledge' },
  })
  for (const { hook } of hooks) expect(hook.sentences).toHaveLength(3)
  const script = await work.ask(`/branches/${work.branchId}/script`)
  expect(beatsOf(script).map(({ title }) => title)).toEqual(
    outlines[0]!.outline.beats.map(({ title }) => title),
  )
  expect(spokenOf(script).map(({ text }) => text)).toEqual(hooks[0]!.hook.sentences.map(({ text }) => text))
})

test('what was offered is not offered again, on the way or on one that parts from it; then it is told', async () => {
  const work = await openOffering(own, null)
  await work.clipTides()
  const seen: string[] = []
  let last: Offer
  for (let round = 0; ; round++) {
    last = (await work.offered('angle', round === 0 ? null : 'what it cost')).offer
    for (const option of last.options) {
      expect(seen).not.toContain(gist(option))
      seen.push(gist(option))
    }
    if (round === 1) expect(gist(last.options[0]!)).toMatch(/cost/i)
    if (last.options.length < 3) break
    expect(round).toBeLessThan(20)
  }
  expect(last.notes.join(' ')).toMatch(/not offered before\. Wish for something else/)
  expect(seen.length).toBeGreaterThan(6)
  const { id } = await work.ask(`/projects/${work.projectId}/branches`, 'POST', {
    ...{ id: crypto.randomUUID(), name: 'Again', fromId: work.branchId, before: 'angle' },
  })
  const again = await work.offered('angle', null, id)
  for (const option of again.offer.options) expect(seen).not.toContain(gist(option))
  // They are shown there too, since they can be taken there.
  expect((await work.offers(id)).length).toBeGreaterThan(2)
})

test('without claims it works from the sources, without sources from the title, and says so', async () => {
  const work = await openOffering(own, null)
  const bare = (await work.offered('angle')).offer
  expect(bare.options).toHaveLength(1)
  expect(bare.notes.join(' ')).toMatch(/no source with words yet/)
  expect(bare.notes.join(' ')).toMatch(/There is one option.*Clip more sources/)
  await work.decide(bare.options[0]!.content, [bare.options[0]!.id])
  const frame = (await work.offered('outline')).offer
  expect(frame.options).toHaveLength(1)
  await work.decide(frame.options[0]!.content, [frame.options[0]!.id])
  const begin = (await work.offered('hook')).offer
  expect(begin.options.length).toBeGreaterThan(0)
  for (const { content } of begin.options)
    if (content.gate === 'hook')
      for (const { ledger } of content.hook.sentences) expect(ledger.standing).not.toBe('quoted')
  await work.clipTides()
  const more = (await work.offered('outline')).offer
  expect(more.options.length).toBeGreaterThan(1)
  expect(more.notes.join(' ')).toMatch(/Claims were not looked for yet/)
})

test.each([0, 15, 35_999])(
  'an outline of %i seconds comes to that, and what does not fit is told',
  async target => {
    const work = await openOffering(own, null)
    await work.clipTides()
    await work.plan(target)
    const angle = (await work.offered('angle')).offer.options[0]!
    await work.decide(angle.content, [angle.id])
    const { offer } = await work.offered('outline', 'with a sponsor')
    for (const { content, why } of offer.options) {
      if (content.gate !== 'outline') continue
      const { beats } = content.outline
      expect(beats.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(target)
      expect(beats.filter(({ kind }) => kind === 'sponsor')).toHaveLength(1)
      expect(why).toMatch(
        target === 0 ? /Set a length/ : target === 15 ? /shorter than a sentence/ : /longer than ten/,
      )
    }
    expect(offer.notes.join(' ')).toMatch(/No voice is chosen.*usual pace/)
  },
)

test('a project in another language is told that the words around what was found are English', async () => {
  const work = await openOffering(own, null)
  await work.ask(`/projects/${work.projectId}`, 'PUT', { title: 'Warum das Meer nicht auf uns wartet' })
  await work.clipTides()
  const { offer } = await work.offered('angle')
  expect(offer.notes.join(' ')).toMatch(/are English: put them into your language/)
})
