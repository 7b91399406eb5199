import { beforeEach, describe, expect, it, vi } from 'vitest'
import { newId } from '../../core/contract/new-id.ts'
import { ok } from '../../core/contract/result.ts'
import { databaseOpener } from '../../extension/outbox/database.ts'
import { libraryOf } from '../../extension/outbox/library.ts'
import type { Connection } from '../../extension/panel/world.ts'
import { measuringRun, versionOf } from './support/voice-api.ts'
import {
  allSent,
  channelId,
  draft,
  offline,
  online,
  videoIds,
  voiceScene,
  wordsWait,
} from './support/voice-scene.ts'

let own: ReturnType<typeof voiceScene>
let server: (typeof own)['server']
const panel = (from?: Connection) => own.panel(from)
beforeEach(() => {
  own = voiceScene()
  server = own.server
})

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
    await allSent(own, one.store)
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
