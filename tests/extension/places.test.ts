import { expect, test } from 'vitest'
import type { Scripting } from '../../extension/browser/scripting.ts'
import type { Tab, Tabs } from '../../extension/browser/tabs.ts'
import { placesIn } from '../../extension/world/places.ts'

const PAPER = 'https://papers.example/spacing.pdf'
const anchor = { exact: 'Spacing works.', prefix: '', suffix: '' }

/** A tab with a paper, whose address changes a while after the browser was told to. */
function slowTab() {
  const done: string[] = []
  const tab: Tab = {
    id: 7,
    windowId: 1,
    active: false,
    loading: false,
    url: PAPER,
    title: 'Spacing',
    asleep: false,
    marked: false,
    groupId: null,
  }
  let heard: (tab: Tab) => void = () => {}
  let address = ''
  const tabs = {
    ownWindow: async () => 1,
    allIn: async () => [tab],
    get: async () => tab,
    navigate: async (_: number, url: string) => {
      address = url
    },
    reload: async () => void done.push(`reload ${tab.url}`),
    onUpdated(listener: (tab: Tab) => void) {
      heard = listener
      return () => void done.push('off')
    },
  } as unknown as Tabs
  const arrive = () => {
    tab.url = address
    heard(tab)
  }
  return { tabs, arrive, done }
}

const cite = { link: `${PAPER}#page=3`, startMs: null, page: 3, anchor }
const never = (_: number, signal: AbortSignal) =>
  new Promise<void>(resolve => signal.addEventListener('abort', () => resolve()))

test('a page of a paper is loaded anew only when its tab has the address of it', async () => {
  const { tabs, arrive, done } = slowTab()
  const places = placesIn({ tabs, scripting: {} as Scripting, wait: never })
  const opened = places.openCitation(cite)
  await new Promise(resolve => setTimeout(resolve))
  expect(done).toEqual([])
  arrive()
  await opened
  expect(done).toEqual(['off', `reload ${PAPER}#page=3`])
})

test('a tab whose address nobody sees is loaded anew after a while', async () => {
  const { tabs, done } = slowTab()
  const waited: number[] = []
  const wait = async (ms: number) => void waited.push(ms)
  await placesIn({ tabs, scripting: {} as Scripting, wait }).openCitation(cite)
  expect(done).toEqual(['off', `reload ${PAPER}`])
  expect(waited).toEqual([2_000])
})
