import { newId } from '../../core/contract/new-id.ts'
import { createPairing } from '../api/pairing.ts'
import { send } from '../api/request.ts'
import type { Alarms } from '../browser/alarms.ts'
import type { Announcements } from '../browser/announcements.ts'
import type { Locks } from '../browser/locks.ts'
import type { Area } from '../browser/storage.ts'
import { chosenProject } from './chosen-project.ts'
import { clipsOf } from './clips.ts'
import { databaseOpener } from './database.ts'
import { operationsOf } from './operations.ts'
import { createSender } from './sender.ts'
import { createSync } from './sync.ts'

/** The outbox of this computer, put together; worker and panel each have one, over the same database. */
export function openOutbox(deps: {
  local: Area
  alarms: Alarms
  announcements: Announcements
  locks: Locks
  fetch: typeof globalThis.fetch
  clock: () => number
  random: () => number
  persist: () => Promise<unknown>
}) {
  const { local, alarms, announcements, locks, fetch, clock, random, persist } = deps
  const open = databaseOpener()
  const pairing = createPairing({ local, locks, fetch })
  const clips = clipsOf(open, clock)
  const operations = operationsOf(open, clock)
  const sync = createSync({
    open,
    pairing,
    send: (credentials, request) => send(fetch, credentials, request),
    locks,
    announcements,
    clock,
    random,
  })
  return {
    open,
    pairing,
    clips,
    operations,
    locks,
    sender: createSender({ clips, sync, alarms, announcements, persist }),
    project: chosenProject({ local, locks, open, operations, newId: () => newId() }),
  }
}

export type Outbox = ReturnType<typeof openOutbox>
