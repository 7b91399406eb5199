import { send } from '../api/request.ts'
import type { Alarms } from '../browser/alarms.ts'
import type { Announcements } from '../browser/announcements.ts'
import type { Locks } from '../browser/locks.ts'
import type { Area } from '../browser/storage.ts'
import type { Outbox } from '../outbox/open-outbox.ts'
import { channelStore } from './channel-store.ts'
import { createQueue, QUEUE_ALARM, REST_ALARM } from './drive-queue.ts'
import { paceIn } from './pace-in.ts'
import { CHANNEL_SEND_ALARM, createChannelSender } from './send-channel.ts'
import { WAKE } from './wake.ts'
import { chromeYoutubeTabs } from './youtube-tabs.ts'

/**
 * The worker's part in the own channel: it fetches and sends whatever the disk says is to be fetched and sent, woken by
 * the panel, by alarms and by the browser's start. Add its listeners at once.
 */
export function channelWorker(deps: {
  outbox: Pick<Outbox, 'here' | 'openAt' | 'pairingAt'>
  session: Area
  alarms: Alarms
  announcements: Announcements
  locks: Locks
  fetch: typeof globalThis.fetch
  clock: () => number
  pause: (ms: number) => Promise<void>
}): { listen: () => void } {
  const { outbox, session, fetch, clock } = deps
  /** What is begun for one server goes on for it, though the creator turns to another in the middle. */
  function workFor(id: string) {
    const own = { ...deps, store: channelStore(outbox.openAt(id), clock), random: Math.random }
    const flush = createChannelSender({
      ...own,
      pairing: outbox.pairingAt(id),
      send: (credentials, request) => send(fetch, credentials, request),
    })
    const run = createQueue({
      ...own,
      youtube: chromeYoutubeTabs(),
      // What cannot be done now is on disk, and an alarm set.
      send: () => void flush().catch(() => {}),
      pace: () => paceIn(session),
      wait: deps.pause,
    })
    return { flush, run }
  }
  const works = new Map<string, ReturnType<typeof workFor>>()
  async function work() {
    const id = await outbox.here()
    const known = works.get(id) ?? workFor(id)
    works.set(id, known)
    return known
  }
  const sendSoon = (now = false) => void work().then(({ flush }) => flush({ now }).catch(() => {}))
  const wake = () => void work().then(({ run }) => run().catch(() => {}))

  return {
    listen() {
      chrome.alarms.onAlarm.addListener(({ name }) => {
        if (name === QUEUE_ALARM || name === REST_ALARM) wake()
        if (name === CHANNEL_SEND_ALARM) sendSoon()
      })
      chrome.runtime.onMessage.addListener((message: unknown, { id, tab }) => {
        if (id !== chrome.runtime.id || tab || message !== WAKE) return false
        wake()
        // The creator did something, or the server came back: now is the moment.
        sendSoon(true)
        return false
      })
      // A browser that was closed in the middle goes on where it was; the list may wait for the server since then.
      chrome.runtime.onStartup.addListener(() => {
        wake()
        sendSoon()
      })
    },
  }
}
