import type { Project } from '../../core/contract/project.ts'
import type { Locks } from '../browser/locks.ts'
import type { Area } from '../browser/storage.ts'
import type { OpenDatabase } from './database.ts'
import type { Operations } from './operations.ts'
import { FIRST_PROJECT } from './queue.ts'

export const PROJECT_KEY = 'project'

/** The project that clips go to: one for the computer, chosen in the panel. */
export function chosenProject(deps: {
  local: Area
  locks: Locks
  open: OpenDatabase
  operations: Operations
  newId: () => string
}) {
  const { local, locks, open, operations, newId } = deps

  async function known(): Promise<string | null> {
    const chosen = await local.get(PROJECT_KEY)
    return typeof chosen === 'string' ? chosen : null
  }

  return {
    known,
    forget: () => local.remove(PROJECT_KEY),
    choose: (projectId: string) => local.set(PROJECT_KEY, projectId),
    onChanged: (heard: () => void) => local.onChanged(PROJECT_KEY, heard),

    /** The chosen one, else any there is, else a first one made here, which the server hears of before its clips. */
    orFirst: (): Promise<string> =>
      locks.hold('ownwords.project', async () => {
        const chosen = await known()
        if (chosen) return chosen
        const database = await open()
        const gone = new Set(
          (await operations.list()).filter(each => each.kind === 'project.delete').map(each => each.id),
        )
        const stored = (((await database.get('library', 'projects')) as Project[] | undefined) ?? []).filter(
          each => !gone.has(each.id),
        )
        const made = (await operations.list()).find(each => each.kind === 'project.put')
        let projectId = stored[0]?.id ?? made?.id
        if (!projectId) {
          projectId = newId()
          await operations.putProject(projectId, FIRST_PROJECT)
        }
        await local.set(PROJECT_KEY, projectId)
        return projectId
      }),
  }
}

export type ChosenProject = ReturnType<typeof chosenProject>
