import type { Receipt } from '../../core/contract/receipt.ts'
import type { MomentCapture, Source } from '../../core/contract/source.ts'
import type { Transcript } from '../../core/contract/transcript.ts'
import { type OpenDatabase, writing } from '../outbox/database.ts'
import type { Marks } from './words-around.ts'

/** A moment as it was last kept, so that its words, its end and its note can still come, with and without the server. */
export interface MomentRecord {
  capture: MomentCapture
  marks: Marks
  /** Its words are to come. */
  wanting: boolean
  /** How often they were asked for in vain. */
  tries: number
  /** Milliseconds since 1970: not asked for again before. */
  notBefore: number
  /** Why it has none, as a sentence for the creator. */
  why: string | null
}

/** The words of a whole video, for its next moments. */
export interface VideoWords {
  videoId: string
  /** null: it has none, and that is final. */
  transcript: Transcript | null
  /** Of the whole video: how the words were got and how whole they are. */
  receipt: Receipt
  facts: VideoFacts | null
  why: string | null
}

/** What the player says of the video. */
export interface VideoFacts {
  title: string | null
  author: string | null
  published: string | null
  /** null while it is live. */
  durationMs: number | null
}

const KEPT_VIDEOS = 60
const KEPT_MOMENTS = 500

/** Moments and the words of their videos on this computer, beside what the server said last (`library`). */
export function momentRecords(open: OpenDatabase) {
  const put = async (prefix: string, id: string, value: unknown, most: number) => {
    await writing(await open(), ['library'], async tx => {
      // Taken out first, so that the newest stands last among those that are counted.
      await tx.store.put({ at: Date.now(), value }, `${prefix}:${id}`)
      const range = IDBKeyRange.bound(`${prefix}:`, `${prefix};`, false, true)
      const keys = await tx.store.getAllKeys(range)
      if (keys.length <= most) return
      const aged = await Promise.all(
        keys.map(async key => ({ key, at: ((await tx.store.get(key)) as { at: number }).at })),
      )
      aged.sort((a, b) => a.at - b.at)
      for (const { key } of aged.slice(0, keys.length - most)) await tx.store.delete(key)
    })
  }
  const get = async (key: string): Promise<unknown> =>
    ((await (await open()).get('library', key)) as { value: unknown } | undefined)?.value

  return {
    read: async (id: string) => ((await get(`moment:${id}`)) as MomentRecord | undefined) ?? null,
    write: (record: MomentRecord) => put('moment', record.capture.id, record, KEPT_MOMENTS),
    async drop(id: string): Promise<void> {
      await (await open()).delete('library', `moment:${id}`)
    },
    async wanting(): Promise<MomentRecord[]> {
      const range = IDBKeyRange.bound('moment:', 'moment;', false, true)
      const all = (await (await open()).getAll('library', range)) as { value: MomentRecord }[]
      return all.map(({ value }) => value).filter(record => record.wanting)
    },

    words: async (videoId: string) => ((await get(`words:${videoId}`)) as VideoWords | undefined) ?? null,
    keepWords: (words: VideoWords) => put('words', words.videoId, words, KEPT_VIDEOS),

    /** Whether the creator still has it: waiting here or known of the server, and not removed since. */
    async isThere({ id, projectId }: MomentCapture): Promise<boolean> {
      const tx = (await open()).transaction(['clips', 'library', 'operations'])
      const [clip, sources, removal, projectRemoval] = await Promise.all([
        tx.objectStore('clips').get(id),
        tx.objectStore('library').get(`sources:${projectId}`) as Promise<Source[] | undefined>,
        tx.objectStore('operations').get(`source.delete:${id}`),
        tx.objectStore('operations').get(`project.delete:${projectId}`),
      ])
      if (removal || projectRemoval || clip?.state === 'removed') return false
      return clip !== undefined || (sources?.some(source => source.id === id) ?? false)
    },
    async isStored({ id, projectId }: MomentCapture): Promise<boolean> {
      const sources = (await (await open()).get('library', `sources:${projectId}`)) as Source[] | undefined
      return sources?.some(source => source.id === id) ?? false
    },
  }
}

export type MomentRecords = ReturnType<typeof momentRecords>
