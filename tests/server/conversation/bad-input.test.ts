import { afterAll, beforeAll, expect, test } from 'vitest'
import { fails, hangs, says, saysJson } from '../model/wire-server.ts'
import { tidal } from '../research/fixtures.ts'
import { article } from '../support/captures.ts'
import { at } from '../support/creator.ts'
import { openRunsOfItsOwn, type RunsOfItsOwn } from '../support/runs.ts'
import { heard, openTalk, plans, purposeOf, searches, talkative } from './talk.ts'

let own: RunsOfItsOwn
beforeAll(async () => {
  own = await openRunsOfItsOwn()
})
afterAll(() => own.close())

const papers = (projectId: string) =>
  Promise.all(
    tidal().map(({ text, title }, i) => {
      const url = `https://paper${i}.example/story`
      return article(projectId, { text, title, url, canonicalUrl: url, capturedAt: at(i) })
    }),
  )
const GOOD = '- The tide can be foretold.\n> S1: the tide can be predicted for centuries'
const QUESTION = 'How well can the tide be predicted for centuries?'

test('a planner that wants the same again and again is bounded and told of', async () => {
  const again = Array.from({ length: 40 }, () => ({ tool: 'search', query: 'tide' }))
  const many = Array.from({ length: 40 }, (_, i) => ({ tool: 'search', query: `tide ${i}` }))
  const talk = await openTalk(own, talkative({ plan: plans(...again, ...many), answer: says(GOOD) }))
  await talk.clip(...(await papers(talk.projectId)))
  const { turn } = await talk.turn(QUESTION)
  expect(turn.tools.length).toBeLessThanOrEqual(6)
  expect(turn.remarks.join()).toMatch(/“tiny” wanted to look up \d+ things more/)
  expect(turn.answer).toMatchObject([{ standing: 'quoted' }])
})

test('a planner that finds nothing may think again once, and hears figures alone', async () => {
  const talk = await openTalk(
    own,
    talkative({ plan: [searches('xylophone'), searches('tide predicted centuries')], answer: says(GOOD) }),
  )
  await talk.clip(...(await papers(talk.projectId)))
  const { turn } = await talk.turn(QUESTION)
  expect(turn.tools.map(({ says }) => says)).toEqual([
    'Searched your sources for “xylophone”: no passage',
    expect.stringMatching(/^Searched your sources for “tide predicted centuries”: (?:one|\d+) passages?$/),
  ])
  const second = talk.asked.filter(asked => purposeOf(asked) === 'plan')[1]!
  expect(second.body.messages.at(-1)!.content).toContain('"xylophone","source":null}: 0 found')
})

test('a writer that asks for tools is told that it has none, and what it then writes counts', async () => {
  const calls = '{"tool": "search", "query": "more"}'
  const talk = await openTalk(
    own,
    talkative({ plan: searches('tide predicted centuries'), answer: [says(calls), says(GOOD)] }),
  )
  await talk.clip(...(await papers(talk.projectId)))
  const { turn, events } = await talk.turn(QUESTION)
  expect(turn.answer).toMatchObject([{ standing: 'quoted', text: 'The tide can be foretold.' }])
  expect(turn.remarks.join()).toContain('asked for more tools')
  expect(turn.tools).toHaveLength(1)
  expect(heard(events)).toBe('The tide can be foretold.')
})

test('a writer that asks for tools for ever is given up, and the search answers', async () => {
  const calls = '<tool_call>search("more")</tool_call>'
  const talk = await openTalk(
    own,
    talkative({ plan: searches('tide predicted centuries'), answer: says(calls) }),
  )
  await talk.clip(...(await papers(talk.projectId)))
  const { turn } = await talk.turn(QUESTION)
  expect(turn).toMatchObject({ state: 'done', method: { by: 'extractive' } })
  expect(turn.remarks.join()).toContain('asked for tools again and again')
  expect(turn.answer.some(({ standing }) => standing === 'quoted')).toBe(true)
  expect(talk.asked.filter(asked => purposeOf(asked) === 'answer')).toHaveLength(2)
})

test.each([
  ['nothing', says('')],
  ['white space', says(' \n \n')],
])('a model that answers %s is asked once more, then the search answers and says so', async (_, answer) => {
  const talk = await openTalk(own, talkative({ plan: searches('tide predicted centuries'), answer }))
  await talk.clip(...(await papers(talk.projectId)))
  const { turn } = await talk.turn(QUESTION)
  expect(turn).toMatchObject({ state: 'done', method: { by: 'extractive' } })
  expect(turn.remarks.join()).toContain('answered nothing, twice')
})

test('a model that can plan nothing is not needed for it', async () => {
  const talk = await openTalk(own, talkative({ plan: says('I would rather not.'), answer: says(GOOD) }))
  await talk.clip(...(await papers(talk.projectId)))
  const { turn } = await talk.turn(QUESTION)
  expect(turn.tools[0]!.says).toContain(QUESTION.slice(0, 40))
  expect(turn.answer).toMatchObject([{ standing: 'quoted' }])
})

test('an answer in running text is read as well as it can be', async () => {
  const prose = 'Tides can be foretold: “the tide can be predicted for centuries” (S1). I like that.'
  const talk = await openTalk(
    own,
    talkative({ plan: searches('tide predicted centuries'), answer: says(prose) }),
  )
  await talk.clip(...(await papers(talk.projectId)))
  const { turn } = await talk.turn(QUESTION)
  expect(turn.answer.map(({ standing }) => standing)).toEqual(['quoted', 'own'])
})

