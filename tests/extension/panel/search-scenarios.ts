import type { SearchAnswer, SearchHit } from '../../../core/contract/search.ts'
import { noSearch, type SearchSetting } from './fake-search.ts'
import { type Setting, settings } from './fake-world.ts'
import { film, paper, passage, plan, research } from './research-samples.ts'
import { hour, id, present, server } from './samples.ts'

const base = settings().work

const doubles = 'a ten per cent rise in paved area roughly doubles the peak flow of a small catchment'
const pipe = 'every new driveway on the street sends its rain to the same pipe'

/** Where these words stand in a text. */
const marksOf = (text: string, words: RegExp) =>
  [...text.matchAll(words)].map(({ index, 0: word }) => ({ start: index, end: index + word.length }))

export const hit = (of: typeof film, text: string, changes: Partial<SearchHit> = {}): SearchHit => ({
  place: {
    of: 'source',
    title: of.title,
    published: of.published,
    sourceId: of.id,
    projectId: of.projectId,
    projectTitle: 'Why your street floods',
    kind: of.kind,
    site: of.site,
    tags: of.tags,
  },
  ord: 3,
  start: 0,
  end: text.length,
  text,
  before: 'The gauges were read by hand until 1987.',
  after: 'Later ones do so by themselves.',
  marks: marksOf(text, /peak|flow|pipe/g),
  startMs: null,
  page: null,
  link: `${of.url}#:~:text=water`,
  score: 1,
  by: ['words'],
  ...changes,
})

const long = `${'The record begins in the spring, when the first gauges were set up along the brook. '.repeat(5)}Then ${doubles}. ${'What follows says how it was measured. '.repeat(6)}`

const hits: SearchHit[] = [
  hit(paper, doubles, { by: ['words', 'meaning'] }),
  hit(film, pipe, { startMs: 767_000, link: `${film.url}&t=767s` }),
  hit({ ...plan, tags: ['costs', 'council'] }, long, { page: 3, link: 'file:///stormwater-plan-2024.pdf' }),
  hit(passage, 'rain finds the lowest cellar first', { by: ['meaning'], before: '', after: '', marks: [] }),
  {
    ...hit(film, 'so the peak is what breaks the pipe, not the rain of a year'),
    place: {
      of: 'channel',
      title: 'Concrete is not the enemy',
      published: '2024-11-08',
      channelId: 'UCownchannel0000000000aa',
      videoId: 'own_video_1',
    },
    startMs: 252_000,
    link: 'https://www.youtube.com/watch?v=own_video_1&t=252s',
  },
]

const hebrew = 'שישים ושלושה אחוזים מהגשם זורמים לאותו צינור'
const unbroken = `https://example.org/${'averyverylongpathwithoutanybreak'.repeat(6)}`
const hard: SearchHit[] = [
  hit({ ...paper, title: hebrew, site: 'מים בעיר', tags: [hebrew, unbroken.slice(0, 40)] }, hebrew),
  hit({ ...passage, title: unbroken }, unbroken),
  hit({ ...film, title: '<img src=x onerror="window.broken=1">' }, '<b onclick="alert(1)">peak</b> flow', {
    startMs: 36_125_000,
  }),
]

const found = (answer: SearchAnswer, over: Partial<SearchSetting> = {}): SearchSetting => ({
  ...noSearch,
  answer: () => answer,
  facets: {
    kinds: [
      { kind: 'video', sources: 3 },
      { kind: 'article', sources: 1 },
      { kind: 'pdf', sources: 1 },
    ],
    sites: Array.from({ length: 12 }, (_, n) => ({ site: `site-${n + 1}.example.org`, sources: 12 - n })),
    tags: [
      { tag: 'costs', sources: 2 },
      { tag: 'council', sources: 1 },
    ],
  },
  ...over,
})
const meaning = {
  model: 'text-embedding-3-small',
  embedded: 640,
  passages: 1_200,
  runId: null,
  problem: null,
}

const shown = (search: SearchSetting, over: Partial<Setting> = {}) =>
  settings({ work: { ...base, sources: research }, search, ...over })

export const searchScenarios: Record<string, () => Setting> = {
  search: () =>
    shown(found({ hits, meaning }, { recent: ['peak flow', 'who owns the pipe', hebrew, unbroken] })),
  'search-by-words': () => shown(found({ hits: hits.slice(0, 2), meaning: null })),
  'search-problem': () =>
    shown(
      found({
        hits: hits.slice(0, 2),
        meaning: {
          ...meaning,
          runId: id(910),
          problem: 'api.openai.com refused the key. Set another one on the server.',
        },
      }),
    ),
  'search-nothing': () => shown(noSearch),
  'search-slow': () => shown({ ...noSearch, answer: null }),
  'search-failed': () =>
    shown({ ...noSearch, failure: { code: 'network', message: 'The server did not answer. Try again.' } }),
  'search-hard': () => shown(found({ hits: hard, meaning: null })),
  'search-offline': () =>
    shown(noSearch, { connection: { state: 'offline', server, since: present - hour } }),
  tagged: () =>
    settings({
      work: {
        ...base,
        sources: research.map((each, n) => ({
          ...each,
          tags:
            n === 0 ? ['costs', 'council'] : n === 1 ? [hebrew, 'x'.repeat(40)] : n === 2 ? ['costs'] : [],
        })),
      },
    }),
}
