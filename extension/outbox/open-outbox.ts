import { newId } from '../../core/contract/new-id.ts'
import { createPairing } from '../api/pairing.ts'
import { send } from '../api/request.ts'
import type { Alarms } from '../browser/alarms.ts'
import type { Announcements } from '../browser/announcements.ts'
import type { Locks } from '../browser/locks.ts'
import type { WholeArea } from '../browser/storage.ts'
import { areaOf, type Here, nameAt, sessionOf } from '../servers/here.ts'
import { serversIn } from '../servers/kept-servers.ts'
import { chosenProject, PROJECT_KEY } from './chosen-project.ts'
import { clipsOf } from './clips.ts'
import { databaseOpener, type OpenDatabase } from './database.ts'
import { operationsOf } from './operations.ts'
import { otherServers } from './other-servers.ts'
import { createSender } from './sender.ts'
import { createSync, type Sync } from './sync.ts'

/**
 * The outbox of this computer, put together; worker and panel each have one, over the same disk. Each server has a
 * database of its own: what waits for one is never seen by what is sent to another.
 * @param deps.hereOf the server whose work this context is for
 */
export function openOutbox(deps: {
  local: WholeArea
  session: WholeArea
  hereOf: (servers: ReturnType<typeof serversIn>) => Here
  alarms: Alarms
  announcements: Announcements
  locks: Locks
  fetch: typeof globalThis.fetch
  clock: () => number
  random: () => number
  persist: () => Promise<unknown>
}) {
  const { local, session, alarms, announcements, locks, fetch, clock, random, persist } = deps
  const servers = serversIn({ local, locks })
  const here = deps.hereOf(servers)
  const databases = new Map<string, OpenDatabase>()
  const syncs = new Map<string, Sync>()

  const openAt = (id: string): OpenDatabase => {
    const opener = databases.get(id) ?? databaseOpener(nameAt('ownwords', id))
    databases.set(id, opener)
    return opener
  }
  const pairingAt = (id: string) => createPairing({ servers, here: async () => id, locks, fetch })
  /** One server's sync stays with it, though the creator turns to another in the middle. */
  const syncAt = (id: string): Sync => {
    const sync =
      syncs.get(id) ??
      createSync({
        open: openAt(id),
        pairing: pairingAt(id),
        send: (credentials, request) => send(fetch, credentials, request),
        lock: nameAt('ownwords.sync', id),
        ...{ locks, announcements, clock, random },
      })
    syncs.set(id, sync)
    return sync
  }
  const projectAt = (id: string) => {
    const open = openAt(id)
    const operations = operationsOf(open, clock)
    return chosenProject({
      local: areaOf(local, async () => id),
      ...{ locks, open, operations, newId: () => newId() },
    })
  }
  /** A clip takes seconds: the creator may have turned to another server since it was told its project. */
  async function homeOf(projectId: string): Promise<string> {
    const now = await here()
    const { list } = await servers.read()
    if (list.length === 1) return now
    const chosen = new Map<string, unknown>()
    for (const { id } of list) chosen.set(id, await local.get(nameAt(PROJECT_KEY, id)))
    if (chosen.get(now) === projectId) return now
    return list.find(({ id }) => chosen.get(id) === projectId)?.id ?? now
  }

  const open: OpenDatabase = async () => openAt(await here())()
  const own = areaOf(local, here)
  const clips: ReturnType<typeof clipsOf> = {
    ...clipsOf(open, clock),
    save: async capture => clipsOf(openAt(await homeOf(capture.projectId)), clock).save(capture),
  }
  const operations = operationsOf(open, clock)
  const others = otherServers({ servers, here, openAt, syncAt, local, session, clock })
  return {
    open,
    servers,
    here,
    /** Of one server, whichever is worked with meanwhile. */
    openAt,
    pairingAt,
    /** storage.local as this server's work sees it. */
    own,
    /** storage.session for what is this server's. */
    ownSession: sessionOf(session, here),
    pairing: createPairing({ servers, here, locks, fetch }),
    clips,
    operations,
    locks,
    others,
    sender: createSender({
      clips,
      sync: async options => syncAt(await here())(options),
      othersWait: async () => (await others.waiting()).size > 0,
      ...{ alarms, announcements, persist },
    }),
    project: {
      ...chosenProject({ local: own, locks, open, operations, newId: () => newId() }),
      orFirst: async () => projectAt(await here()).orFirst(),
    },
  }
}

export type Outbox = ReturnType<typeof openOutbox>