test('an answer as JSON is read as well as it can be', async () => {
  const json = [
    {
      text: 'It can be foretold.',
      quotes: [{ source: 'S1', quote: 'the tide can be predicted for centuries' }],
    },
  ]
  const talk = await openTalk(
    own,
    talkative({ plan: searches('tide predicted centuries'), answer: saysJson({ sentences: json }) }),
  )
  await talk.clip(...(await papers(talk.projectId)))
  const { turn } = await talk.turn(QUESTION)
  expect(turn.answer).toMatchObject([{ standing: 'quoted', text: 'It can be foretold.' }])
})

test('an answer without any quote is asked for again, and the better one stands', async () => {
  const talk = await openTalk(
    own,
    talkative({
      plan: searches('tide predicted centuries'),
      answer: [says('- The tide can be foretold.'), says(GOOD)],
    }),
  )
  await talk.clip(...(await papers(talk.projectId)))
  const { turn } = await talk.turn(QUESTION)
  expect(turn.answer).toMatchObject([{ standing: 'quoted' }])
})

test('a model that is down is done without, and it says so', async () => {
  const talk = await openTalk(own, (asked, response) =>
    (purposeOf(asked) === 'plan' ? searches('tide predicted centuries') : fails(500))(asked, response),
  )
  await talk.clip(...(await papers(talk.projectId)))
  const { turn } = await talk.turn(QUESTION)
  expect(turn).toMatchObject({ state: 'done', method: { by: 'extractive', name: 'search-1' } })
  expect(turn.remarks.join()).toContain('Answered by search, without tiny')
})

test('a limit that stands against it ends the turn with its sentence, and the turn can be taken up again', async () => {
  const budget = { runTokens: 40, monthTokens: null, runDollars: null, monthDollars: null }
  const talk = await openTalk(own, talkative({ plan: searches('tide'), answer: says(GOOD) }), budget)
  await talk.clip(...(await papers(talk.projectId)))
  const { turn } = await talk.turn(QUESTION)
  expect(turn).toMatchObject({ state: 'failed', answer: [] })
  expect(turn.error!.message).toMatch(/limit|tokens/i)
  expect(talk.asked).toEqual([])
  const raised = await talk.ask('/budget', 'PUT', {
    runTokens: null,
    monthTokens: null,
    runDollars: null,
    monthDollars: null,
  })
  expect(raised).toMatchObject({ runTokens: null })
  await talk.ask(`/runs/${turn.id}/retry`, 'POST', {})
  await talk.over(turn.id)
  expect(await talk.read(turn.id)).toMatchObject({ state: 'done', answer: [{ standing: 'quoted' }] })
})

test('a turn that is cancelled in the middle keeps what it had said, unchecked', async () => {
  const begins = says('- The tide can be foretold. It comes twice a day and ', { finish: null })
  const talk = await openTalk(own, (asked, response) => {
    if (purposeOf(asked) === 'plan') return searches('tide predicted centuries')(asked, response)
    // It begins to answer and never ends.
    const { write } = response
    response.end = (() => response) as typeof response.end
    begins(asked, response)
    response.write = write
  })
  await talk.clip(...(await papers(talk.projectId)))
  const { id } = await talk.begin(QUESTION)
  for await (const event of own.runs.events(talk.accountId, id, 0, AbortSignal.timeout(15_000)))
    if (event !== 'ping' && event.kind === 'said' && JSON.stringify(event.data).includes('foretold')) break
  await talk.ask(`/runs/${id}/cancel`, 'POST', {})
  await talk.over(id)
  const turn = await talk.read(id)
  expect(turn).toMatchObject({ state: 'cancelled', answer: [], tools: [{ tool: 'search' }] })
  expect(turn.unchecked).toMatch(/^The tide can be foretold\./)
})

test('what was said is said once, however often the run is taken up', async () => {
  const talk = await openTalk(own, (asked, response) =>
    (purposeOf(asked) === 'plan' ? searches('tide predicted centuries') : tries++ === 0 ? hangs : says(GOOD))(
      asked,
      response,
    ),
  )
  let tries = 0
  await talk.clip(...(await papers(talk.projectId)))
  const { id } = await talk.begin(QUESTION)
  for await (const event of own.runs.events(talk.accountId, id, 0, AbortSignal.timeout(15_000)))
    if (event !== 'ping' && event.kind === 'tool') break
  while (tries === 0) await new Promise(resolve => setTimeout(resolve, 5))
  await talk.ask(`/runs/${id}/cancel`, 'POST', {})
  await talk.ask(`/runs/${id}/retry`, 'POST', {})
  const events = await talk.over(id)
  expect(heard(events)).toBe('The tide can be foretold.')
  expect(await talk.read(id)).toMatchObject({ state: 'done', unchecked: null })
})

test('a source in another language that says nothing is told of', async () => {
  const talk = await openTalk(own, null)
  const german = await article(talk.projectId, {
    ...{
      language: 'de',
      title: 'Gezeiten',
      url: 'https://gezeiten.example/',
      canonicalUrl: 'https://gezeiten.example/',
    },
    text: 'Das Kraftwerk läuft mit Ebbe und Flut. Niemand weiß genau, wie lange die Anlage noch halten wird.',
  })
  await talk.clip(german, ...(await papers(talk.projectId)))
  const { turn } = await talk.turn('How well can the tide be predicted by those who have built the plant?')
  expect(turn.remarks.join()).toContain('One source is in German')
})
