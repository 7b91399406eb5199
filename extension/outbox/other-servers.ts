import type { WholeArea } from '../browser/storage.ts'
import { type Here, isInSessionOf, isKeptOf } from '../servers/here.ts'
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
  local: WholeArea
  session: WholeArea
  clock: () => number
}) {
  const { servers, here, openAt, syncAt, local, session, clock } = deps

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

    /** How much of a server is on this computer alone: clips, also refused ones, and changes, also of scripts. */
    async unsent(id: string): Promise<number> {
      const database = await openAt(id)()
      const [clips, operations, documents] = await Promise.all([
        database.getAll('clips'),
        database.count('operations'),
        database.getAll('scriptDocuments'),
      ])
      const kept = clips.filter(clip => clip.state !== 'removed').length
      return documents.reduce((sum, { pending }) => sum + pending.length, kept + operations)
    },

    /** Everything that this computer keeps of a server is gone, with what waits for it. */
    async forget(id: string): Promise<void> {
      const database = await openAt(id)()
      for (const store of database.objectStoreNames) await database.clear(store)
      const stay = (await servers.read()).list.map(each => each.id).filter(other => other !== id)
      for (const key of await local.keys()) if (isKeptOf(id, key, stay)) await local.remove(key)
      for (const key of await session.keys()) if (isInSessionOf(id, key)) await session.remove(key)
    },
  }
}

export type OtherServers = ReturnType<typeof otherServers>
