import { expect, test } from 'vitest'
import type { SearchHit } from '../../../core/contract/search.ts'
import { judgeMentions } from '../../../server/research/claims/judge-mentions.ts'

const video = (n: number) => `video${String(n).padStart(6, '0')}`

/** A passage of the own channel, as the search finds it. */
const hit = (text: string, n = 1): SearchHit => ({
  place: {
    of: 'channel',
    title: `Video ${n}`,
    published: '2024-05-01T00:00:00Z',
    channelId: 'UCabcdefghijklmnopqrstuv',
    videoId: video(n),
  },
  ord: 0,
  start: 0,
  end: text.length,
  text,
  before: '',
  after: '',
  marks: [],
  startMs: 4_000,
  page: null,
  link: `https://www.youtube.com/watch?v=${video(n)}&t=4s`,
  score: 1,
  by: ['words'],
})
const judged = (claim: string, ...passages: string[]) =>
  judgeMentions(
    claim,
    'en',
    passages.map((text, i) => hit(text, i)),
  ).map(({ how, quote, why }) => ({ how, quote, why }))

const ELSE =
  'Today we look at how bread rises in the oven. Yeast eats the sugar of the flour and gives off gas. That gas makes the holes.'

test.each([
  [
    'The Merrow Bay tidal plant has 16 turbines on the floor of the strait.',
    'Welcome back everybody. The tidal plant at Merrow Bay has 16 turbines on the floor of the strait. I was there in May.',
    'You said this already, with the same number: 16 turbines.',
  ],
  [
    'Tidal power can be predicted for centuries because the moon pulls the sea.',
    'I love this part. Because the moon pulls the sea, tidal power can be predicted for centuries. Nice.',
    'You said this already, in much the same words.',
  ],
])('a planted repeat is found: %s', (claim, passage, why) => {
  expect(judged(claim, passage, ELSE)).toEqual([{ how: 'repeat', quote: expect.any(String), why }])
})

test.each([
  [
    'The Merrow Bay tidal plant has 16 turbines on the floor of the strait.',
    'The tidal plant at Merrow Bay has 12 turbines on the floor of the strait. I was there in May.',
    'You said otherwise. Different numbers: 16 turbines against 12 turbines.',
  ],
  [
    'Harbour porpoises avoid the turbines at Merrow Bay.',
    'We saw it with our own eyes. Harbour porpoises do not avoid the turbines at Merrow Bay.',
    'You said otherwise. One denies what the other says.',
  ],
  [
    'The tidal plant at Merrow Bay was opened in 2025.',
    'The tidal plant at Merrow Bay was opened in 2019 by the mayor.',
    'You said otherwise. Different years: 2025 against 2019.',
  ],
  [
    'Fishing in the strait of Merrow is banned around the turbines.',
    'Fishing in the strait of Merrow is allowed around the turbines, which is good news.',
    'You said otherwise. Opposite words: “banned” against “allowed”.',
  ],
])('a planted contradiction is found: %s', (claim, passage, why) => {
  expect(judged(claim, ELSE, passage)).toEqual([{ how: 'contradiction', quote: expect.any(String), why }])
})

test('what is near and says neither is a callback, in the creator’s words', () => {
  const [mention, ...more] = judged(
    'The tidal plant at Merrow Bay delivers power to 20,000 homes.',
    'Last year I went on a boat to the tidal plant at Merrow Bay, and its power was switched off that day.',
    ELSE,
  )
  expect(more).toEqual([])
  expect(mention).toMatchObject({ how: 'callback', quote: expect.stringContaining('Merrow Bay') })
  expect(mention!.why).toMatch(/^You spoke of this: .*(?:Merrow Bay|tidal plant)/i)
})

test.each([
  ELSE,
  'The plant on my desk needs water twice a week. Its leaves turn to the window.',
  'The bay was full of boats. Nobody had seen so many people on the floor of the hall.',
  'A wind turbine in Denmark has three blades. It turns 12 times a minute.',
  'So in this video I want to talk about how the power of a story can move people.',
  'The Dunmore coal plant has 16 chimneys and stands near the railway.',
])('what is of something else raises no alarm: %s', passage => {
  expect(judged('The Merrow Bay tidal plant has 16 turbines on the floor of the strait.', passage)).toEqual(
    [],
  )
})

test('captions without punctuation are judged in stretches that are cut out of them', () => {
  const passage =
    'and that is why i went there um the tidal plant at merrow bay has 12 turbines on the floor of the strait and each of them is as tall as a house so that was a surprise to me and i think to everybody who came along that day'
  const [mention] = judgeMentions(
    'The Merrow Bay tidal plant has 16 turbines on the floor of the strait.',
    'en',
    [hit(passage)],
  )
  expect(mention).toMatchObject({ how: 'contradiction' })
  expect(passage.slice(mention!.start).startsWith(mention!.quote)).toBe(true)
})

test('another language is no contradiction', () => {
  expect(
    judged(
      'The Merrow Bay tidal plant has 16 turbines on the floor of the strait.',
      'Das Gezeitenkraftwerk in der Merrow Bay hat 12 turbines, und die stehen auf dem Grund der Meerenge, wo die Strömung stark ist.',
    ).filter(({ how }) => how !== 'callback'),
  ).toEqual([])
})
