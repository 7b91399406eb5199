import { newId } from '../../core/contract/new-id.ts'
import type { Project } from '../../core/contract/project.ts'
import type { Source } from '../../core/contract/source.ts'
import type { ApiFailure, Request } from '../api/request.ts'
import { byAge, type ClipEntry, type OpenDatabase, type Operation, writing } from './database.ts'
import { operation } from './operations.ts'

/** One thing to send, as it stood when it was picked. `mark` tells it from a newer one of the same id. */
export type Item =
  /** `revision` is the capture that goes: the newest of its clip, or an earlier one that has to go before it. */
  | { is: 'clip'; mark: string; entry: ClipEntry; revision: number }
  | { is: 'operation'; mark: string; entry: Operation }

export const FIRST_PROJECT = 'My first video'

/** What goes next, and what becomes of it. Every step is on disk before the next one begins. */
export function queueOf(open: OpenDatabase, clock: () => number) {
  const operationItem = (entry: Operation): Item => ({
    is: 'operation',
    mark: `${entry.key}#${entry.revision}`,
    entry,
  })
  const clipItem = (entry: ClipEntry, revision: number): Item => ({
    is: 'clip',
    mark: `${entry.id}#${revision}`,
    entry,
    revision,
  })

  async function waiting() {
    const database = await open()
    const [clips, operations, keys] = await Promise.all([
      database.getAll('clips'),
      database.getAll('operations'),
      database.getAllKeys('earlier'),
    ])
    // Keys come in order: the first of an id is its oldest.
    const oldest = new Map<string, number>()
    for (const [id, revision] of keys) if (!oldest.has(id)) oldest.set(id, revision)
    return {
      oldest,
      clips: clips.filter(clip => clip.state === 'waiting').sort(byAge),
      operations: operations.sort(byAge),
    }
  }

  return {
    /** Projects and what comes back first, then the clips of those that the server has and tags, deletions last; each oldest first. */
    async next(now: boolean, tried: Set<string>): Promise<Item | null> {
      const { clips, operations, oldest } = await waiting()
      const puts = operations.filter(each => each.kind === 'project.put')
      const unborn = new Set(puts.map(each => each.id))
      const restores = operations.filter(each => each.kind === 'source.restore')
      const held = new Set(restores.map(each => each.id))
      const unsent = new Set(clips.map(each => each.id))
      const due = [
        ...puts.map(operationItem),
        ...restores.map(operationItem),
        ...clips
          .filter(each => !unborn.has(each.projectId) && !held.has(each.id))
          .map(each => clipItem(each, oldest.get(each.id) ?? each.revision)),
        ...operations.filter(each => each.kind === 'source.tags' && !unsent.has(each.id)).map(operationItem),
        ...operations
          .filter(each => each.kind === 'source.delete' || each.kind === 'project.delete')
          .map(operationItem),
      ]
      return due.find(item => !tried.has(item.mark) && (now || item.entry.notBefore <= clock())) ?? null
    },

    async size(): Promise<number> {
      const { clips, operations } = await waiting()
      return clips.length + operations.length
    },

    /** Notes that the send begins and gives the request; null when the item was taken back meanwhile. */
    async begin(item: Item): Promise<Request | null> {
      const database = await open()
      if (item.is === 'operation')
        return writing(database, ['operations'], async tx => {
          const entry = await tx.store.get(item.entry.key)
          if (!entry || entry.revision !== item.entry.revision) return null
          await tx.store.put({ ...entry, attempts: entry.attempts + 1 })
          return requestOf(entry)
        })
      return writing(database, ['clips', 'captures', 'earlier'], async tx => {
        const { id } = item.entry
        const entry = await tx.objectStore('clips').get(id)
        const capture =
          entry?.revision === item.revision
            ? await tx.objectStore('captures').get(id)
            : (await tx.objectStore('earlier').get([id, item.revision]))?.capture
        if (!capture || entry?.state !== 'waiting') return null
        await tx.objectStore('clips').put({ ...entry, attempts: entry.attempts + 1, sendingSince: clock() })
        return { method: 'PUT', path: `/sources/${id}`, body: capture }
      })
    },

    /** The server has it: only now it leaves the queue, and enters what is known of the server in the same breath. */
    async acknowledge(item: Item): Promise<void> {
      const database = await open()
      if (item.is === 'operation') {
        await writing(database, ['operations', 'library', 'meta'], async tx => {
          await count(tx.objectStore('meta'))
          const entry = await tx.objectStore('operations').get(item.entry.key)
          if (entry?.revision === item.entry.revision) await tx.objectStore('operations').delete(entry.key)
          const library = tx.objectStore('library')
          const { kind, id, projectId, title, tags } = item.entry
          const projects = ((await library.get('projects')) as Project[] | undefined) ?? []
          const sources = ((await library.get(`sources:${projectId}`)) as Source[] | undefined) ?? []
          if (kind === 'source.delete')
            await library.put(
              sources.filter(source => source.id !== id),
              `sources:${projectId}`,
            )
          if (kind === 'source.tags' && tags)
            await library.put(
              sources.map(source => (source.id === id ? { ...source, tags } : source)),
              `sources:${projectId}`,
            )
          if (kind === 'project.delete')
            await library.put(
              projects.filter(project => project.id !== id),
              'projects',
            )
          if (kind === 'project.put' && title !== null)
            await library.put(withProject(projects, id, title, item.entry.savedAt), 'projects')
        })
        return
      }
      await writing(database, ['clips', 'captures', 'earlier', 'library', 'meta'], async tx => {
        await count(tx.objectStore('meta'))
        const { id } = item.entry
        const entry = await tx.objectStore('clips').get(id)
        if (!entry) return
        // It may have become an earlier one while it was on its way.
        const earlier = await tx.objectStore('earlier').get([id, item.revision])
        await tx.objectStore('earlier').delete([id, item.revision])
        if (entry.revision === item.revision && entry.state === 'waiting') {
          await tx.objectStore('clips').delete(id)
          await tx.objectStore('captures').delete(id)
        } else await tx.objectStore('clips').put({ ...entry, sendingSince: null })
        const key = `sources:${entry.projectId}`
        const known = ((await tx.objectStore('library').get(key)) as Source[] | undefined) ?? []
        const others = known.filter(source => source.id !== id)
        await tx.objectStore('library').put([earlier?.source ?? item.entry.source, ...others], key)
      })
    },

    /** @param why what the creator should know of it meanwhile */
    async postpone(item: Item, notBefore: number, why: string | null = null): Promise<void> {
      const database = await open()
      if (item.is === 'operation')
        await writing(database, ['operations'], async tx => {
          const entry = await tx.store.get(item.entry.key)
          if (entry) await tx.store.put({ ...entry, notBefore })
        })
      else
        await writing(database, ['clips'], async tx => {
          const entry = await tx.store.get(item.entry.id)
          if (entry) await tx.store.put({ ...entry, notBefore, why, sendingSince: null })
        })
    },

    /** A clip stays, with the server's words; a change that the server will not make is given up. */
    async refuse(item: Item, { message, requestId }: ApiFailure): Promise<void> {
      const database = await open()
      if (item.is === 'operation')
        await writing(database, ['operations'], async tx => {
          const entry = await tx.store.get(item.entry.key)
          if (entry?.revision === item.entry.revision) await tx.store.delete(entry.key)
        })
      else
        await writing(database, ['clips', 'captures', 'earlier'], async tx => {
          const { id } = item.entry
          const entry = await tx.objectStore('clips').get(id)
          if (!entry) return
          const why = requestId ? `${message} (request ${requestId})` : message
          const refused = entry.revision === item.revision && entry.state === 'waiting'
          await tx
            .objectStore('clips')
            .put({ ...entry, sendingSince: null, ...(refused ? { state: 'refused', why } : {}) })
          const earlier = await tx.objectStore('earlier').get([id, item.revision])
          if (!earlier) return
          // It is no version of what follows it, and it is not lost: it stays here as a clip of its own.
          const own = newId(clock())
          await tx.objectStore('earlier').delete([id, item.revision])
          await tx.objectStore('captures').put({ ...earlier.capture, id: own })
          await tx.objectStore('clips').put({
            ...{ ...entry, id: own, source: { ...earlier.source, id: own, versions: 1 } },
            ...{ state: 'refused', why, revision: 1, attempts: 0, sendingSince: null, renews: false },
          })
        })
    },

    async makeProject(id: string): Promise<void> {
      await writing(await open(), ['operations', 'library'], async tx => {
        // It is made already, by whoever knows its name.
        if (await tx.objectStore('operations').get(`project.put:${id}`)) return
        const projects = (await tx.objectStore('library').get('projects')) as Project[] | undefined
        const title = projects?.find(project => project.id === id)?.title ?? FIRST_PROJECT
        await tx.objectStore('operations').put(operation('project.put', id, id, title, clock()))
      })
    },

    /** Restores at the server what was removed there. */
    async bringBack({ id, projectId }: ClipEntry): Promise<void> {
      await writing(await open(), ['operations'], async tx => {
        await tx.store.put(operation('source.restore', id, projectId, null, clock()))
      })
    },

    /** Whether the project is somebody else's, as far as the server has told. */
    async isShared(projectId: string): Promise<boolean> {
      const projects = (await (await open()).get('library', 'projects')) as Project[] | undefined
      return projects?.some(each => each.id === projectId && each.shared !== undefined) ?? false
    },

    async pausedUntil(): Promise<number> {
      const until = await (await open()).get('meta', 'paused-until')
      return typeof until === 'number' ? until : 0
    },
    async pauseUntil(time: number): Promise<void> {
      await (await open()).put('meta', time, 'paused-until')
    },
  }
}

