import { signal } from '@preact/signals'
import type {
  Batch,
  BatchTab,
  StrandedLink,
  TabChoice,
  TabOutcome,
  TabsWorld,
} from '../../../extension/panel/tabs/tabs-world.ts'
import { id } from './samples.ts'

export interface TabsSetting {
  choices: TabChoice[]
  batch: Batch | null
  link: StrandedLink | null
}

export const noTabs: TabsSetting = { choices: [], batch: null, link: null }

/** Tabs that nobody clips: what is asked is written down, and the states change as the real ones would. */
export function fakeTabs(setting: TabsSetting, note: (act: string, ...given: unknown[]) => void): TabsWorld {
  const batch = signal(setting.batch)
  const link = signal(setting.link)
  const choices = signal(setting.choices)
  const change = (changes: Partial<Batch>) => {
    if (batch.value) batch.value = { ...batch.value, ...changes }
  }
  return {
    choices,
    batch,
    link,
    async plan(which) {
      note('tabs.plan', which)
      const total = choices.value.find(each => each.which === which)?.count ?? 0
      const tabIds = Array.from({ length: total }, (_, n) => n + 1)
      return {
        which,
        tabIds,
        open: 3,
        origins: total > 3 ? ['https://*/*', 'http://*/*'] : [],
        everySite: total > 3,
      }
    },
    async clip(plan, ask) {
      note('tabs.clip', plan.which, ask)
      batch.value = { ...clipping(), which: plan.which }
    },
    async goOn() {
      note('tabs.goOn')
      change({ state: 'running' })
    },
    stop() {
      note('tabs.stop')
      change({ state: 'stopping' })
    },
    async dismiss() {
      note('tabs.dismiss')
      batch.value = null
    },
    async giveBack() {
      note('tabs.giveBack')
      change({ given: [] })
      return true
    },
    async keepAccess() {
      note('tabs.keepAccess')
      change({ given: [] })
    },
    async clipLink() {
      note('tabs.clipLink')
      link.value = null
      return { ok: true, title: 'Where the link led' }
    },
    async showLink() {
      note('tabs.showLink')
      link.value = null
    },
    async dropLink() {
      note('tabs.dropLink')
      link.value = null
    },
  }
}

const tab = (tabId: number, title: string | null, outcome: TabOutcome): BatchTab => ({
  tabId,
  url: title ? `https://journals.example.org/${tabId}` : null,
  title,
  outcome,
})
const saved: TabOutcome = { state: 'saved', sourceId: id(1), woken: false }

export const clipping = (): Batch => ({
  projectId: id(101),
  which: 'window',
  state: 'running',
  given: [],
  tabs: [
    tab(1, 'How rain gauges are read, and what they miss', saved),
    tab(2, 'Sponge cities, explained by an engineer', saved),
    tab(3, 'What a sewer costs to replace, street by street, in eleven European cities since 1990', {
      state: 'working',
      doing: 'waking',
    }),
    tab(4, 'A hundred years of the storm drain', { state: 'working', doing: 'reading' }),
    ...['Tides and rivers', 'Permeable asphalt', 'The flood of 1953'].map((title, n) =>
      tab(5 + n, title, { state: 'waiting' }),
    ),
  ],
})

export const clippedTabs = (): Batch => ({
  ...clipping(),
  state: 'done',
  given: ['https://*/*', 'http://*/*'],
  tabs: [
    tab(1, 'How rain gauges are read, and what they miss', saved),
    tab(2, 'Sponge cities, explained by an engineer', { ...saved, woken: true }),
    tab(3, 'What a sewer costs to replace, street by street, in eleven European cities since 1990', {
      state: 'changed',
      sourceId: id(3),
      woken: false,
    }),
    tab(4, 'A hundred years of the storm drain', { state: 'unchanged', sourceId: id(4), woken: false }),
    tab(5, null, { state: 'skipped', why: 'browser_page' }),
    tab(6, 'How rain gauges are read, and what they miss', { state: 'skipped', why: 'duplicate' }),
    tab(7, 'Permeable asphalt', {
      state: 'failed',
      why: 'navigated',
      message: 'The tab went on to another page meanwhile, so nothing of it was clipped.',
    }),
  ],
})
