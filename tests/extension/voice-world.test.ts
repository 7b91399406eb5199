import { signal } from '@preact/signals'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { newId } from '../../core/contract/new-id.ts'
import { ok } from '../../core/contract/result.ts'
import type { Run, RunEvent } from '../../core/contract/run.ts'
import type { VoiceDraft } from '../../core/contract/voice.ts'
import type { FollowEnd } from '../../extension/api/event-stream.ts'
import { failure } from '../../extension/api/request.ts'
import { channelStore } from '../../extension/channel/channel-store.ts'
import { databaseOpener } from '../../extension/outbox/database.ts'
import { libraryOf } from '../../extension/outbox/library.ts'
import type { Connection } from '../../extension/panel/world.ts'
import { ownWords } from '../../extension/world/own-words.ts'
import { voiceWorld } from '../../extension/world/voice.ts'
import { capabilities } from './panel/samples.ts'
import { browser } from './support/outbox.ts'
import { measuringRun, versionOf, voiceApi } from './support/voice-api.ts'

const channelId = 'UCaaaaaaaaaaaaaaaaaaaaaa'
const videoIds = ['video000000', 'video000001', 'video000002']
const draft: VoiceDraft = {
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
const online = (accountId = capabilities.accountId): Connection => ({
  state: 'online',
  server: 's',
  capabilities: { ...capabilities, accountId },
})
const offline: Connection = { state: 'offline', server: 's', since: 0 }

let shared: ReturnType<typeof browser>
let server: ReturnType<typeof voiceApi>
beforeEach(() => {
  shared = browser('http://127.0.0.1:1')
  server = voiceApi()
})

/** A panel over what all panels of the browser share. Its streams are the test's to tell. */
function panel(from: Connection = online()) {
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
async function wordsWait(store: ReturnType<typeof channelStore>, waiting = videoIds): Promise<void> {
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
async function allSent(store: ReturnType<typeof channelStore>): Promise<void> {
  const channel = await store.channel(channelId)
  await store.markList(channelId, channel!.revision, { sent: true })
  for (const { videoId, revision } of await store.unsent(channelId))
    await store.acknowledge(videoId, revision)
  shared.announcements.tell({ kind: 'channel' })
}

describe('the voices that show', () => {
  it('are those of the server, and the one that was open last', async () => {
    server.put({ name: 'First' }, 1)
    const second = server.put({ name: 'Second' }, 2)
    const before = panel()
    await before.opened()
    expect(before.world.list.value).toMatchObject({ state: 'there', offline: false, failure: null })
    expect(before.shown()).toMatchObject({ state: 'there', detail: { voice: { name: 'First' } } })
    await before.world.choose(second.id)
    before.stop()

    const after = panel()
    await after.opened()
    expect(after.shown()).toMatchObject({ voiceId: second.id, detail: { current: { version: 2 } } })
  })

  it('are read without the server: the list, and whole what was opened before', async () => {
    const seen = server.put({ name: 'Seen' }, 1)
    const unseen = server.put({ name: 'Never opened' }, 1)
    const before = panel()
    await before.opened()
    before.stop()

    server.state.away = true
    const after = panel(offline)
    await after.opened()
    expect(after.world.list.value).toMatchObject({
      state: 'there',
      offline: true,
      failure: { code: 'network' },
      voices: [{ name: 'Seen' }, { name: 'Never opened' }],
    })
    expect(after.shown()).toMatchObject({
      voiceId: seen.id,
      state: 'there',
      detail: { current: { profile: { words: expect.any(Number) } } },
      failure: { message: 'The Ownwords server cannot be reached.' },
    })
    await after.world.choose(unseen.id)
    expect(after.shown()).toMatchObject({ voiceId: unseen.id, state: 'failed', detail: null })

    server.state.away = false
    after.connection.value = online()
    await vi.waitFor(() =>
      expect(after.shown()).toMatchObject({ voiceId: unseen.id, state: 'there', failure: null }),
    )
    expect(after.world.list.value).toMatchObject({ offline: false, failure: null })
  })

  it('say that they failed where neither this computer nor the server knows them', async () => {
    server.state.away = true
    const one = panel(offline)
    await one.opened()
    expect(one.world.list.value).toMatchObject({ state: 'failed', voices: [], failure: { code: 'network' } })
    expect(one.shown()).toBeNull()
  })

  it('are not understood from a disk that another version wrote, and come from the server', async () => {
    server.put({}, 1)
    const database = await databaseOpener()()
    await database.put('library', [{ id: 'nothing of ours' }], 'voices')
    const one = panel()
    await one.load()
    await one.world.refresh()
    expect(one.world.list.value.voices).toHaveLength(1)
  })

  it('turn to another where the open one was removed elsewhere', async () => {
    const gone = server.put({ name: 'Gone' }, 1)
    const stays = server.put({ name: 'Stays' }, 1)
    const one = panel()
    await one.opened()
    server.voices.delete(gone.id)
    await one.world.refresh()
    await vi.waitFor(() => expect(one.shown()).toMatchObject({ voiceId: stays.id, state: 'there' }))
  })

  it('are another account’s no more when the server is another', async () => {
    server.put({ name: 'Mine' }, 1)
    const one = panel()
    await one.opened()
    server.voices.clear()
    const release = server.hold('voices')
    one.connection.value = online(newId())
    expect(one.world.list.value).toMatchObject({ state: 'loading', voices: [] })
    expect(one.shown()).toBeNull()
    release()
    await vi.waitFor(() => expect(one.world.list.value).toMatchObject({ state: 'there', voices: [] }))
  })
})

describe('a late answer', () => {
  it('of a voice that does not show any more changes nothing that does', async () => {
    const slow = server.put({ name: 'Slow' }, 3)
    const quick = server.put({ name: 'Quick' }, 1)
    const one = panel()
    await one.opened()
    await one.world.choose(quick.id)
    const release = server.hold(`voice ${slow.id}`)
    const late = one.world.choose(slow.id)
    await one.world.choose(quick.id)
    release()
    await late
    expect(one.shown()).toMatchObject({ voiceId: quick.id, detail: { voice: { name: 'Quick' } } })
  })

  it('that was asked for before an edit does not undo it', async () => {
    const voice = server.put({}, 1)
    const one = panel()
    await one.opened()
    const release = server.hold(`voice ${voice.id}`)
    const asked = one.world.refresh()
    await vi.waitFor(() => expect(server.asked.at(-1)).toBe(`voice ${voice.id}`))
    expect((await one.world.edit(voice.id, { base: 1, edits: [], says: 'Locked: so' })).ok).toBe(true)
    release()
    await asked
    expect(one.shown()?.detail).toMatchObject({ voice: { version: 2 }, current: { version: 2 } })
  })

  it('of the list that was asked for before a voice was made does not lose it', async () => {
    const one = panel()
    await one.opened()
    const release = server.hold('voices')
    const asked = one.world.refresh()
    const made = await one.world.create(draft)
    release()
    await asked
    expect(made).toMatchObject({ ok: true })
    expect(one.world.list.value.voices).toHaveLength(1)
    expect(one.shown()).toMatchObject({ voiceId: made.ok && made.value.id, detail: { current: null } })
  })

  it('of a run belongs to its own voice', async () => {
    const measured = server.put({ name: 'Measured' }, 1)
    const other = server.put({ name: 'Other' }, 1)
    const one = panel()
    await one.opened()
    const begun = await one.world.measure(measured.id)
    const run = begun.ok ? begun.value : measuringRun('', '')
    await one.world.choose(other.id)
    one.tell(run, 'progress', 1)
    expect(one.shown()).toMatchObject({ voiceId: other.id, run: null })
    await one.world.choose(measured.id)
    expect(one.shown()?.run).toMatchObject({ id: run.id, progress: { done: 1 } })
  })
})

describe('measuring', () => {
  it('shows the progress of its run, then the new version', async () => {
    const voice = server.put({}, 0)
    const one = panel()
    await one.opened()
    const begun = await one.world.measure(voice.id)
    expect(begun).toMatchObject({ ok: true, value: { voiceId: voice.id, kind: 'profile' } })
    if (!begun.ok) return
    one.tell(begun.value, 'progress', 1)
    expect(one.shown()?.run).toMatchObject({
      state: 'running',
      progress: { label: 'Measuring 2 of 3 videos' },
    })
    // While one goes on the same is given, and nothing is asked.
    const asked = server.asked.length
    expect(await one.world.measure(voice.id)).toMatchObject({ value: { id: begun.value.id } })
    expect(server.asked.length).toBe(asked)

    server.add(voice.id, versionOf(voice.id, 1))
    one.tell(begun.value, 'done', 2)
    await vi.waitFor(() => expect(one.shown()?.detail?.current).toMatchObject({ version: 1 }))
    expect(one.shown()?.run).toMatchObject({ state: 'done' })
    await vi.waitFor(() => expect(one.world.list.value.voices[0]).toMatchObject({ version: 1, runId: null }))
  })

  it('goes on in another panel, where the stream was', async () => {
    const voice = server.put({ runId: 'run-1' }, 0)
    server.runs.set('run-1', measuringRun('run-1', voice.id, { state: 'running', lastSeq: 4 }))
    const one = panel()
    await one.opened()
    await vi.waitFor(() => expect(one.shown()?.run).toMatchObject({ id: 'run-1', state: 'running' }))
    await vi.waitFor(() => expect(one.streams.has('run-1')).toBe(true))
  })

  it('sends the words that wait first, says so, and tells the server once', async () => {
    const voice = server.put({ ...draft }, 0)
    const one = panel()
    await wordsWait(one.store)
    await one.opened()
    const begun = one.world.measure(voice.id)
    const again = one.world.measure(voice.id)
    await vi.waitFor(() =>
      expect(one.shown()?.run).toMatchObject({
        state: 'queued',
        progress: { done: 0, total: 3, label: 'Sending the words of 3 videos to your server first' },
      }),
    )
    expect(one.wake).toHaveBeenCalled()
    expect(server.asked).not.toContain(`profileVoice ${voice.id}`)
    const own = one.shown()!.run!.id
    await allSent(one.store)
    expect(await begun).toMatchObject({ ok: true, value: { id: own } })
    expect(await again).toMatchObject({ ok: true, value: { id: own } })
    expect(server.asked.filter(each => each === `profileVoice ${voice.id}`)).toHaveLength(1)
  })

  it('goes on after a panel that was closed while its words were being sent', async () => {
    const voice = server.put({ ...draft }, 0)
    const before = panel()
    await wordsWait(before.store)
    await before.opened()
    void before.world.measure(voice.id)
    await vi.waitFor(() => expect(before.shown()?.run).not.toBeNull())
    const { id } = before.shown()!.run!
    before.stop()

    const after = panel()
    await after.opened()
    await vi.waitFor(() => expect(after.shown()?.run?.id).toBe(id))
    await allSent(after.store)
    await vi.waitFor(() => expect(server.runs.get(id)).toBeDefined())
    await vi.waitFor(() => expect(shared.local.content.has('voice-measuring')).toBe(false))
  })

  it('says that the words do not reach the server, at once or after half a minute', async () => {
    const voice = server.put({ ...draft }, 0)
    const one = panel()
    await wordsWait(one.store, videoIds.slice(0, 1))
    await one.opened()
    const unreached = one.world.measure(voice.id)
    await vi.waitFor(() => expect(one.wake).toHaveBeenCalled())
    shared.announcements.tell({ kind: 'unreached' })
    expect(await unreached).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/have to go to your server first/) },
    })
    expect(one.shown()?.run).toMatchObject({ state: 'failed', error: { code: 'network' } })

    const stuck = one.world.measure(voice.id)
    await vi.waitFor(() => expect(one.shown()?.run).toMatchObject({ state: 'queued' }))
    shared.time.now += 31_000
    expect(await stuck).toMatchObject({
      ok: false,
      error: { code: 'words_wait', message: expect.stringMatching(/^The words of one video wait/) },
    })
    expect(server.asked).not.toContain(`profileVoice ${voice.id}`)
  })

  it('is stopped while words are sent, and while the server measures', async () => {
    const voice = server.put({ ...draft }, 0)
    const one = panel()
    await wordsWait(one.store)
    await one.opened()
    const begun = one.world.measure(voice.id)
    await vi.waitFor(() => expect(one.shown()?.run).not.toBeNull())
    expect(await one.world.cancel(voice.id)).toEqual(ok(undefined))
    expect(await begun).toMatchObject({ ok: false, error: { code: 'stopped' } })
    expect(one.shown()?.run).toMatchObject({ state: 'cancelled' })
    expect(server.asked).not.toContain(`profileVoice ${voice.id}`)

    await allSent(one.store)
    await one.world.measure(voice.id)
    expect(one.shown()?.run).toMatchObject({ state: 'queued' })
    await one.world.cancel(voice.id)
    expect(one.shown()?.run).toMatchObject({ state: 'cancelled' })
  })

  it('tells the server’s reason where it is refused', async () => {
    const voice = server.put({}, 0)
    const one = panel()
    await one.opened()
    server.state.refuse = failure('invalid_request', 'A voice needs a video.', 422)
    expect(await one.world.measure(voice.id)).toMatchObject({
      ok: false,
      error: { message: 'A voice needs a video.' },
    })
    expect(one.shown()?.run).toMatchObject({ state: 'failed', error: { message: 'A voice needs a video.' } })
    expect(await one.world.measure(newId())).toMatchObject({ ok: false, error: { code: 'not_found' } })
  })
})

