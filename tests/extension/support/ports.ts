import { AsyncLocalStorage } from 'node:async_hooks'
import type { Alarms } from '../../../extension/browser/alarms.ts'
import type { Announcement, Announcements } from '../../../extension/browser/announcements.ts'
import type { Badge } from '../../../extension/browser/badge.ts'
import type { Locks } from '../../../extension/browser/locks.ts'
import type { Permissions } from '../../../extension/browser/permissions.ts'
import type { Scripting } from '../../../extension/browser/scripting.ts'
import type { WholeArea } from '../../../extension/browser/storage.ts'
import type { Tab, Tabs } from '../../../extension/browser/tabs.ts'

/** A storage area in memory that every context of one test shares. */
export function memoryArea(): WholeArea & { content: Map<string, unknown> } {
  const content = new Map<string, unknown>()
  const listeners = new Set<(key: string) => void>()
  const changed = (key: string) => {
    for (const listener of listeners) listener(key)
  }
  return {
    content,
    get: async key => structuredClone(content.get(key)),
    async set(key, value) {
      content.set(key, structuredClone(value))
      changed(key)
    },
    async remove(key) {
      content.delete(key)
      changed(key)
    },
    keys: async () => [...content.keys()],
    onChanged(key, heard) {
      const listener = (changedKey: string) => {
        if (changedKey === key) heard(structuredClone(content.get(key)))
      }
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Locks as the browser's: one holder a name, the others in line; asking again while holding would wait for ever. */
export function sharedLocks(): Locks {
  const lines = new Map<string, Promise<unknown>>()
  const held = new AsyncLocalStorage<string[]>()
  return {
    hold(name, work) {
      const mine = held.getStore() ?? []
      if (mine.includes(name)) throw new Error(`${name} is asked for by its own holder`)
      const turn = (lines.get(name) ?? Promise.resolve()).then(() => held.run([...mine, name], work))
      lines.set(
        name,
        turn.catch(() => {}),
      )
      return turn
    },
  }
}

export function memoryAnnouncements(): Announcements & { told: Announcement[] } {
  const told: Announcement[] = []
  const listeners = new Set<(announcement: Announcement) => void>()
  return {
    told,
    tell(announcement) {
      told.push(announcement)
      for (const listener of listeners) queueMicrotask(() => listener(announcement))
    },
    onTold(heard) {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
  }
}

export function memoryAlarms(): Alarms & { set: Map<string, number> } {
  const set = new Map<string, number>()
  return {
    set,
    async every(name, minutes) {
      set.set(name, minutes)
    },
    async once(name, minutes) {
      set.set(name, minutes)
    },
    async clear(name) {
      set.delete(name)
    },
  }
}

export function memoryBadge(): Badge & { shown: string[]; now: Map<number, string> } {
  const shown: string[] = []
  const now = new Map<number, string>()
  return {
    shown,
    now,
    async show(tabId, text) {
      shown.push(text)
      now.set(tabId, text)
    },
    async clear(tabId) {
      now.delete(tabId)
    },
  }
}

/** One window with tabs, moved by the test as a creator would. */
export function memoryTabs(windowId = 1) {
  const tabs = new Map<number, Tab>()
  const activated = new Set<(tabId: number, windowId: number) => void>()
  const updated = new Set<(tab: Tab) => void>()
  const removed = new Set<(tabId: number) => void>()
  const listen = <Listener>(set: Set<Listener>, listener: Listener) => {
    set.add(listener)
    return () => set.delete(listener)
  }
  let last = 0
  const need = (tabId: number) => {
    const tab = tabs.get(tabId)
    if (!tab) throw new Error(`No tab with id: ${tabId}.`)
    return tab
  }
  const change = (tabId: number, own: Partial<Tab>) => {
    const tab = { ...need(tabId), ...own }
    tabs.set(tabId, tab)
    for (const heard of updated) heard({ ...tab })
  }
  const bring = (tabId: number) => {
    for (const tab of tabs.values()) tab.active = tab.id === tabId
    for (const heard of activated) heard(tabId, windowId)
  }
  const add = (url: string | null, own: Partial<Tab> = {}): Tab => {
    const state = { active: false, loading: false, asleep: false, marked: false, groupId: null }
    const tab = { id: ++last, windowId, ...state, url, title: url, ...own }
    tabs.set(tab.id, tab)
    return tab
  }
  const port: Tabs = {
    ownWindow: async () => windowId,
    activeIn: async () => [...tabs.values()].map(tab => ({ ...tab })).find(tab => tab.active) ?? null,
    allIn: async () => [...tabs.values()].map(tab => ({ ...tab })),
    showing: async pattern =>
      [...tabs.values()]
        .map(tab => ({ ...tab }))
        .filter(tab => tab.url?.startsWith(pattern.replace(/\*$/, ''))),
    get: async tabId => ({ ...need(tabId) }),
    async open(url, { active }) {
      const tab = add(url)
      if (active) bring(tab.id)
      return { ...tab }
    },
    async activate(tabId) {
      need(tabId)
      bring(tabId)
    },
    async navigate(tabId, url) {
      change(tabId, { url })
      bring(tabId)
    },
    async reload(tabId) {
      change(tabId, { loading: true, asleep: false })
      queueMicrotask(() => tabs.has(tabId) && change(tabId, { loading: false }))
    },
    async sleep(tabId) {
      change(tabId, { asleep: true })
    },
    async close(tabId) {
      tabs.delete(tabId)
      for (const heard of removed) heard(tabId)
    },
    onActivated: heard => listen(activated, heard),
    onUpdated: heard => listen(updated, heard),
    onRemoved: heard => listen(removed, heard),
  }
  return { port, tabs, add, bring, change }
}

/** Scripting whose answers the test gives, by tab. */
export function scriptedPages(answers: Map<number, () => Promise<unknown>>): Scripting & { runs: number[] } {
  const runs: number[] = []
  return {
    runs,
    run: (async (tabId: number) => {
      runs.push(tabId)
      const answer = answers.get(tabId)
      if (!answer)
        throw new Error(
          'Cannot access contents of the page. Extension manifest must request permission to access the respective host.',
        )
      return answer()
    }) as Scripting['run'],
  }
}

export function memoryPermissions(
  answer: boolean,
): Permissions & { asked: string[][]; givenBack: string[][] } {
  const asked: string[][] = []
  const givenBack: string[][] = []
  return {
    asked,
    givenBack,
    has: async () => answer,
    async request(origins) {
      asked.push(origins)
      return answer
    },
    async giveBack(origins) {
      givenBack.push(origins)
      return true
    },
  }
}
