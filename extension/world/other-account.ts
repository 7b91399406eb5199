import type { Area } from '../browser/storage.ts'
import type { Clips } from '../outbox/clips.ts'
import type { Library } from '../outbox/library.ts'
import type { Operations } from '../outbox/operations.ts'

interface MoveDeps {
  library: Library
  clips: Pick<Clips, 'list'>
  operations: Pick<Operations, 'putProject'>
}

/** Hears which account the server is asked as: what is kept of another is forgotten, what waits goes to the new one. */
export function accountFollower({
  local,
  moved,
  ...deps
}: MoveDeps & { local: Area; moved: () => Promise<void> }): (accountId: string) => Promise<void> {
  return async accountId => {
    const before = await local.get('library-account')
    if (before === accountId) return
    if (typeof before === 'string') {
      await moveTo(deps)
      await moved()
    }
    await local.set('library-account', accountId)
  }
}

/** What waits here goes to the new account with its projects; what is kept of the old one is forgotten. */
async function moveTo({ library, clips, operations }: MoveDeps): Promise<void> {
  const { projects } = await library.snapshot('')
  const titles = new Map(projects.map(each => [each.id, each.title]))
  for (const id of new Set((await clips.list()).map(clip => clip.projectId))) {
    const title = titles.get(id)
    if (title) await operations.putProject(id, title)
  }
  await library.forget()
}
