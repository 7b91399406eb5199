import type { Area } from '../browser/storage.ts'
import { FIRST_SERVER, type Servers } from './kept-servers.ts'

/** The server whose things are meant, by its id. */
export type Here = () => Promise<string>

/** Of a page: the one that was worked with when the page began, for as long as it lives. Another one begins it anew. */
export function hereOfPage(servers: Servers): Here {
  let known: Promise<string> | null = null
  return () => {
    known ??= servers.current().then(server => server.id)
    return known
  }
}

/** Of the worker, whose life has nothing to do with what the creator works with: the one that it is now. */
export const hereOfWorker =
  (servers: Servers): Here =>
  () =>
    servers.current().then(server => server.id)

/** Under which name something of a server is kept on this computer. */
export const nameAt = (name: string, serverId: string): string =>
  serverId === FIRST_SERVER ? name : `${name}-${serverId}`

/** These are the computer's, whatever it works with. */
const OF_THE_COMPUTER: ReadonlySet<string> = new Set([
  ...['welcome', 'moment-shortcut', 'highlights-off'],
  ...['servers', 'server', 'persist-asked', 'teleprompter'],
])

/**
 * Whether what is kept under a name is that server's.
 * @param others the ids of the servers that stay
 */
export const isKeptOf = (serverId: string, key: string, others: readonly string[]): boolean =>
  serverId === FIRST_SERVER
    ? !OF_THE_COMPUTER.has(key) && !others.some(id => key.endsWith(`-${id}`))
    : key.endsWith(`-${serverId}`)

/** storage.local as that server's work sees it: what is kept of one is not seen of another. */
export const areaOf = (local: Area, here: Here): Area =>
  namedArea(local, async key => (OF_THE_COMPUTER.has(key) ? key : nameAt(key, await here())))

/** Most of storage.session is the browser's, under names of all kinds: what is a server's begins with its id. */
const sessionName = (serverId: string, key: string): string => `at:${serverId}:${key}`
export const isInSessionOf = (serverId: string, name: string): boolean =>
  name.startsWith(sessionName(serverId, ''))

/** storage.session for what is that server's, and goes with it. */
export const sessionOf = (session: Area, here: Here): Area =>
  namedArea(session, async key => sessionName(await here(), key))

function namedArea(area: Area, named: (key: string) => Promise<string>): Area {
  return {
    get: async key => area.get(await named(key)),
    set: async (key, value) => area.set(await named(key), value),
    remove: async key => area.remove(await named(key)),
    onChanged(key, heard) {
      let off: (() => void) | null = null
      let over = false
      void named(key).then(name => {
        if (!over) off = area.onChanged(name, heard)
      })
      return () => {
        over = true
        off?.()
      }
    },
  }
}
