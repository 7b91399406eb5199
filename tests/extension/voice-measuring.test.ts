import { beforeEach, describe, expect, it, vi } from 'vitest'
import { newId } from '../../core/contract/new-id.ts'
import { ok } from '../../core/contract/result.ts'
import { failure } from '../../extension/api/request.ts'
import { measuringRun, versionOf } from './support/voice-api.ts'
import { allSent, draft, videoIds, voiceScene, wordsWait } from './support/voice-scene.ts'

let own: ReturnType<typeof voiceScene>
let server: (typeof own)['server']
const panel = () => own.panel()
beforeEach(() => {
  own = voiceScene()
  server = own.server
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

  it('shows the new version though the measuring ended between the answers to what was asked at once', async () => {
    const voice = server.put({ runId: 'run-1' }, 0)
    server.runs.set('run-1', measuringRun('run-1', voice.id, { state: 'running', lastSeq: 4 }))
    const answer = server.hold('run run-1')
    const one = panel()
    const opened = one.opened()
    await vi.waitFor(() =>
      expect(server.asked).toEqual(expect.arrayContaining([`voice ${voice.id}`, 'run run-1'])),
    )
    server.add(voice.id, versionOf(voice.id, 1))
    server.voices.set(voice.id, { ...server.voices.get(voice.id)!, runId: null })
    server.runs.set('run-1', measuringRun('run-1', voice.id, { state: 'done', lastSeq: 5 }))
    answer()
    await opened
    await vi.waitFor(() => expect(one.shown()?.detail?.current).toMatchObject({ version: 1 }))
    await vi.waitFor(() => expect(one.world.list.value.voices[0]).toMatchObject({ version: 1, runId: null }))
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
    const ours = one.shown()!.run!.id
    await allSent(own, one.store)
    expect(await begun).toMatchObject({ ok: true, value: { id: ours } })
    expect(await again).toMatchObject({ ok: true, value: { id: ours } })
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
    await allSent(own, after.store)
    await vi.waitFor(() => expect(server.runs.get(id)).toBeDefined())
    await vi.waitFor(() => expect(own.shared.local.content.has('voice-measuring')).toBe(false))
  })

  it('says that the words do not reach the server, at once or after half a minute', async () => {
    const voice = server.put({ ...draft }, 0)
    const one = panel()
    await wordsWait(one.store, videoIds.slice(0, 1))
    await one.opened()
    const unreached = one.world.measure(voice.id)
    await vi.waitFor(() => expect(one.wake).toHaveBeenCalled())
    own.shared.announcements.tell({ kind: 'unreached' })
    expect(await unreached).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/have to go to your server first/) },
    })
    expect(one.shown()?.run).toMatchObject({ state: 'failed', error: { code: 'network' } })

    const stuck = one.world.measure(voice.id)
    await vi.waitFor(() => expect(one.shown()?.run).toMatchObject({ state: 'queued' }))
    own.shared.time.now += 31_000
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

    await allSent(own, one.store)
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
