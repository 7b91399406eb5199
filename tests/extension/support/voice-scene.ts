import { signal } from '@preact/signals'
import { vi } from 'vitest'
import type { Run, RunEvent } from '../../../core/contract/run.ts'
import type { VoiceDraft } from '../../../core/contract/voice.ts'
import type { FollowEnd } from '../../../extension/api/event-stream.ts'
import { failure } from '../../../extension/api/request.ts'
import { channelStore } from '../../../extension/channel/channel-store.ts'
import { databaseOpener } from '../../../extension/outbox/database.ts'
import { libraryOf } from '../../../extension/outbox/library.ts'
import type { Connection } from '../../../extension/panel/world.ts'
import { ownWords } from '../../../extension/world/own-words.ts'
import { voiceWorld } from '../../../extension/world/voice.ts'
import { capabilities } from '../panel/samples.ts'
import { browser } from './outbox.ts'
import { voiceApi } from './voice-api.ts'

export const channelId = 'UCaaaaaaaaaaaaaaaaaaaaaa'
export const videoIds = ['video000000', 'video000001', 'video000002']
export const draft: VoiceDraft = {
  name: 'Tides',
  channelId,
  kind: 'main',
  language: null,
  videos: videoIds.map(videoId => ({ videoId, cuts: [] })),
}
const words = {
  transcript: { language: 'en', kind: 'manual' as const, segments: [] },
  chapters: [],
  sounds: 0,
}
export const online = (accountId = capabilities.accountId): Connection => ({
  state: 'online',
  server: 's',
  capabilities: { ...capabilities, accountId },
})
export const offline: Connection = { state: 'offline', server: 's', since: 0 }

/** One browser with its server: what all its panels share. Call it anew for each test. */
export function voiceScene() {
  const shared = browser('http://127.0.0.1:1')
  const server = voiceApi()
  return { shared, server, panel: (from: Connection = online()) => panelOf(shared, server, from) }
}
type VoiceScene = ReturnType<typeof voiceScene>

/** A panel of it. Its streams are the test's to tell. */
function panelOf(shared: VoiceScene['shared'], server: VoiceScene['server'], from: Connection) {
  const connection = signal<Connection>(from)
  const open = databaseOpener()
  const store = channelStore(open, () => shared.time.now)
  const streams = new Map<string, { heard: (event: RunEvent) => void; end: (how: FollowEnd) => void }>()
  const wake = vi.fn(async () => {})
  const places = { visit: vi.fn(async () => {}), openCitation: vi.fn(async () => {}) }
  const closed = vi.fn()
  const meters = { open: true }
  const openMeter = vi.fn(async () => ({
    read: () => Promise.reject(new Error('not here')),
    isOpen: () => meters.open,
    close: closed,
  }))
  const { world, load, stop } = voiceWorld({
    api: server.api,
    library: libraryOf(open),
    local: shared.local,
    connection,
    connect: async () => {},
    follow: ({ runId, signal: over }, heard) =>
      new Promise(resolve => {
        streams.set(runId, { heard, end: resolve })
        over.addEventListener('abort', () => resolve({ how: 'stopped' }))
      }),
    words: ownWords({
      open,
      wake,
      announcements: shared.announcements,
      api: { channelVideo: async () => ({ ok: false, error: failure('not_found', 'No such video.', 404) }) },
      clock: () => shared.time.now,
      setTimer: run => {
        const timer = setTimeout(run, 5)
        return () => clearTimeout(timer)
      },
    }),
    places,
    openMeter,
    clock: () => shared.time.now,
  })
  const tell = (run: Run, kind: 'progress' | 'done', seq: number) => {
    const told = { runId: run.id, seq, at: run.createdAt }
    const { heard, end } = streams.get(run.id)!
    if (kind === 'progress') {
      heard({ ...told, kind, data: { done: 1, total: 3, label: 'Measuring 2 of 3 videos' } })
      return
    }
    server.runs.set(run.id, { ...run, state: 'done' })
    server.voices.set(run.voiceId!, { ...server.voices.get(run.voiceId!)!, runId: null })
    heard({ ...told, kind, data: { resultId: null } })
    end({ how: 'over' })
  }
  return {
    world,
    load,
    stop,
    connection,
    store,
    streams,
    wake,
    places,
    openMeter,
    meters,
    closed,
    tell,
    shown: () => world.open.value,
    /** Opened, and all answers there. */
    async opened() {
      await load()
      await world.refresh()
    },
  }
}

/** The list of the channel on this computer, with three videos whose words wait to be sent. */
export async function wordsWait(store: ReturnType<typeof channelStore>, waiting = videoIds): Promise<void> {
  const video = (videoId: string) => ({
    ...{ videoId, title: videoId, kind: 'video' as const, exact: false, durationMs: 1, views: 1 },
    published: '2024-01-01T00:00:00.000Z',
  })
  await store.putList({
    ...{ id: channelId, title: 'Tides', handle: null, url: 'https://www.youtube.com/channel/x' },
    ...{ listedAt: '2026-11-22T12:00:00.000Z', complete: true, unread: [], language: 'en' },
    choice: { size: 20, kinds: ['video'], years: null, added: [], removed: [] },
    videos: videoIds.map(video),
  })
  const receipt = { by: 'file' as const, legs: [], words: 1, leftOut: [] }
  const answer = {
    outcome: 'ok' as const,
    receipt,
    fetchedAt: '2026-11-22T12:00:00.000Z',
    contentHash: 'a'.repeat(64),
  }
  for (const videoId of waiting) await store.putFile(channelId, video(videoId), answer, { videoId, ...words })
}
/** The worker sent everything, and tells it. */
export async function allSent({ shared }: VoiceScene, store: ReturnType<typeof channelStore>): Promise<void> {
  const channel = await store.channel(channelId)
  await store.markList(channelId, channel!.revision, { sent: true })
  for (const { videoId, revision } of await store.unsent(channelId))
    await store.acknowledge(videoId, revision)
  shared.announcements.tell({ kind: 'channel' })
}