/** Marks answers that were asked for before this moment as stale. */
async function count(meta: {
  get(key: 'acknowledged'): Promise<unknown>
  put(value: number, key: 'acknowledged'): Promise<unknown>
}): Promise<void> {
  const before = await meta.get('acknowledged')
  await meta.put((typeof before === 'number' ? before : 0) + 1, 'acknowledged')
}

function requestOf({ kind, id, title, tags }: Operation): Request {
  switch (kind) {
    case 'project.put':
      return { method: 'PUT', path: `/projects/${id}`, body: { title } }
    case 'project.delete':
      return { method: 'DELETE', path: `/projects/${id}` }
    case 'source.delete':
      return { method: 'DELETE', path: `/sources/${id}` }
    case 'source.restore':
      return { method: 'POST', path: `/sources/${id}/restore` }
    case 'source.tags':
      return { method: 'PUT', path: `/sources/${id}/tags`, body: { tags: tags ?? [] } }
  }
}

function withProject(projects: Project[], id: string, title: string, at: number): Project[] {
  const time = new Date(at).toISOString()
  const known = projects.find(project => project.id === id)
  return known
    ? projects.map(project => (project.id === id ? { ...project, title } : project))
    : [{ id, title, createdAt: time, updatedAt: time, sources: 0 }, ...projects]
}
