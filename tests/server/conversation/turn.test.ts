import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { fails, says } from '../model/wire-server.ts'
import { tidal } from '../research/fixtures.ts'
import { article, knowledge } from '../support/captures.ts'
import { at } from '../support/creator.ts'
import { kinds, openRunsOfItsOwn, type RunsOfItsOwn } from '../support/runs.ts'
import { heard, openTalk, plans, purposeOf, searches, talkative } from './talk.ts'

let own: RunsOfItsOwn
beforeAll(async () => {
  own = await openRunsOfItsOwn()
})
afterAll(() => own.close())

/** Three papers on a tidal plant, as captures. */
const papers = (projectId: string) =>
  Promise.all(
    tidal().map(({ text, title }, i) => {
      const url = `https://paper${i}.example/story`
      return article(projectId, { text, title, url, canonicalUrl: url, capturedAt: at(i) })
    }),
  )

const ANSWER = `- The tide can be foretold for centuries.
> S1: the tide can be predicted for centuries
> S2: “tidal power can be predicted for centuries”
- I think that this makes it better than wind.
- Your sources agree.`

test('an answer comes piece by piece, its quotes are the sources’, and the rest is marked', async () => {
  const talk = await openTalk(
    own,
    talkative({ plan: searches('tide predicted centuries'), answer: says(ANSWER) }),
  )
  await talk.clip(...(await papers(talk.projectId)))
  const { turn, events } = await talk.turn('How well can the tide be foretold?')
  expect(turn).toMatchObject({ state: 'done', error: null, unchecked: null })
  expect(turn.method).toMatchObject({
    by: 'model',
    name: 'tiny',
    promptVersion: 'plan-1 answer-1',
    dropped: 0,
  })
  const [first, second, third] = turn.answer
  expect(first).toMatchObject({ standing: 'quoted', text: 'The tide can be foretold for centuries.' })
  const citations = first!.standing === 'quoted' ? first!.citations : []
  expect(citations).toHaveLength(2)
  expect(citations[1]!.anchor.exact).toBe('Tidal power can be predicted for centuries')
  for (const { link } of citations) expect(link).toMatch(/^https:\/\/paper\d\.example\/story#:~:text=/)
  expect(second).toEqual({
    standing: 'own',
    text: 'I think that this makes it better than wind.',
    failedQuotes: [],
  })
  expect(third).toEqual({ standing: 'plain', text: 'Your sources agree.' })
  expect(heard(events)).toBe(
    'The tide can be foretold for centuries. I think that this makes it better than wind. Your sources agree.',
  )
  expect(turn.tools).toEqual([
    {
      tool: 'search',
      says: expect.stringMatching(/^Searched your sources for “tide predicted centuries”: /),
    },
  ])
  expect(kinds(events).at(-1)).toBe('done')
  expect(turn.next.length).toBeGreaterThan(0)
})

test('the planner sees no word of a source, and the writer has no tools', async () => {
  const talk = await openTalk(own, talkative({ plan: searches('turbines'), answer: says(ANSWER) }))
  await talk.clip(...(await papers(talk.projectId)))
  await talk.turn('What do the turbines do?')
  const [plan, answer] = talk.asked
  expect([purposeOf(plan!), purposeOf(answer!)]).toEqual(['plan', 'answer'])
  const seen = JSON.stringify(plan!.body.messages)
  for (const { text, title } of tidal()) {
    expect(seen).not.toContain(title)
    for (const line of text.split('\n').filter(each => each.length > 20)) expect(seen).not.toContain(line)
  }
  expect(JSON.stringify(answer!.body)).not.toMatch(/"tools"|"functions"/)
  expect(answer!.body.messages.map(({ role }) => role)).toEqual(['system', 'user'])
})

test('quotes that stand nowhere and sources that there are not are dropped and counted', async () => {
  const wrong = `- The plant has 17 turbines.
> S2: The Merrow Bay tidal plant has 17 turbines
- The tide can be foretold.
> S9: the tide can be predicted for centuries`
  const talk = await openTalk(own, talkative({ plan: searches('turbines plant tide'), answer: says(wrong) }))
  await talk.clip(...(await papers(talk.projectId)))
  const { turn } = await talk.turn('How many turbines has the plant?')
  expect(turn.answer).toEqual([
    {
      standing: 'own',
      text: 'The plant has 17 turbines.',
      failedQuotes: ['The Merrow Bay tidal plant has 17 turbines'],
    },
    {
      standing: 'own',
      text: 'The tide can be foretold.',
      failedQuotes: ['the tide can be predicted for centuries'],
    },
  ])
  expect(turn.method).toMatchObject({ dropped: 2 })
  expect(turn.remarks.join()).toContain('2 quotes that tiny gave')
})

test('without a model the sources’ own sentences answer, and it says so', async () => {
  const talk = await openTalk(own, null)
  await talk.clip(...(await papers(talk.projectId)))
  const { turn, events } = await talk.turn('How well can the tide be predicted?')
  expect(turn.method).toEqual({ by: 'extractive', name: 'search-1' })
  const quoted = turn.answer.filter(each => each.standing === 'quoted')
  expect(quoted.length).toBeGreaterThan(1)
  for (const each of quoted) expect(each.citations[0]!.anchor.exact.replace(/\s+/g, ' ')).toBe(each.text)
  expect(new Set(quoted.map(each => each.citations[0]!.sourceId)).size).toBeGreaterThan(1)
  expect(turn.answer[0]).toMatchObject({ standing: 'plain' })
  expect(heard(events)).toBe(turn.answer.map(({ text }) => text).join(' '))
})

test('what the creator knows is found and quoted like any source', async () => {
  const talk = await openTalk(own, null)
  await talk.clip(await knowledge(talk.projectId), ...(await papers(talk.projectId)))
  const { turn } = await talk.turn('Who lost a boat because of a misread tide table?')
  const quoted = turn.answer.flatMap(each => (each.standing === 'quoted' ? each.citations : []))
  expect(quoted[0]).toMatchObject({
    sourceKind: 'knowledge',
    link: expect.stringMatching(/^ownwords:knowledge\//),
  })
})

test('a note is kept only where it is asked for, in the creator’s words', async () => {
  const talk = await openTalk(own, null)
  await talk.clip(...(await papers(talk.projectId)))
  const { turn } = await talk.turn('Make a note: ask the harbour master')
  expect(turn.notes).toMatchObject([{ text: 'ask the harbour master', by: 'agent', citations: [] }])
  expect((await talk.ask(`/projects/${talk.projectId}/notes`)).notes).toHaveLength(1)
  const { turn: other } = await talk.turn('What does the note on the harbour say?')
  expect(other.notes).toEqual([])
})

test('a proposal is a card of the kind that was asked for, and nothing of another kind', async () => {
  const cards = `- Here are two angles.
! angle: The power that keeps its promises
+ Open on the tide table of 2125.
+ Then ask who else can say that.
? Nobody else can plan so far ahead.
> S1: the tide can be predicted for centuries
! rewrite: Not asked for
+ Nobody asked.`
  const talk = await openTalk(
    own,
    talkative({
      plan: plans({ tool: 'propose', kind: 'angle' }, { tool: 'search', query: 'tide predicted' }),
      answer: says(cards),
    }),
  )
  await talk.clip(...(await papers(talk.projectId)))
  const { turn } = await talk.turn('Suggest an angle for me')
  expect(turn.proposals).toHaveLength(1)
  const [card] = turn.proposals
  expect(card).toMatchObject({
    kind: 'angle',
    title: 'The power that keeps its promises',
    text: 'Open on the tide table of 2125.\nThen ask who else can say that.',
    why: 'Nobody else can plan so far ahead.',
    state: 'offered',
    edited: null,
  })
  expect(card!.citations).toHaveLength(1)
  const edited = { title: 'A promise kept', text: 'My words' }
  const accept = { state: 'accepted', edited }
  const accepted = await talk.ask(`/proposals/${card!.id}/decision`, 'PUT', accept)
  expect(accepted).toMatchObject({ ...accept, decidedAt: expect.any(String) })
  expect(await talk.ask(`/proposals/${card!.id}/decision`, 'PUT', accept)).toEqual(accepted)
  expect(await talk.ask(`/proposals/${card!.id}/decision`, 'PUT', { state: 'refused' })).toMatchObject({
    state: 'refused',
    edited: null,
  })
  expect(await talk.ask(`/proposals/${card!.id}/decision`, 'PUT', { state: 'offered' })).toMatchObject({
    state: 'offered',
    decidedAt: null,
  })
  expect((await talk.ask(`/projects/${talk.projectId}/proposals`)).proposals).toHaveLength(1)
})

test('later questions tell earlier ones and what they cited, never what was answered', async () => {
  const talk = await openTalk(
    own,
    talkative({ plan: searches('tide predicted centuries'), answer: says(ANSWER) }),
  )
  await talk.clip(...(await papers(talk.projectId)))
  for (let i = 0; i < 7; i++) await talk.turn(`Question number ${i}`)
  const last = talk.asked.filter(asked => purposeOf(asked) === 'answer').at(-1)!
  const words = last.body.messages.at(-1)!.content
  expect(words).toContain('"Question number 5" (answered from S1, S2)')
  expect(words).not.toContain('Question number 0')
  expect(words).not.toContain('better than wind')
})

test('an empty project is told so, and nothing is asked of the model', async () => {
  const talk = await openTalk(own, talkative({}))
  const { turn } = await talk.turn('What do my sources say?')
  expect(turn.answer).toEqual([
    { standing: 'plain', text: expect.stringContaining('nothing to answer from yet') },
  ])
  expect(talk.asked).toEqual([])
})

test('a refused key ends the turn with what to set, and the turn can be taken up again', async () => {
  let revoked = true
  const good = talkative({ plan: searches('tide predicted centuries'), answer: says(ANSWER) })
  const talk = await openTalk(own, (asked, response) =>
    (purposeOf(asked) === 'answer' && revoked ? fails(401) : good)(asked, response),
  )
  await talk.clip(...(await papers(talk.projectId)))
  const { turn } = await talk.turn('How well can the tide be foretold?')
  expect(turn).toMatchObject({
    state: 'failed',
    error: { message: expect.stringContaining('OPENAI_API_KEY') },
  })
  expect(turn.tools).toHaveLength(1)
  const plans = () => talk.asked.filter(asked => purposeOf(asked) === 'plan').length
  const before = plans()
  revoked = false
  await talk.ask(`/runs/${turn.id}/retry`, 'POST', {})
  await talk.over(turn.id)
  expect(await talk.read(turn.id)).toMatchObject({ state: 'done', answer: [{ standing: 'quoted' }, {}, {}] })
  // The plan was paid for once.
  expect(plans()).toBe(before)
})

test('a turn sent twice is one turn, and an id of something else is refused', async () => {
  const talk = await openTalk(own, null)
  const id = newId()
  const first = await talk.begin('What is a tide?', { id })
  expect(first).toMatchObject({ id, text: 'What is a tide?', answer: [] })
  await talk.over(id)
  expect(await talk.begin('Something else?', { id })).toMatchObject({
    text: 'What is a tide?',
    state: 'done',
  })
  const page = await talk.ask(`/projects/${talk.projectId}/turns`)
  expect(page).toMatchObject({ turns: [{ id }], before: null })
  const [stored] = await papers(talk.projectId)
  const { ingestRunId } = await talk.ask(`/sources/${stored!.id}`, 'PUT', stored)
  expect(await talk.begin('And this?', { id: ingestRunId })).toMatchObject({ code: 'conflict' })
})
