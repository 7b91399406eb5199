import type { IDBPTransaction } from 'idb'
import type { Project } from '../../core/contract/project.ts'
import { err, ok, type Result } from '../../core/contract/result.ts'
import type { Capture, Source } from '../../core/contract/source.ts'
import { whyOnlyRead } from '../api/shared-project.ts'
import {
  byAge,
  type ClipEntry,
  everyRevision,
  type OpenDatabase,
  type OwnwordsSchema,
  writing,
} from './database.ts'
import { operation } from './operations.ts'

export interface OutboxFailure {
  /** read_only: the project is somebody else's, to read. */
  code: 'disk_full' | 'disk' | 'read_only'
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
    question: capture.kind === 'knowledge' ? capture.question : null,
    versions: 1,
    check: null,
    tags: [],
  }
}

export const isSending = (entry: ClipEntry, now: number): boolean =>
  entry.sendingSince !== null && now - entry.sendingSince < SENDING_MS

/** The captures that wait on this computer. */
export function clipsOf(open: OpenDatabase, clock: () => number) {
  return {
    /**
     * Resolves when the capture is on disk. The same page or video in the same project is the same source, renewed:
     * what comes back has the id that the project knows it by. Other words that wait under that id are kept, to be
     * sent before these. For a project that is only read nothing is kept: it would never be taken.
     */
    async save(capture: Capture): Promise<Result<Source, OutboxFailure>> {
      try {
        const stores = ['clips', 'captures', 'earlier', 'operations', 'library'] as const
        return await writing(await open(), [...stores], async tx => {
          const why = await whyReadOnly(tx, capture.projectId)
          if (why !== null) return err({ code: 'read_only', message: why })
          const id = await idFor(tx, capture)
          const before = await tx.objectStore('clips').get(id)
          const source = { ...sourceOf(capture), id, versions: await versionsWith(tx, id, before, capture) }
          if (before?.state === 'waiting' && isOther(before.source, capture)) {
            const { projectId, source, revision } = before
            const earlier = await tx.objectStore('captures').get(id)
            if (earlier)
              await tx.objectStore('earlier').put({ id, revision, projectId, source, capture: earlier })
          }
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
          return ok(source)
        })
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

    /** All that waits under an id, oldest first; the last is the one that the source shows. */
    async versions(id: string): Promise<Capture[]> {
      const tx = (await open()).transaction(['captures', 'earlier'])
      const [earlier, capture] = await Promise.all([
        tx.objectStore('earlier').getAll(everyRevision(id)),
        tx.objectStore('captures').get(id),
      ])
      return [...earlier.map(each => each.capture), ...(capture ? [capture] : [])]
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
      await writing(await open(), ['clips', 'captures', 'earlier'], async tx => {
        for (const entry of await tx.objectStore('clips').getAll()) {
          if (entry.removedAt === null || clock() - entry.removedAt < KEEP_REMOVED_MS) continue
          await tx.objectStore('clips').delete(entry.id)
          await tx.objectStore('captures').delete(entry.id)
          await tx.objectStore('earlier').delete(everyRevision(entry.id))
        }
      })
    },
  }
}

/** Whether other words are there than the words that were kept. What had none is no version of anything. */
const isOther = (before: Source, { contentHash }: Pick<Capture, 'contentHash'>): boolean =>
  before.contentHash !== contentHash && before.receipt.words > 0

type Saving = IDBPTransaction<
  OwnwordsSchema,
  ('clips' | 'captures' | 'earlier' | 'operations' | 'library')[],
  'readwrite'
>

/** Why the project takes nothing from this account, as far as the server has told; null where it does. */
const whyReadOnly = async (tx: Saving, projectId: string): Promise<string | null> =>
  whyOnlyRead(((await tx.objectStore('library').get('projects')) as Project[] | undefined) ?? [], projectId)

/** How many versions of the source there are with this capture, as far as this computer knows. */
async function versionsWith(
  tx: Saving,
  id: string,
  waiting: ClipEntry | undefined,
  capture: Capture,
): Promise<number> {
  const stored = (await tx.objectStore('library').get(`sources:${capture.projectId}`)) as Source[] | undefined
  const before =
    waiting?.state === 'waiting' ? waiting.source : (stored ?? []).find(source => source.id === id)
  // What an older version of the extension kept has no count.
  return before ? (before.versions ?? 1) + (isOther(before, capture) ? 1 : 0) : 1
}

/** A page clipped again is the same source, renewed; each selection, moment and answer is one of its own. */
async function idFor(tx: Saving, capture: Capture): Promise<string> {
  const { id, kind, projectId, canonicalUrl, contentHash } = capture
  // The name of a file is no address: two papers are called main.pdf, and one paper has many names.
  const isSame = (source: Source) =>
    canonicalUrl.startsWith('file:')
      ? source.contentHash === contentHash
      : source.canonicalUrl === canonicalUrl
  if (kind === 'selection' || kind === 'moment' || kind === 'knowledge') return id
  const clips = await tx.objectStore('clips').getAll()
  const inState = (state: ClipEntry['state']) =>
    clips.filter(entry => entry.state === state).map(entry => entry.source)
  const stored = (await tx.objectStore('library').get(`sources:${projectId}`)) as Source[] | undefined
  // A refused one last: it may be an older version of what the server has.
  for (const source of [...inState('waiting'), ...(stored ?? []), ...inState('refused')]) {
    if (source.projectId !== projectId || source.kind !== kind || !isSame(source)) continue
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
