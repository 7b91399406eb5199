import { beforeEach, expect, test, vi } from 'vitest'
import type { Capture, SelectionCapture } from '../../core/contract/source.ts'
import { type KeptSelection, keptSelectionsIn, noting } from '../../extension/highlights/kept-selections.ts'
import { ASK_KEPT, answerPages } from '../../extension/highlights/page-message.ts'
import { pagePatterns } from '../../extension/highlights/page-patterns.ts'
import { article } from './support/captures.ts'
import { memoryArea, sharedLocks } from './support/ports.ts'

let local: ReturnType<typeof memoryArea>
let alive: Set<string> | null
let patterns: string[]
beforeEach(() => {
  local = memoryArea()
  alive = null
  patterns = []
})
const open = () =>
  keptSelectionsIn({
    local,
    locks,
    pageScripts: {
      async limitTo(given) {
        patterns = given
      },
    },
    living: async kept => alive ?? new Set(kept.map(each => each.sourceId)),
  })
const locks = sharedLocks()
const of = (sourceId: string, own: Partial<KeptSelection> = {}): KeptSelection => ({
  sourceId,
  projectId: 'p',
  url: 'https://www.a.example/story?utm_source=x#top',
  canonicalUrl: 'https://a.example/story',
  anchor: { exact: `words ${sourceId}`, prefix: '', suffix: '' },
  ...own,
})
const ids = async (kept: Promise<KeptSelection[]>) => (await kept).map(each => each.sourceId)

test('several selections of one page are found by any of its addresses, and by no other', async () => {
  const kept = open()
  await Promise.all([
    kept.add(of('1')),
    kept.add(of('2')),
    open().add(of('3', { url: 'https://b.example/', canonicalUrl: 'https://b.example/' })),
  ])
  for (const address of ['https://a.example/story/', 'http://www.a.example/story?gclid=1#part'])
    expect((await ids(kept.of(address))).sort()).toEqual(['1', '2'])
  expect(await ids(kept.of('https://a.example/story/2'))).toEqual([])
  expect(await ids(kept.of('nonsense'))).toEqual([])
})

test('what was removed from its project is not shown, and comes back with it', async () => {
  const kept = open()
  await kept.add(of('1'))
  await kept.add(of('2'))
  alive = new Set(['2'])
  expect(await ids(kept.of('https://a.example/story'))).toEqual(['2'])
  alive = null
  expect(await ids(kept.of('https://a.example/story'))).toEqual(['1', '2'])
})

test('the browser is told of these pages alone, and of none when highlights are off', async () => {
  const kept = open()
  await kept.add(of('1'))
  expect(patterns).toEqual(['*://a.example/story*', '*://www.a.example/story*'])
  await kept.turn(false)
  expect(patterns).toEqual([])
  expect(await kept.isOn()).toBe(false)
  await kept.add(of('2'))
  expect(patterns).toEqual([])
  await kept.turn(true)
  expect(patterns).toHaveLength(2)
})

test('a selection is noted as it is kept, an article is not, and a failed note loses no clip', async () => {
  const kept = open()
  const keep = vi.fn(async (capture: Capture) => ({ ok: true, value: { id: capture.id } }))
  const sender = noting({ keep }, kept)
  const page = article('p')
  const selection: SelectionCapture = {
    ...(page as Extract<Capture, { kind: 'article' }>),
    kind: 'selection',
    anchor: { exact: 'three', prefix: '', suffix: '' },
  }
  await sender.keep(page)
  expect(await kept.knows(page.id)).toBe(false)
  await sender.keep(selection)
  expect(await ids(kept.of(page.url))).toEqual([page.id])
  const broken = noting({ keep }, { add: () => Promise.reject(new Error('disk')) })
  expect(await broken.keep(selection)).toMatchObject({ ok: true })
})

test('what an older version left, or nonsense, is as good as absent', async () => {
  local.content.set('kept-selections', [null, 5, { sourceId: '1' }, of('2'), { ...of('3'), anchor: null }])
  expect(await ids(open().of('https://a.example/story'))).toEqual(['2'])
  local.content.set('kept-selections', 'nonsense')
  expect(await ids(open().of('https://a.example/story'))).toEqual([])
})

test('a page hears of its own selections, by the address that the browser names', async () => {
  const kept = open()
  await kept.add(of('1'))
  let ask: Parameters<Parameters<typeof answerPages>[0]['onSaid']>[0] = () => null
  answerPages(
    {
      onSaid(answer) {
        ask = answer
      },
    },
    kept,
  )
  const from = (url: string) => ({ tabId: 1, url })
  expect(ask({ other: 1 }, from('https://a.example/story'))).toBeNull()
  expect(await ask(ASK_KEPT, from('https://a.example/story'))).toEqual([of('1').anchor])
  expect(await ask(ASK_KEPT, from('https://a.example/story-two'))).toEqual([])
  await kept.turn(false)
  expect(await ask(ASK_KEPT, from('https://a.example/story'))).toEqual([])
})

test.each([
  ['https://a.example/', ['*://a.example/*', '*://www.a.example/*']],
  ['https://a.example:8443/x/', ['*://a.example/x*', '*://www.a.example/x*']],
  ['http://127.0.0.1:80/x', ['*://127.0.0.1/x*']],
  ['https://a.example/*/x', ['*://a.example*', '*://www.a.example*'].map(each => `${each.slice(0, -1)}/*`)],
  ['file:///home/x.pdf', []],
  ['javascript:alert(1)', []],
  ['https://[::1]/x', []],
])('the pattern of %s', (address, expected) => expect(pagePatterns([address])).toEqual(expected))
