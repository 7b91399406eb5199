import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { ChannelListing } from '../../core/contract/channel.ts'
import { ok } from '../../core/contract/result.ts'
import type { Area } from '../../extension/browser/storage.ts'
import type { YoutubeAnswer, YoutubeQuestion } from '../../extension/channel/youtube-answer.ts'
import { databaseOpener } from '../../extension/outbox/database.ts'
import type { Connection } from '../../extension/panel/world.ts'
import { channelWorld } from '../../extension/world/channel.ts'
import { browser } from './support/outbox.ts'
import { memoryTabs } from './support/ports.ts'

const id = 'UCaaaaaaaaaaaaaaaaaaaaaa'
const videos = Array.from({ length: 3 }, (_, n) => ({
  videoId: `video${String(n).padStart(6, '0')}`,
  title: `Talk ${n}`,
  kind: 'video' as const,
  published: '2024-01-01T00:00:00.000Z',
  exact: false,
  durationMs: 600_000,
  views: 1,
}))
const listing: ChannelListing = {
  id,
  title: 'Tides',
  handle: '@tides',
  url: `https://www.youtube.com/channel/${id}`,
  listedAt: '2026-11-22T12:00:00.000Z',
  complete: false,
  videos,
}

let shared: ReturnType<typeof browser>
beforeEach(() => {
  shared = browser('http://127.0.0.1:1')
  shared.session.content.set('channel-pace', { videoMs: [1, 2], listMs: [1, 2], coolMs: 50 })
})

function world(own: {
  answer?: (question: YoutubeQuestion) => YoutubeAnswer
  server?: boolean
  openTab?: () => Promise<number>
  session?: Area
}) {
  const wake = vi.fn(async () => {})
  const opened = vi.fn(own.openTab ?? (async () => 9))
  const window = memoryTabs()
  const made = channelWorld({
    open: databaseOpener(),
    session: own.session ?? shared.session,
    announcements: shared.announcements,
    tabs: window.port,
    youtube: {
      find: async () => null,
      open: opened,
      async ask(_, question) {
        if (!own.answer) throw new Error('The tab did not answer.')
        return own.answer(question)
      },
    },
    wake,
    api: { listChannelByServer: async () => ok(listing) },
    connection: () =>
      ({
        state: 'online',
        server: 's',
        capabilities: { youtube: { channels: own.server ?? false, transcripts: false } },
      }) as Connection,
    clock: () => shared.time.now,
    random: () => 0.5,
  })
  return { ...made, wake, opened, window, view: () => made.world.view.value }
}
const page: YoutubeAnswer = {
  is: 'list',
  list: {
    outcome: 'list',
    channel: { id, title: 'Tides', handle: '@tides', url: listing.url },
    tab: null,
    videos,
    continuation: null,
    skipped: 0,
    alert: null,
  },
}

