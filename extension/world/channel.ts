import { signal } from '@preact/signals'
import { timeLeftMs } from '../../core/channel/pace.ts'
import { listedKinds } from '../../core/channel/requests.ts'
import { usualChoice } from '../../core/channel/sample.ts'
import type { ChannelListing } from '../../core/contract/channel.ts'
import { err, ok } from '../../core/contract/result.ts'
import type { Api } from '../api/client.ts'
import type { Announcements } from '../browser/announcements.ts'
import type { Area } from '../browser/storage.ts'
import type { Tabs } from '../browser/tabs.ts'
import type { GivenFile } from '../channel/caption-files.ts'
import { channelStore } from '../channel/channel-store.ts'
import type { ListDeps, ListFailure, ReadList } from '../channel/list-channel.ts'
import { paceIn } from '../channel/pace-in.ts'
import type { ListedChannel, QueuedVideo, QueueNote } from '../channel/queued-video.ts'
import type { YoutubeTabs } from '../channel/youtube-tabs.ts'
import type { OpenDatabase } from '../outbox/database.ts'
import type { ChannelView, ChannelWorld, QueueState } from '../panel/channel/channel-world.ts'
import type { Connection, Done } from '../panel/world.ts'

export interface ChannelWorldDeps {
  open: OpenDatabase
  session: Area
  announcements: Announcements
  tabs: Pick<Tabs, 'onUpdated'>
  youtube: YoutubeTabs
  /** Wakes the worker, which drives the queue and sends. */
  wake: () => Promise<void>
  api: Pick<Api, 'listChannelByServer'>
  connection: () => Connection
  clock: () => number
  random: () => number
}

