import type { IDBPTransaction } from 'idb'
import { err, ok, type Result } from '../../core/contract/result.ts'
import type { Capture, Source } from '../../core/contract/source.ts'
import { byAge, type ClipEntry, type OpenDatabase, type OwnwordsSchema, writing } from './database.ts'
import { operation } from './operations.ts'

export interface OutboxFailure {
  code: 'disk_full' | 'disk'
  message: string
}

/** How long a clip that was taken back can be brought back: a day. */
const KEEP_REMOVED_MS = 24 * 60 * 60 * 1000
/** A send that began longer ago than this died with its context. */
const SENDING_MS = 60_000

/** A capture as the list of sources shows it before the server has it. */
export function sourceOf(capture: Capture): Source {
  return {
    id: capture.id,
    projectId: capture.projectId,
    url: capture.url,
    canonicalUrl: capture.canonicalUrl,
    title: capture.title,
    author: capture.author,
    site: capture.site,
    published: capture.published,
    language: capture.language,
    capturedAt: capture.capturedAt,
    contentHash: capture.contentHash,
    fingerprint: capture.fingerprint,
    receipt: capture.receipt,
    kind: capture.kind,
    state: 'stored',
    passages: 0,
    error: null,
    videoId: 'videoId' in capture ? capture.videoId : null,
    durationMs: 'durationMs' in capture ? capture.durationMs : null,
    ingestRunId: null,
    form: capture.kind === 'article' ? capture.form : null,
    pages: capture.kind === 'pdf' ? capture.pageStarts.length : null,
    moment: capture.kind === 'moment' ? capture.moment : null,
    versions: 1,
    check: null,
  }
}

export const isSending = (entry: ClipEntry, now: number): boolean =>
  entry.sendingSince !== null && now - entry.sendingSince < SENDING_MS

/** The captures that wait on this computer. */
export function clipsOf(open: OpenDatabase, clock: () => number) {
  return {
    /**
     * Resolves when the capture is on disk. The same id again replaces what waits under it, and so does the same
     * page or video in the same project: the source that comes back has the id that the project knows it by.
     */
    async save(capture: Capture): Promise<Result<Source, OutboxFailure>> {
      try {
        const stores = ['clips', 'captures', 'operations', 'library'] as const
        const source = await writing(await open(), [...stores], async tx => {
          const id = await idFor(tx, capture)
          const source = { ...sourceOf(capture), id }
          const before = await tx.objectStore('clips').get(id)
          await tx.objectStore('captures').put({ ...capture, id })
          await tx.objectStore('clips').put({
            id,
            projectId: capture.projectId,
            source,
            state: 'waiting',
            why: null,
            savedAt: before?.savedAt ?? clock(),
            revision: (before?.revision ?? 0) + 1,
            attempts: before?.attempts ?? 0,
            sendingSince: null,
            notBefore: 0,
            removedAt: null,
            renews: id !== capture.id || (before?.renews ?? false),
          })
          await tx.objectStore('operations').delete(`source.delete:${id}`)
          return source
        })
        return ok(source)
      } catch (error) {
        return err(diskFailure(error))
      }
    },

    /** Oldest first, those that were taken back left out. */
    async list(): Promise<ClipEntry[]> {
      const all = await (await open()).getAll('clips')
      return all.filter(entry => entry.state !== 'removed').sort(byAge)
    },

    async capture(id: string): Promise<Capture | null> {
      return (await (await open()).get('captures', id)) ?? null
    },

    /** Takes a waiting clip back; false when none waits under this id. */
    async remove(id: string): Promise<boolean> {
      return writing(await open(), ['clips', 'operations'], async tx => {
        const entry = await tx.objectStore('clips').get(id)
        if (!entry || entry.state === 'removed') return false
        await tx.objectStore('clips').put({ ...entry, state: 'removed', removedAt: clock() })
        // Once begun, a send may have arrived though its answer never did.
        if (entry.attempts > 0)
          await tx
            .objectStore('operations')
            .put(operation('source.delete', id, entry.projectId, null, clock()))
        return true
      })
    },

    /** Brings back what `remove` took. unsent: the server never heard of it; null: nothing of this id waits. */
    async restore(id: string): Promise<'unsent' | 'sent' | null> {
      return writing(await open(), ['clips', 'operations'], async tx => {
        const entry = await tx.objectStore('clips').get(id)
        if (entry?.state !== 'removed') return null
        await tx.objectStore('clips').put({ ...entry, state: 'waiting', removedAt: null, notBefore: 0 })
        const deletion = await tx.objectStore('operations').get(`source.delete:${id}`)
        return entry.attempts === 0 && !deletion && !entry.renews ? 'unsent' : 'sent'
      })
    },

    /** Forgets for good what was taken back a day ago. */
    async sweep(): Promise<void> {
      await writing(await open(), ['clips', 'captures'], async tx => {
        for (const entry of await tx.objectStore('clips').getAll()) {
          if (entry.removedAt === null || clock() - entry.removedAt < KEEP_REMOVED_MS) continue
          await tx.objectStore('clips').delete(entry.id)
          await tx.objectStore('captures').delete(entry.id)
        }
      })
    },
  }
}

/** A page clipped again is the same source, renewed; each selection and moment is one of its own. */
async function idFor(
  tx: IDBPTransaction<OwnwordsSchema, ('clips' | 'captures' | 'operations' | 'library')[], 'readwrite'>,
  { id, kind, projectId, canonicalUrl }: Capture,
): Promise<string> {
  if (kind === 'selection' || kind === 'moment') return id
  const waiting = (await tx.objectStore('clips').getAll())
    .filter(entry => entry.state !== 'removed')
    .map(entry => entry.source)
  const stored = (await tx.objectStore('library').get(`sources:${projectId}`)) as Source[] | undefined
  for (const source of [...waiting, ...(stored ?? [])]) {
    if (source.projectId !== projectId || source.kind !== kind || source.canonicalUrl !== canonicalUrl)
      continue
    const deleted = await tx.objectStore('operations').get(`source.delete:${source.id}`)
    if (!deleted) return source.id
  }
  return id
}

export type Clips = ReturnType<typeof clipsOf>

export function diskFailure(error: unknown): OutboxFailure {
  const name = error instanceof DOMException || error instanceof Error ? error.name : ''
  return name === 'QuotaExceededError'
    ? {
        code: 'disk_full',
        message:
          'The disk of this computer is full, so this was not saved. Free some space, then clip it again.',
      }
    : {
        code: 'disk',
        message:
          'The browser could not write to its storage, so this was not saved. Restart the browser, then clip it again.',
      }
}
