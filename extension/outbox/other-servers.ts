import type { Area } from '../browser/storage.ts'
import { type Here, nameAt } from '../servers/here.ts'
import type { Servers } from '../servers/kept-servers.ts'
import type { OpenDatabase } from './database.ts'
import { queueOf } from './queue.ts'
import type { Sync } from './sync.ts'

/** A server that does not let us in is not asked again before. */
const UNPAIRED_MS = 3_600_000

/** What waits on this computer for the servers that are not worked with just now. */
export function otherServers(deps: {
  servers: Servers
  here: Here
  openAt: (id: string) => OpenDatabase
  syncAt: (id: string) => Sync
  local: Area
  clock: () => number
}) {
  const { servers, here, openAt, syncAt, clock } = deps

  async function ids(): Promise<string[]> {
    const now = await here()
    return (await servers.read()).list.map(each => each.id).filter(id => id !== now)
  }

  return {
    /** How much waits, by server; those for which nothing does are left out. */
    async waiting(): Promise<Map<string, number>> {
      const counts = new Map<string, number>()
      for (const id of await ids()) {
        const count = await queueOf(openAt(id), clock).size()
        if (count > 0) counts.set(id, count)
      }
      return counts
    },

    /** Sends it, to each what is its own. */
    async send(): Promise<void> {
      for (const id of (await this.waiting()).keys()) {
        const outcome = await syncAt(id)()
        if (outcome.state === 'unpaired') await queueOf(openAt(id), clock).pauseUntil(clock() + UNPAIRED_MS)
      }
    },

    /** Everything that this computer keeps of a server is gone, with what waits for it. */
    async forget(id: string): Promise<void> {
      const database = await openAt(id)()
      for (const store of database.objectStoreNames) await database.clear(store)
      for (const key of ['project', 'library-account', 'searched-for', 'kept-selections', 'activity'])
        await deps.local.remove(nameAt(key, id))
    },
  }
}

export type OtherServers = ReturnType<typeof otherServers>
