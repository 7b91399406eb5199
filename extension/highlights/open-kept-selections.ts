import type { Locks } from '../browser/locks.ts'
import { chromePageScripts } from '../browser/page-scripts.ts'
import type { Area } from '../browser/storage.ts'
import type { OpenDatabase } from '../outbox/database.ts'
import { type KeptSelections, keptSelectionsIn } from './kept-selections.ts'
import { livingIn } from './living.ts'

/** The kept selections over this browser; worker and panel each have them, over the same storage. */
export const openKeptSelections = (deps: {
  local: Area
  locks: Locks
  open: OpenDatabase
  clock: () => number
}): KeptSelections =>
  keptSelectionsIn({
    local: deps.local,
    locks: deps.locks,
    pageScripts: chromePageScripts('ownwords-highlights', 'highlights.js'),
    living: livingIn(deps.open, deps.clock),
  })
