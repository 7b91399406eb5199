import { type ReadonlySignal, signal } from '@preact/signals'
import type { Announcements } from '../browser/announcements.ts'
import type { Outbox } from '../outbox/open-outbox.ts'
import type { KnownServer } from '../panel/servers/servers-world.ts'

export interface KnownServersDeps {
  outbox: Pick<Outbox, 'servers' | 'here' | 'others'>
  announcements: Announcements
  /** Begins the page anew: it is of the server that it began with. */
  beginAnew: () => void
}

/** The servers of this computer as the panel shows them. */
export function followServers({
  outbox: { servers, here, others },
  announcements,
  beginAnew,
}: KnownServersDeps): {
  list: ReadonlySignal<readonly KnownServer[]>
  /** Counts what waits for the others. */
  count: () => Promise<void>
  /** The same, where there are others. */
  countOthers: () => Promise<void>
  stop: () => void
} {
  const list = signal<readonly KnownServer[]>([])
  let waiting = new Map<string, number>()

  async function read(): Promise<void> {
    const mine = await here()
    const kept = await servers.read()
    if (kept.current !== mine) return beginAnew()
    list.value = kept.list.map(({ id, server, label, pairing, account, token }) => ({
      ...{ id, server, label, pairing, account: account?.name ?? null },
      isNew: token === null && account === null,
      current: id === mine,
      waiting: waiting.get(id) ?? 0,
    }))
  }

  async function count(): Promise<void> {
    waiting = await others.waiting()
    await read()
  }

  async function countOthers(): Promise<void> {
    if ((await servers.read()).list.length > 1) await count()
  }

  const offs = [
    servers.onChanged(() => void read()),
    // Something was sent, to whichever of them.
    announcements.onTold(({ kind }) => {
      if (kind === 'sent') void countOthers()
    }),
  ]
  void read()
  return {
    ...{ list, count, countOthers },
    stop() {
      for (const off of offs) off()
    },
  }
}
