import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { vi } from 'vitest'
import type { Here } from '../../../extension/servers/here.ts'
import type { Servers } from '../../../extension/servers/kept-servers.ts'
import { memoryAlarms, memoryAnnouncements, memoryArea, sharedLocks } from './ports.ts'

/** What all contexts of one browser share: disk, storage, locks, alarms, the time. */
export function browser(server: string) {
  globalThis.indexedDB = new IDBFactory()
  const local = memoryArea()
  local.content.set('server', { server, token: null })
  return {
    local,
    session: memoryArea(),
    locks: sharedLocks(),
    alarms: memoryAlarms(),
    announcements: memoryAnnouncements(),
    time: { now: Date.UTC(2026, 10, 22, 12) },
    persisted: { asked: 0 },
  }
}

export type Browser = ReturnType<typeof browser>

/** A context of the extension as it is after its start: modules loaded anew, nothing in memory. */
export async function context(
  of: Browser,
  own: { fetch?: typeof fetch; hereOf?: (servers: Servers) => Here } = {},
) {
  vi.resetModules()
  const { openOutbox } = await import('../../../extension/outbox/open-outbox.ts')
  const { hereOfPage } = await import('../../../extension/servers/here.ts')
  return openOutbox({
    local: of.local,
    session: of.session,
    hereOf: own.hereOf ?? hereOfPage,
    alarms: of.alarms,
    announcements: of.announcements,
    locks: of.locks,
    fetch: own.fetch ?? ((...args) => fetch(...args)),
    clock: () => of.time.now,
    random: () => 0.5,
    persist: async () => {
      of.persisted.asked++
    },
  })
}

/** A fetch of a context that is killed: nothing is sent, nothing answers, nobody hears of it. */
export const dead: typeof fetch = () => new Promise(() => {})