describe('what the creator does with a voice', () => {
  it('makes it, once even where the answer is lost, and changes it', async () => {
    const one = panel()
    await one.opened()
    server.state.loseNext = 1
    const made = await one.world.create(draft)
    expect(made.ok).toBe(true)
    expect(server.voices.size).toBe(1)
    if (!made.ok) return
    const changed = await one.world.change(made.value.id, { ...draft, name: 'Shorts', kind: 'story' })
    expect(changed).toMatchObject({ ok: true, value: { name: 'Shorts' } })
    expect(one.world.list.value.voices).toMatchObject([{ name: 'Shorts', kind: 'story' }])
    expect(one.shown()?.detail?.voice).toMatchObject({ name: 'Shorts' })
  })

  it('makes it only after the server has the channel’s list', async () => {
    const one = panel()
    await wordsWait(one.store, [])
    await one.opened()
    const made = one.world.create(draft)
    await vi.waitFor(() => expect(one.wake).toHaveBeenCalled())
    expect(server.voices.size).toBe(0)
    await allSent(one.store)
    expect((await made).ok).toBe(true)

    const channel = await one.store.channel(channelId)
    await one.store.putList({ ...channel! })
    const { revision } = (await one.store.channel(channelId))!
    await one.store.markList(channelId, revision, { sent: false, refused: 'Too many videos.' })
    expect(await one.world.create(draft)).toMatchObject({
      ok: false,
      error: { message: 'Your server did not take the list of this channel: Too many videos.' },
    })
  })

  it('edits it, restores a version, and looks at versions', async () => {
    const voice = server.put({}, 1)
    const one = panel()
    await one.opened()
    const edit = { id: 'so', value: null, note: null, locked: true, muted: false }
    const edited = await one.world.edit(voice.id, { base: 1, edits: [edit], says: 'Locked: so' })
    expect(edited).toMatchObject({ ok: true, value: { version: 2, cause: 'edited' } })
    expect(one.shown()?.detail?.current).toMatchObject({ version: 2, edits: [{ id: 'so', locked: true }] })
    await one.world.restore(voice.id, 1)
    expect(one.shown()?.detail).toMatchObject({ voice: { version: 3 }, current: { version: 3, edits: [] } })
    expect(await one.world.versions(voice.id)).toMatchObject({
      value: [{ version: 3 }, { version: 2 }, { version: 1 }],
    })
    expect(await one.world.version(voice.id, 2)).toMatchObject({ value: { edits: [{ id: 'so' }] } })
    one.stop()
    // On disk, too.
    server.state.away = true
    const after = panel(offline)
    await after.opened()
    expect(after.shown()?.detail?.current).toMatchObject({ version: 3, cause: 'restored' })
  })

  it('is shown the newest version where an edit came too late', async () => {
    const voice = server.put({}, 1)
    const one = panel()
    await one.opened()
    server.add(voice.id, versionOf(voice.id, 2, { says: 'From another panel' }))
    const late = await one.world.edit(voice.id, { base: 1, edits: [], says: 'Muted: you know' })
    expect(late).toMatchObject({ ok: false, error: { code: 'conflict' } })
    expect(one.shown()?.detail?.current).toMatchObject({ version: 2, says: 'From another panel' })
  })

  it('removes it, here and on disk, and another opens', async () => {
    const first = server.put({ name: 'First' }, 1)
    const second = server.put({ name: 'Second' }, 1)
    const one = panel()
    await one.opened()
    expect(await one.world.remove(first.id)).toEqual(ok(undefined))
    expect(one.world.list.value.voices).toMatchObject([{ id: second.id }])
    expect(one.shown()).toMatchObject({ voiceId: second.id, state: 'there' })
    expect(await libraryOf(databaseOpener()).voice(first.id)).toBeNull()
    server.voices.delete(second.id)
    // Gone on the server already.
    expect(await one.world.remove(second.id)).toEqual(ok(undefined))
    expect(one.shown()).toBeNull()
  })

  it('takes it in from a file as a voice of its own, once even where the answer is lost', async () => {
    const one = panel()
    await one.opened()
    server.state.loseNext = 1
    const { profile, edits } = versionOf('', 1)
    const file = {
      ownwordsVoice: 1 as const,
      exportedAt: '2026-11-22T12:00:00.000Z',
      voice: draft,
      profile,
      edits,
    }
    const taken = await one.world.importFile(file)
    expect(taken).toMatchObject({ ok: true, value: { name: 'Tides' } })
    expect(server.voices.size).toBe(1)
    expect(one.shown()).toMatchObject({ detail: { current: { cause: 'imported' } } })
  })

  it('changes nothing without the server, and is told what to do', async () => {
    const voice = server.put({}, 1)
    const one = panel()
    await one.opened()
    server.state.away = true
    const acts = [
      one.world.create(draft),
      one.world.change(voice.id, draft),
      one.world.remove(voice.id),
      one.world.edit(voice.id, { base: 1, edits: [], says: 'x' }),
      one.world.restore(voice.id, 1),
      one.world.versions(voice.id),
      one.world.version(voice.id, 1),
      one.world.steering(voice.id, null),
      one.world.measure(voice.id),
    ]
    for (const answer of await Promise.all(acts))
      expect(answer).toMatchObject({
        ok: false,
        error: { message: 'The Ownwords server cannot be reached.' },
      })
    expect(one.world.list.value.voices).toHaveLength(1)
    expect(one.shown()?.detail?.current).toMatchObject({ version: 1 })
  })

  it('is given the steering for a topic', async () => {
    const voice = server.put({}, 1)
    const one = panel()
    await one.opened()
    expect(await one.world.steering(voice.id, 'locks')).toMatchObject({
      ok: true,
      value: { voiceId: voice.id },
    })
    expect(server.asked).toContain(`steering ${voice.id} locks`)
  })

  it('plays a receipt at its second, or a video from its beginning', async () => {
    const one = panel()
    await one.world.play('video000001', 83_400)
    expect(one.places.openCitation).toHaveBeenCalledWith(
      expect.objectContaining({ link: 'https://www.youtube.com/watch?v=video000001&t=83s', startMs: 83_400 }),
    )
    await one.world.play('video000001', null)
    expect(one.places.visit).toHaveBeenCalledWith('https://www.youtube.com/watch?v=video000001')
  })

  it('looks at the words of a video, those on this computer where the server has none', async () => {
    const one = panel()
    await wordsWait(one.store)
    expect(await one.world.video(channelId, videoIds[0]!)).toMatchObject({
      ok: true,
      value: { video: { videoId: videoIds[0], outcome: 'ok' }, transcript: { language: 'en' } },
    })
    expect(await one.world.video(channelId, 'nothing')).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    })
  })
})