export function channelWorld(deps: ChannelWorldDeps): {
  world: ChannelWorld
  load: () => Promise<void>
  stop: () => void
} {
  const { youtube, announcements, clock } = deps
  const store = channelStore(deps.open, clock)
  const view = signal<ChannelView>({
    loaded: false,
    channel: null,
    listing: null,
    failure: null,
    queue: { state: 'idle' },
    videos: [],
    leftMs: null,
    files: null,
  })
  const show = (own: Partial<ChannelView>) => {
    view.value = { ...view.peek(), ...own }
  }
  /** Files whose video is not found, as long as the panel is open. */
  const unplaced = new Map<string, GivenFile>()
  let reading: Promise<void> | null = null
  let stale = false
  /** The creator's last choice until the disk was read with it: a look from before must not show the one that was. */
  let chosen: ListedChannel | null = null
  let over = false

  /** Shows what is on disk. Resolves when it shows at least what was there at the call. */
  function load(): Promise<void> {
    stale = true
    reading ??= (async () => {
      try {
        while (stale && !over) {
          stale = false
          await readDisk()
        }
      } finally {
        // In the same breath as the last look at `stale`: who calls now reads anew.
        reading = null
      }
    })()
    return reading
  }

  async function readDisk(): Promise<void> {
    const [channel, note, pace] = await Promise.all([store.current(), store.note(), paceIn(deps.session)])
    const videos = channel ? await store.queue(channel.id) : []
    if (over) return
    const own = note?.channelId === channel?.id ? note : null
    const waiting = videos.filter(video => video.state === 'waiting').length
    const queue = stateOf(own, videos, clock())
    const leftMs = queue.state === 'running' ? timeLeftMs(pace, waiting, own?.answerMs ?? 1_000) : null
    const shown = channel && chosen?.id === channel.id ? { ...channel, choice: chosen.choice } : channel
    show({ loaded: true, channel: shown, videos, queue, leftMs })
  }

  /** A tab that answers: one that is there, else one that this click opens. */
  async function tabbed(): Promise<ListDeps['ask']> {
    const mute = new Set<number>()
    let tab = await youtube.find(mute)
    tab ??= await youtube.open()
    return async question => {
      for (let tries = 0; tab !== null && tries < 3; tries++) {
        const answer = await youtube.ask(tab, question).catch(() => null)
        if (answer && answer.is !== 'no_client') return answer
        mute.add(tab)
        tab = await youtube.find(mute)
      }
      throw new Error('No tab of YouTube answers.')
    }
  }

  async function listing(
    read: (deps: ListDeps) => Promise<{ ok: true; value: ReadList } | { ok: false; error: ListFailure }>,
    written: string,
  ): Done {
    if (view.peek().listing) return ok(undefined)
    show({ listing: { kind: null, title: null, found: 0, stopping: false, by: 'tab' }, failure: null })
    try {
      const ask = await tabbed().catch(
        (): ListDeps['ask'] => () => Promise.reject(new Error('No tab opened.')),
      )
      const found = await read({
        ask,
        save: async list => {
          await keep(list)
          await load()
        },
        told: progress => {
          const { listing } = view.peek()
          if (listing) show({ listing: { ...listing, ...progress } })
        },
        stopped: () => view.peek().listing?.stopping ?? true,
        pace: await paceIn(deps.session),
        random: deps.random,
        wait: ms => new Promise(resolve => setTimeout(resolve, ms)),
        clock,
      })
      if (found.ok) return ok(undefined)
      if (found.error.code === 'no_tab' && (await byServer(written))) return ok(undefined)
      show({ failure: found.error.message })
      return err(found.error)
    } finally {
      show({ listing: null })
      await load()
      void deps.wake()
    }
  }

  const keep = (list: ReadList) =>
    store
      .putList({ ...list, language: null, choice: usualChoice() })
      .then(() => announcements.tell({ kind: 'channel' }))

  /** Where no tab works and the server may ask YouTube itself. */
  async function byServer(written: string): Promise<boolean> {
    const connection = deps.connection()
    if (connection.state !== 'online' || !connection.capabilities.youtube.channels) return false
    const { listing } = view.peek()
    if (listing) show({ listing: { ...listing, by: 'server' } })
    const answer = await deps.api.listChannelByServer(written)
    if (!answer.ok) return false
    const list: ChannelListing = answer.value
    await keep({
      ...list,
      unread: list.complete ? [] : listedKinds.map(kind => ({ kind, continuation: null })),
    })
    return true
  }

  async function drive(own: Partial<QueueNote>): Promise<void> {
    const { channel } = view.peek()
    if (!channel) return
    await store.noteDown({ channelId: channel.id, ...own })
    await deps.wake()
    announcements.tell({ kind: 'channel' })
    await load()
  }

  const files = async () => import('../channel/caption-files.ts')
  const fileDeps = (channelId: string) => ({
    language: view.peek().channel?.language ?? null,
    put: (
      ...given: [
        Parameters<typeof store.putFile>[1],
        Parameters<typeof store.putFile>[2],
        Parameters<typeof store.putFile>[3],
      ]
    ) => store.putFile(channelId, ...given),
    now: () => new Date(clock()).toISOString(),
  })

  const world: ChannelWorld = {
    view,
    async list(written) {
      const { listByAddress } = await import('../channel/list-channel.ts')
      return listing(own => listByAddress(written, own), written)
    },
    async goOn() {
      const { channel } = view.peek()
      if (!channel) return ok(undefined)
      const { goOnListing } = await import('../channel/list-channel.ts')
      return listing(own => goOnListing(channel, own), channel.id)
    },
    stopListing() {
      const { listing } = view.peek()
      if (listing) show({ listing: { ...listing, stopping: true } })
    },
    async choose(choice) {
      const { channel } = view.peek()
      if (!channel) return
      const mine = { ...channel, choice }
      chosen = mine
      show({ channel: mine })
      await store.decide(channel.id, { choice })
      await load()
      if (chosen === mine) chosen = null
    },
    async start(videoIds, language) {
      const { channel } = view.peek()
      if (!channel) return
      await store.decide(channel.id, { language })
      const byId = new Map(channel.videos.map(video => [video.videoId, video]))
      await store.enqueue(
        channel.id,
        videoIds.flatMap(id => byId.get(id) ?? []),
      )
      await drive({ going: true, needsTab: false })
    },
    pause: () => drive({ going: false }),
    // A rest that YouTube asked for is kept, whatever the creator presses.
    resume: () => drive({ going: true }),
    async retry(videoId) {
      await store.again(videoId)
      await drive({ going: true })
    },
    async openYouTube() {
      await youtube.open().catch(() => null)
      await drive({})
    },
    async takeFiles(given) {
      const { channel } = view.peek()
      if (!channel || view.peek().files?.going) return
      show({ files: { done: 0, all: given.length, going: true, outcomes: [] } })
      const { takeFiles } = await files()
      const outcomes = await takeFiles(given, channel.videos, {
        ...fileDeps(channel.id),
        told: (done, all) => show({ files: { done, all, going: true, outcomes: [] } }),
        stopped: () => false,
      })
      unplaced.clear()
      for (const each of given) unplaced.set(each.path, each)
      for (const each of outcomes) if (each.state === 'taken') unplaced.delete(each.path)
      show({ files: { done: outcomes.length, all: outcomes.length, going: false, outcomes } })
      await load()
      announcements.tell({ kind: 'channel' })
      void deps.wake()
    },
    async placeFile(path, videoId) {
      const { channel, files: shown } = view.peek()
      const given = unplaced.get(path)
      const video = channel?.videos.find(each => each.videoId === videoId)
      if (!channel || !given || !video || !shown) return
      const { takeFile } = await files()
      const outcome = await takeFile(given, video, 'hand', fileDeps(channel.id))
      if (outcome.state === 'taken') unplaced.delete(path)
      show({
        files: { ...shown, outcomes: shown.outcomes.map(each => (each.path === path ? outcome : each)) },
      })
      await load()
      announcements.tell({ kind: 'channel' })
      void deps.wake()
    },
    closeFiles() {
      unplaced.clear()
      show({ files: null })
    },
    async forget() {
      const { channel } = view.peek()
      if (!channel) return
      await store.forget(channel.id)
      unplaced.clear()
      show({ failure: null, files: null })
      await load()
      announcements.tell({ kind: 'channel' })
      void deps.wake()
    },
  }

  const offs = [
    announcements.onTold(told => {
      if (told.kind === 'channel') void load()
    }),
    // A tab of YouTube that appears while the queue waits for one: the panel sees it before the alarm rings.
    deps.tabs.onUpdated(tab => {
      const { state } = view.peek().queue
      if (state === 'needs_tab' && !tab.loading && tab.url?.startsWith('https://www.youtube.com/'))
        void deps.wake()
    }),
  ]
  return {
    world,
    async load() {
      await load()
      // The worker may have died with the browser: whoever opens the panel sees it go on.
      if (view.peek().videos.some(video => video.state === 'waiting' || !video.sent)) void deps.wake()
    },
    stop() {
      over = true
      if (view.peek().listing) world.stopListing()
      for (const off of offs) off()
    },
  }
}

function stateOf(note: QueueNote | null, videos: QueuedVideo[], now: number): QueueState {
  const waiting = videos.some(video => video.state === 'waiting')
  if (!waiting) return { state: videos.length ? 'done' : 'idle' }
  if (!note?.going) return { state: 'paused' }
  if (note.restUntil > now) return { state: 'resting', why: note.restFor ?? 'refused', until: note.restUntil }
  return { state: note.needsTab ? 'needs_tab' : 'running' }
}
