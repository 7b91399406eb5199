import type { SampleChoice } from '../../core/channel/sample.ts'
import type { ChannelVideo } from '../../core/contract/channel.ts'
import { type OpenDatabase, writing } from '../outbox/database.ts'
import type { ChannelWords, ListedChannel, QueuedVideo, QueueNote } from './queued-video.ts'

const NOTE = 'channel-queue'
const GONE = 'channels-gone'

const fresh = (channelId: string, video: ChannelVideo, ord: number): QueuedVideo => ({
  videoId: video.videoId,
  channelId,
  video,
  state: 'waiting',
  misses: 0,
  legs: [],
  answer: null,
  sent: false,
  refused: null,
  ord,
  revision: 0,
})

/** The creator's own channel on this computer: its list, its queue and the words. Each call resolves when it is on disk. */
export function channelStore(open: OpenDatabase, clock: () => number) {
  async function change(videoId: string, how: (entry: QueuedVideo) => QueuedVideo | null): Promise<void> {
    await writing(await open(), ['queue'], async tx => {
      const entry = await tx.store.get(videoId)
      const next = entry && how(entry)
      if (next) await tx.store.put(next)
    })
  }

  return {
    /** The one that was listed last: a creator has one channel, until they say that another is theirs. */
    async current(): Promise<ListedChannel | null> {
      const all = await (await open()).getAll('channels')
      return all.sort((a, b) => b.savedAt - a.savedAt)[0] ?? null
    },
    channel: async (id: string): Promise<ListedChannel | null> =>
      (await (await open()).get('channels', id)) ?? null,
    channels: async (): Promise<ListedChannel[]> => (await open()).getAll('channels'),

    /** A list as far as it is read. What the creator decided about the channel stays theirs. */
    async putList(listed: Omit<ListedChannel, 'sent' | 'refused' | 'savedAt' | 'revision'>): Promise<void> {
      await writing(await open(), ['channels', 'meta'], async tx => {
        const store = tx.objectStore('channels')
        const before = await store.get(listed.id)
        await store.put({
          ...listed,
          language: before?.language ?? listed.language,
          choice: before?.choice ?? listed.choice,
          sent: false,
          refused: null,
          savedAt: clock(),
          revision: (before?.revision ?? 0) + 1,
        })
        const gone = ((await tx.objectStore('meta').get(GONE)) as string[] | undefined) ?? []
        await tx.objectStore('meta').put(
          gone.filter(id => id !== listed.id),
          GONE,
        )
      })
    },

    async decide(id: string, own: { choice?: SampleChoice; language?: string | null }): Promise<void> {
      await writing(await open(), ['channels'], async tx => {
        const channel = await tx.store.get(id)
        if (channel) await tx.store.put({ ...channel, ...own })
      })
    },

    queue: async (channelId: string): Promise<QueuedVideo[]> =>
      (await (await open()).getAllFromIndex('queue', 'channel', channelId)).sort((a, b) => a.ord - b.ord),
    words: async (videoId: string): Promise<ChannelWords | null> =>
      (await (await open()).get('words', videoId)) ?? null,

    /** The queue is these videos and no other that still waits; what is done stays done. */
    async enqueue(channelId: string, videos: ChannelVideo[]): Promise<void> {
      await writing(await open(), ['queue', 'words'], async tx => {
        const queue = tx.objectStore('queue')
        const wanted = new Set(videos.map(video => video.videoId))
        for (const entry of await queue.index('channel').getAll(channelId))
          if (entry.state === 'waiting' && !wanted.has(entry.videoId)) {
            await queue.delete(entry.videoId)
            await tx.objectStore('words').delete(entry.videoId)
          }
        for (const [ord, video] of videos.entries()) {
          const known = await queue.get(video.videoId)
          await queue.put(known ? { ...known, channelId, video, ord } : fresh(channelId, video, ord))
        }
      })
    },

    /** The next to be asked for: those that missed come again after the others. */
    async next(channelId: string): Promise<QueuedVideo | null> {
      const waiting = (await this.queue(channelId)).filter(entry => entry.state === 'waiting')
      return waiting.sort((a, b) => a.misses - b.misses || a.ord - b.ord)[0] ?? null
    },

    /**
     * What came of an attempt. Dropped where the entry has changed since `asked`: the creator gave a file meanwhile.
     * @param words null leaves those that are there
     */
    async settle(asked: QueuedVideo, next: QueuedVideo, words: ChannelWords | null): Promise<boolean> {
      return writing(await open(), ['queue', 'words'], async tx => {
        const now = await tx.objectStore('queue').get(asked.videoId)
        if (!now || now.revision !== asked.revision) return false
        await tx.objectStore('queue').put({ ...next, ord: now.ord, revision: now.revision + 1 })
        if (words) await tx.objectStore('words').put(words)
        return true
      })
    },

    /** The words of a file, whether the video was in the queue or not. */
    async putFile(
      channelId: string,
      video: ChannelVideo,
      answer: NonNullable<QueuedVideo['answer']>,
      words: ChannelWords,
    ): Promise<void> {
      await writing(await open(), ['queue', 'words'], async tx => {
        const queue = tx.objectStore('queue')
        const last = (await queue.index('channel').getAll(channelId)).reduce(
          (most, { ord }) => Math.max(most, ord + 1),
          0,
        )
        const before = (await queue.get(video.videoId)) ?? fresh(channelId, video, last)
        const own = { channelId, answer, legs: answer.receipt.legs, sent: false, refused: null }
        await queue.put({ ...before, ...own, state: 'done', revision: before.revision + 1 })
        await tx.objectStore('words').put(words)
      })
    },

    again: (videoId: string) =>
      change(videoId, entry => ({ ...entry, state: 'waiting', misses: 0, revision: entry.revision + 1 })),

    /** Done, and not with the server yet, in order. */
    async unsent(channelId: string): Promise<QueuedVideo[]> {
      return (await this.queue(channelId)).filter(
        entry => entry.state === 'done' && entry.answer && !entry.sent && entry.refused === null,
      )
    },
    acknowledge: (videoId: string, revision: number) =>
      change(videoId, entry => (entry.revision === revision ? { ...entry, sent: true } : null)),
    refuse: (videoId: string, revision: number, why: string) =>
      change(videoId, entry => (entry.revision === revision ? { ...entry, refused: why } : null)),
    async markList(id: string, revision: number, own: { sent: boolean; refused?: string }): Promise<void> {
      await writing(await open(), ['channels'], async tx => {
        const channel = await tx.store.get(id)
        if (channel?.revision === revision) await tx.store.put({ ...channel, ...own })
      })
    },

    /** Takes the channel away from here, and notes that the server shall, too. */
    async forget(id: string): Promise<void> {
      await writing(await open(), ['channels', 'queue', 'words', 'meta'], async tx => {
        await tx.objectStore('channels').delete(id)
        for (const { videoId } of await tx.objectStore('queue').index('channel').getAll(id)) {
          await tx.objectStore('queue').delete(videoId)
          await tx.objectStore('words').delete(videoId)
        }
        const meta = tx.objectStore('meta')
        const note = (await meta.get(NOTE)) as QueueNote | undefined
        if (note?.channelId === id) await meta.delete(NOTE)
        const gone = ((await meta.get(GONE)) as string[] | undefined) ?? []
        await meta.put([...new Set([...gone, id])], GONE)
      })
    },
    gone: async (): Promise<string[]> =>
      ((await (await open()).get('meta', GONE)) as string[] | undefined) ?? [],
    async goneIsGone(id: string): Promise<void> {
      await writing(await open(), ['meta'], async tx => {
        const gone = ((await tx.store.get(GONE)) as string[] | undefined) ?? []
        await tx.store.put(
          gone.filter(each => each !== id),
          GONE,
        )
      })
    },

    note: async (): Promise<QueueNote | null> =>
      ((await (await open()).get('meta', NOTE)) as QueueNote | undefined) ?? null,
    /** Changes the note in one step, so that a pause and the queue's own steps cannot undo each other. */
    async noteDown(own: Partial<QueueNote> & { channelId: string }): Promise<void> {
      await writing(await open(), ['meta'], async tx => {
        const before = (await tx.store.get(NOTE)) as QueueNote | undefined
        const base = before?.channelId === own.channelId ? before : null
        await tx.store.put({ ...blank, ...base, ...own }, NOTE)
      })
    },
  }
}

const blank: Omit<QueueNote, 'channelId'> = {
  going: false,
  nextAt: 0,
  restUntil: 0,
  restFor: null,
  refusals: 0,
  needsTab: false,
  answerMs: 1_000,
}

export type ChannelStore = ReturnType<typeof channelStore>
