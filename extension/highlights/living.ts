import type { OpenDatabase } from '../outbox/database.ts'
import { libraryOf } from '../outbox/library.ts'
import { project } from '../world/projection.ts'
import type { KeptSelection } from './kept-selections.ts'

/** Of the selections of some projects, the ids of those that this computer still knows to be there. */
export function livingIn(open: OpenDatabase, clock: () => number) {
  const library = libraryOf(open)
  return async (kept: KeptSelection[]): Promise<Set<string>> => {
    const ids = new Set<string>()
    for (const projectId of new Set(kept.map(each => each.projectId))) {
      const snapshot = await library.snapshot(projectId)
      const { sources } = project({ ...snapshot, projectId, runs: [], loading: false }, clock())
      for (const { id } of sources) ids.add(id)
    }
    return ids
  }
}