describe('the meter', () => {
  it('is opened once a measuring: an edit and another look leave it, a new measuring ends it', async () => {
    const voice = server.put({}, 1)
    const one = panel()
    expect(await one.world.meter()).toMatchObject({ ok: false, error: { code: 'unmeasured' } })
    await one.opened()
    await Promise.all([one.world.meter(), one.world.meter()])
    await one.world.edit(voice.id, { base: 1, edits: [], says: 'x' })
    await one.world.refresh()
    await one.world.meter()
    expect(one.openMeter).toHaveBeenCalledOnce()
    expect(one.closed).not.toHaveBeenCalled()
    const { profile } = versionOf(voice.id, 3)
    server.add(
      voice.id,
      versionOf(voice.id, 3, { profile: { ...profile, measuredAt: '2026-11-23T00:00:00.000Z' } }),
    )
    await one.world.refresh()
    await one.world.meter()
    expect(one.openMeter).toHaveBeenCalledTimes(2)
    await vi.waitFor(() => expect(one.closed).toHaveBeenCalledOnce())
    one.stop()
    await vi.waitFor(() => expect(one.closed).toHaveBeenCalledTimes(2))
  })

  it('is opened anew where its worker died', async () => {
    server.put({}, 1)
    const one = panel()
    await one.opened()
    await one.world.meter()
    one.meters.open = false
    await one.world.meter()
    expect(one.openMeter).toHaveBeenCalledTimes(2)
  })

  it('says why it could not be opened, and is tried again', async () => {
    server.put({}, 1)
    const one = panel()
    await one.opened()
    one.openMeter.mockRejectedValueOnce(new Error('Measure this voice again.'))
    expect(await one.world.meter()).toMatchObject({
      ok: false,
      error: { message: 'Measure this voice again.' },
    })
    expect((await one.world.meter()).ok).toBe(true)
  })
})
