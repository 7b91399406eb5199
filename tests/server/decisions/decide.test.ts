import { expect, test } from 'vitest'
import type { Citation } from '../../../core/contract/brief.ts'
import { Branch, type Content } from '../../../core/contract/decision.ts'
import { newId } from '../../../core/contract/id.ts'
import { limitsOfScript, type ScriptOp } from '../../../core/contract/script.ts'
import { citableSource, cite } from '../../../core/evidence/cite.ts'
import { beatsOf, spokenOf } from '../../../core/script/order.ts'
import { problemOf, putProject } from '../support/api.ts'
import { article } from '../support/captures.ts'
import { angle, decidingCreator, hook, ledger, outline } from './creator.ts'

const own = (ops: Omit<Extract<ScriptOp, { do: 'sentence.write' }>, 'id' | 'at' | 'by'>): ScriptOp => ({
  ...{ id: newId(), at: new Date().toISOString(), by: 'creator' },
  ...ops,
})

test('the gates are decided in their order, and become beats and first sentences', async () => {
  const { send, decide, script } = await decidingCreator()
  expect(await problemOf(await send({ content: outline() }))).toMatchObject({
    code: 'conflict',
    detail: expect.stringContaining('angle first'),
  })
  await decide(angle())
  expect(await problemOf(await send({ content: hook() }))).toMatchObject({ code: 'conflict' })
  await decide(outline())
  expect(beatsOf(await script())).toMatchObject([
    { kind: 'hook', title: 'The missing hour', seconds: 30 },
    { kind: 'turn', title: 'The pull', purpose: 'Tells of The pull', seconds: 120 },
    { title: 'The delay' },
    { title: 'What it means' },
  ])
  const way = await decide(hook())
  expect(way.hook).toMatchObject({ how: 'own', optionIds: [] })
  expect(spokenOf(await script())).toMatchObject([
    { text: 'The tide is late.', origin: 'creator', ledger: { standing: 'open' } },
    { text: 'Always.' },
    { text: 'Why?' },
  ])
})

test('sent twice it is one decision; under an id that is taken it is refused', async () => {
  const { send, decide, first, part, script, log } = await decidingCreator()
  const id = newId()
  await decide(angle())
  const once = await decide(outline(), first, { id })
  expect(await decide(outline(), first, { id })).toEqual(once)
  expect(beatsOf(await script())).toHaveLength(4)
  expect((await log()).filter(({ kind }) => kind === 'decided')).toHaveLength(2)
  expect(await problemOf(await send({ content: angle(), id }))).toMatchObject({ code: 'conflict' })
  const other = Branch.parse(await (await part(first, 'outline')).json())
  expect(await problemOf(await send({ content: outline(), id }, other.id))).toMatchObject({
    code: 'conflict',
  })
})

test('decided anew while nothing stands on it, the newest counts and the log keeps both', async () => {
  const { decide, script, log } = await decidingCreator()
  await decide(angle('First'))
  expect((await decide(angle('Second'))).angle?.content).toMatchObject({ angle: { title: 'Second' } })
  await decide(outline())
  await decide(outline(['Another', 'And another']))
  expect(beatsOf(await script()).map(({ title }) => title)).toEqual([
    'The missing hour',
    'Another',
    'And another',
  ])
  await decide(hook(['One.', 'Two.']))
  await decide(hook(['Three.']))
  expect(spokenOf(await script()).map(({ text }) => text)).toEqual(['Three.'])
  expect((await log()).map(({ kind }) => kind)).toEqual(['branched', ...new Array(6).fill('decided')])
})

test('what something stands on is not decided anew: a new way is opened for it', async () => {
  const { decide, send, script, change } = await decidingCreator()
  await decide(angle())
  await decide(outline())
  const refused = async (content: Content, words: RegExp) => {
    const before = await script()
    const problem = await problemOf(await send({ content }))
    expect(problem.code).toBe('conflict')
    expect(problem.detail).toMatch(/open a new way/)
    expect(problem.detail).toMatch(words)
    expect(await script()).toEqual(before)
  }
  await refused(angle('Too late'), /outline stands on this angle/)
  const [, beat] = beatsOf(await script())
  const { removed: _, ...put } = beat!
  const at = new Date().toISOString()
  await change([{ id: newId(), at, by: 'creator', do: 'beat.put', beat: { ...put, title: 'In my words' } }])
  await refused(outline(), /changed its beats/)
  await decide(hook())
  await refused(outline(), /hook stands on this outline/)
  const [line] = spokenOf(await script())
  await change([
    own({
      ...{ do: 'sentence.write', sentenceId: line!.id, text: 'My words.', base: line!.revision },
      ...{ besideId: newId(), undo: false, origin: null },
    }),
  ])
  await refused(hook(['Another.']), /words of yours/)
})

