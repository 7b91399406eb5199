import { beforeEach, expect, test } from 'vitest'
import type { Result } from '../../../core/contract/result.ts'
import type { SearchAnswer, SearchQuestion } from '../../../core/contract/search.ts'
import type { Failure } from '../../../extension/panel/done.ts'
import { liveSearch, type Searched } from '../../../extension/panel/search/live-search.ts'

type Answered = Result<SearchAnswer, Failure>
const question = (query: string): SearchQuestion => ({ query, scope: { in: 'everything' } })
const answer = (model: string): Answered => ({
  ok: true,
  value: { hits: [], meaning: { model, embedded: 0, passages: 0, runId: null, problem: null } },
})
const settled = () => new Promise<void>(resolve => setTimeout(resolve))

let asked: { query: string; signal: AbortSignal; reply: (answer: Answered) => void }[]
let timers: (() => void)[]
let shown: Searched[]
let live: ReturnType<typeof liveSearch>
const last = () => shown.at(-1)
const pause = () => {
  for (const run of timers.splice(0)) run()
}

beforeEach(() => {
  asked = []
  timers = []
  shown = []
  live = liveSearch({
    ask: ({ query }, signal) => new Promise(reply => asked.push({ query, signal, reply })),
    shown: searched => shown.push(searched),
    setTimer: run => {
      timers.push(run)
      return () => {
        timers = timers.filter(each => each !== run)
      }
    },
  })
})

test('who types is asked for once, when they pause', () => {
  for (const query of ['r', 'ra', 'rain']) live.want(question(query))
  expect(asked).toEqual([])
  expect(last()).toMatchObject({ state: 'asking', question: { query: 'rain' } })
  pause()
  expect(asked.map(each => each.query)).toEqual(['rain'])
})

test('the late answer of an older question is never shown, and its asking is aborted', async () => {
  live.want(question('rain'), true)
  live.want(question('rain gauge'), true)
  expect(asked[0]!.signal.aborted).toBe(true)
  asked[1]!.reply(answer('newer'))
  await settled()
  asked[0]!.reply(answer('older'))
  await settled()
  expect(last()).toMatchObject({
    state: 'there',
    question: { query: 'rain gauge' },
    answer: { meaning: { model: 'newer' } },
  })
})

test('the answer before stays to be looked at while the next is asked for', async () => {
  live.want(question('rain'), true)
  asked[0]!.reply(answer('first'))
  await settled()
  live.want(question('rain gauge'))
  expect(last()).toMatchObject({ state: 'asking', before: { meaning: { model: 'first' } } })
})

test('the same question is not asked again, unless it is wished', async () => {
  live.want(question('rain'), true)
  live.want(question('rain'))
  pause()
  expect(asked).toHaveLength(1)
  live.want(question('rain'), true)
  expect(asked).toHaveLength(2)
})

test('a failure is shown, and what is typed next asks anew', async () => {
  live.want(question('rain'), true)
  asked[0]!.reply({ ok: false, error: { code: 'network', message: 'Away.' } })
  await settled()
  expect(last()).toMatchObject({ state: 'failed', failure: { message: 'Away.' } })
  live.want(question('rains'))
  expect(last()).toMatchObject({ state: 'asking', before: null })
})

test('an emptied field shows nothing, whatever comes late', async () => {
  live.want(question('rain'), true)
  live.want(null)
  asked[0]!.reply(answer('late'))
  await settled()
  expect(last()).toEqual({ state: 'none' })
})

test('a search that is closed asks and shows nothing more', async () => {
  live.want(question('rain'))
  live.stop()
  pause()
  expect(asked).toEqual([])
})