describe('the panel’s own channel', () => {
  it('opens a tab on the click where none is open, lists, and shows it again in another panel', async () => {
    const {
      world: channel,
      opened,
      view,
      wake,
    } = world({ answer: question => (question.ask === 'list' ? page : { is: 'feed', feed: null }) })
    expect(await channel.list(id)).toEqual({ ok: true, value: undefined })
    expect(opened).toHaveBeenCalledOnce()
    expect(view()).toMatchObject({ channel: { id, complete: true }, listing: null, failure: null })
    expect(wake).toHaveBeenCalled()
    const again = world({})
    await again.load()
    expect(again.view()).toMatchObject({
      loaded: true,
      channel: { title: 'Tides' },
      queue: { state: 'idle' },
    })
  })

  it('keeps what was chosen while a look at the disk from before comes late', async () => {
    const gates: PromiseWithResolvers<void>[] = []
    const session = {
      ...shared.session,
      async get(key: string) {
        const gate = Promise.withResolvers<void>()
        gates.push(gate)
        await gate.promise
        return shared.session.get(key)
      },
    }
    await world({ server: true }).world.list(id)
    const { world: channel, load, view } = world({ session })
    const first = load()
    await vi.waitFor(() => expect(gates).toHaveLength(1))
    gates[0]!.resolve()
    await first
    const { choice } = view().channel!
    const late = load()
    await vi.waitFor(() => expect(gates).toHaveLength(2))
    // It has read the disk once other reading is over, and waits for the pace alone.
    await databaseOpener()().then(database => database.getAll('channels'))
    const choosing = channel.choose({ ...choice, size: choice.size + 7 })
    await vi.waitFor(async () => {
      const [kept] = await (await databaseOpener()()).getAll('channels')
      expect(kept!.choice.size).toBe(choice.size + 7)
    })
    const shown: number[] = []
    const off = channel.view.subscribe(({ channel: now }) => void shown.push(now!.choice.size))
    gates[1]!.resolve()
    await vi.waitFor(() => expect(gates).toHaveLength(3))
    gates[2]!.resolve()
    await Promise.all([late, choosing])
    off()
    expect(new Set(shown)).toEqual(new Set([choice.size + 7]))
  })

  it('asks the server where no tab answers and the server may; else says what to do', async () => {
    const allowed = world({ server: true })
    expect((await allowed.world.list(id)).ok).toBe(true)
    expect(allowed.view().channel).toMatchObject({
      complete: false,
      unread: [{ kind: 'video' }, { kind: 'live' }, { kind: 'short' }],
    })
    const not = world({ openTab: () => Promise.reject(new Error('no window')) })
    expect(await not.world.list(id)).toMatchObject({ ok: false, error: { code: 'no_tab' } })
    expect(not.view().failure).toMatch(/Open youtube.com/)
  })

  it('starts, pauses, goes on and asks again, each on disk before the worker is woken', async () => {
    const { world: channel, view, wake } = world({ server: true })
    await channel.list(id)
    await channel.start(
      videos.map(video => video.videoId),
      'de',
    )
    expect(view()).toMatchObject({ queue: { state: 'running' }, channel: { language: 'de' } })
    expect(view().leftMs).toBeGreaterThan(0)
    await channel.pause()
    expect(view()).toMatchObject({ queue: { state: 'paused' }, leftMs: null })
    const other = world({})
    await other.load()
    expect(other.view().queue.state).toBe('paused')
    const before = wake.mock.calls.length
    await channel.resume()
    expect(view().queue.state).toBe('running')
    expect(wake.mock.calls.length).toBeGreaterThan(before)
  })

  it('keeps the creator’s choice and takes files for videos that were never in the queue', async () => {
    const { world: channel, view } = world({ server: true })
    await channel.list(id)
    await channel.choose({ ...view().channel!.choice, size: 20, removed: [videos[0]!.videoId] })
    await channel.list(id)
    expect(view().channel!.choice).toMatchObject({ size: 20, removed: [videos[0]!.videoId] })
    const body = new TextEncoder().encode('1\n00:00:01,000 --> 00:09:00,000\nThe tide\n')
    const file = (path: string) => ({
      path,
      file: { size: body.length, arrayBuffer: async () => body.buffer as ArrayBuffer },
    })
    await channel.takeFiles([file(`${videos[1]!.videoId}.srt`), file('of a friend.srt')])
    expect(view().files).toMatchObject({ going: false, done: 2 })
    await channel.placeFile('of a friend.srt', videos[2]!.videoId)
    expect(view().files!.outcomes.every(each => each.state === 'taken')).toBe(true)
    expect(view().videos.map(each => each.videoId)).toEqual([videos[1]!.videoId, videos[2]!.videoId])
    await channel.forget()
    expect(view()).toMatchObject({ channel: null, videos: [], files: null })
  })

  it('wakes a queue that waits for YouTube when a tab of it appears', async () => {
    const { world: channel, window, wake, load } = world({ server: true })
    await channel.list(id)
    await channel.start([videos[0]!.videoId], 'en')
    const { channelStore } = await import('../../extension/channel/channel-store.ts')
    await channelStore(databaseOpener(), () => shared.time.now).noteDown({ channelId: id, needsTab: true })
    await load()
    wake.mockClear()
    const { id: tabId } = window.add('https://example.org/')
    window.change(tabId, { url: 'https://example.org/b' })
    expect(wake).not.toHaveBeenCalled()
    window.change(tabId, { url: 'https://www.youtube.com/' })
    expect(wake).toHaveBeenCalledOnce()
  })
})