test('the log says how it was decided as it was, whatever is claimed', async () => {
  const { decide, send, offered, first } = await decidingCreator()
  const [one, two] = await offered([angle('One'), angle('Two')])
  const by = (how: 'taken' | 'edited' | 'mixed' | 'own', ...optionIds: string[]) => ({ how, optionIds })
  expect((await decide(one!.content, first, by('edited', one!.id))).angle?.how).toBe('taken')
  expect((await decide(angle('Mine'), first, by('taken', one!.id))).angle?.how).toBe('edited')
  expect((await decide(angle('Both'), first, by('mixed', one!.id, two!.id))).angle?.how).toBe('mixed')
  const wrong = [
    by('taken'),
    by('mixed', one!.id),
    by('own', one!.id),
    by('taken', newId()),
    by('mixed', one!.id, one!.id),
  ]
  for (const each of wrong)
    expect(await problemOf(await send({ content: angle(), ...each }))).toMatchObject({
      code: 'invalid_request',
      fields: [{ path: 'optionIds' }],
    })
  const [plan] = await offered([outline()])
  expect(await problemOf(await send({ content: angle(), ...by('taken', plan!.id) }))).toMatchObject({
    code: 'invalid_request',
  })
})

test('whose words a hook has is known from what was offered', async () => {
  const { api, token, projectId, decide, offered, first, script } = await decidingCreator()
  const page = await article(projectId)
  await api.ask(`/sources/${page.id}`, { method: 'PUT', token, json: page })
  const source = citableSource({ ...page, videoId: null, transcript: null })
  const text = 'The moon pulls the sea.'
  const quoted = ledger({ standing: 'quoted', citations: [cite(source, 0, text.length)], why: 'Literal.' })
  await decide(angle())
  await decide(outline())
  const content: Content = {
    gate: 'hook',
    hook: {
      kind: 'claim',
      sentences: [
        { text, ledger: quoted },
        { text: 'Look at it.', ledger: ledger() },
      ],
    },
  }
  const [option] = await offered([content])
  const edited = structuredClone(content)
  if (edited.gate === 'hook') edited.hook.sentences.push({ text: 'I saw it myself.', ledger: ledger() })
  await decide(edited, first, { how: 'taken', optionIds: [option!.id] })
  expect(spokenOf(await script()).map(({ origin }) => origin)).toEqual(['source', 'model', 'edited'])
  expect(spokenOf(await script())[0]!.ledger).toMatchObject(quoted)
})

test('a quote counts only where it stands in a stored source, whoever sends it', async () => {
  const { api, token, projectId, decide, script } = await decidingCreator()
  const page = await article(projectId)
  await api.ask(`/sources/${page.id}`, { method: 'PUT', token, json: page })
  const other = await putProject(api, token)
  const source = citableSource({ ...page, videoId: null, transcript: null })
  const real = cite(source, 0, 'The moon pulls the sea.'.length)
  const forged: Citation = { ...real, anchor: { ...real.anchor, exact: 'The moon is made of cheese.' } }
  const elsewhere = { ...real, sourceId: newId() }
  await decide(angle())
  const beats = outline()
  if (beats.gate === 'outline') beats.outline.beats[1]!.evidence = [forged, real, elsewhere]
  await decide(beats)
  expect(beatsOf(await script())[1]!.evidence).toEqual([{ ...real, who: 'Ada Shore' }])
  const says = (text: string, standing: 'quoted' | 'paraphrase', citation: Citation) => ({
    ...{ text, ledger: ledger({ standing, citations: [citation] }) },
  })
  await decide({
    gate: 'hook',
    hook: {
      kind: 'claim',
      sentences: [
        says('“The moon pulls the sea.”', 'quoted', real),
        says('The moon is made of cheese.', 'quoted', forged),
        says('The moon pushes the sea.', 'quoted', real),
        says('The moon does it in 12 hours.', 'paraphrase', real),
        says('It is the moon.', 'paraphrase', real),
        says('It is the sun.', 'paraphrase', elsewhere),
      ],
    },
  })
  expect(spokenOf(await script()).map(({ ledger }) => ledger.standing)).toEqual([
    ...['quoted', 'open', 'open', 'open', 'paraphrase', 'open'],
  ])
  expect(other.id).not.toBe(projectId)
})

test('an outline of no beats or of more than a script may have is refused with what is wrong', async () => {
  const { decide, send, script } = await decidingCreator()
  await decide(angle())
  for (const count of [0, limitsOfScript.beats + 1]) {
    const content = outline()
    if (content.gate === 'outline')
      content.outline.beats = Array.from({ length: count }, (_, i) => ({
        ...{ kind: 'turn' as const, title: `Beat ${i}`, purpose: '', seconds: 0, evidence: [] },
      }))
    const problem = await problemOf(await send({ content }))
    expect(problem).toMatchObject({ code: 'invalid_request', fields: [{ path: 'content.outline.beats' }] })
    expect(problem.fields![0]!.message).toMatch(/1/)
  }
  expect(beatsOf(await script())).toEqual([])
})

test('two who decide at once: one after the other, and the script has one outline', async () => {
  const { decide, send, script } = await decidingCreator()
  await decide(angle())
  const answers = await Promise.all([1, 2, 3].map(i => send({ content: outline([`Way ${i}`]) })))
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
  expect(beatsOf(await script())).toHaveLength(2)
})
