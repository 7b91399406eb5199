import {
  byAge,
  everyRevision,
  type OpenDatabase,
  type Operation,
  type OperationKind,
  writing,
} from './database.ts'

export function operation(
  kind: OperationKind,
  id: string,
  projectId: string,
  title: string | null,
  savedAt: number,
): Operation {
  return { key: `${kind}:${id}`, kind, id, projectId, title, savedAt, revision: 1, attempts: 0, notBefore: 0 }
}

/** Changes that the server has not heard of yet. Each resolves when it is on disk. */
export function operationsOf(open: OpenDatabase, clock: () => number) {
  return {
    async list(): Promise<Operation[]> {
      return (await (await open()).getAll('operations')).sort(byAge)
    },

    /** Makes the project, or renames it. */
    async putProject(id: string, title: string): Promise<void> {
      await writing(await open(), ['operations'], async tx => {
        const store = tx.objectStore('operations')
        const before = await store.get(`project.put:${id}`)
        const fresh = operation('project.put', id, id, title, before?.savedAt ?? clock())
        await store.put(
          before ? { ...fresh, revision: before.revision + 1, attempts: before.attempts } : fresh,
        )
      })
    },

    /** Its waiting clips and changes go with it: nothing is sent to a project that is to be deleted. */
    async deleteProject(id: string): Promise<void> {
      await writing(await open(), ['operations', 'clips', 'captures', 'earlier'], async tx => {
        for (const clip of await tx.objectStore('clips').getAll()) {
          if (clip.projectId !== id) continue
          await tx.objectStore('clips').delete(clip.id)
          await tx.objectStore('captures').delete(clip.id)
          await tx.objectStore('earlier').delete(everyRevision(clip.id))
        }
        for (const before of await tx.objectStore('operations').getAll())
          if (before.projectId === id) await tx.objectStore('operations').delete(before.key)
        // Also for one that was never sent, as far as we know: the server answers that it knows none, which is as good.
        await tx.objectStore('operations').put(operation('project.delete', id, id, null, clock()))
      })
    },

    /** The creator's own words on a source, as they shall be. */
    async tagSource(id: string, projectId: string, tags: string[]): Promise<void> {
      await writing(await open(), ['operations'], async tx => {
        const before = await tx.store.get(`source.tags:${id}`)
        const revision = (before?.revision ?? 0) + 1
        await tx.store.put({ ...operation('source.tags', id, projectId, null, clock()), tags, revision })
      })
    },

    async deleteSource(id: string, projectId: string): Promise<void> {
      await writing(await open(), ['operations'], async tx => {
        await tx.objectStore('operations').delete(`source.restore:${id}`)
        await tx.objectStore('operations').put(operation('source.delete', id, projectId, null, clock()))
      })
    },

    /** Takes a deletion back: silently where it was not begun, else by telling the server. */
    async restoreSource(id: string, projectId: string): Promise<void> {
      await writing(await open(), ['operations'], async tx => {
        const deletion = await tx.objectStore('operations').get(`source.delete:${id}`)
        await tx.objectStore('operations').delete(`source.delete:${id}`)
        if (deletion?.attempts === 0) return
        await tx.objectStore('operations').put(operation('source.restore', id, projectId, null, clock()))
      })
    },
  }
}

export type Operations = ReturnType<typeof operationsOf>
