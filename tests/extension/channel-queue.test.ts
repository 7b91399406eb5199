import { beforeEach, describe, expect, it } from 'vitest'
import { humanPace } from '../../core/channel/pace.ts'
import { usualChoice } from '../../core/channel/sample.ts'
import type { ChannelVideo } from '../../core/contract/channel.ts'
import { ChannelListing, ChannelTranscript } from '../../core/contract/channel.ts'
import { err, ok } from '../../core/contract/result.ts'
import type { Request } from '../../extension/api/request.ts'
import { failure } from '../../extension/api/request.ts'
import { channelStore } from '../../extension/channel/channel-store.ts'
import { createQueue, QUEUE_ALARM, REST_ALARM } from '../../extension/channel/drive-queue.ts'
import { createChannelSender } from '../../extension/channel/send-channel.ts'
import type { YoutubeAnswer, YoutubeQuestion } from '../../extension/channel/youtube-answer.ts'
import { databaseOpener } from '../../extension/outbox/database.ts'
import { browser } from './support/outbox.ts'

const minute = 60_000
const channelId = 'UCaaaaaaaaaaaaaaaaaaaaaa'
const video = (n: number): ChannelVideo => ({
  videoId: `video${String(n).padStart(6, '0')}`,
  title: `Talk ${n}`,
  kind: 'video',
  published: '2024-01-01T00:00:00.000Z',
  exact: false,
  durationMs: 2 * minute,
  views: 1,
})
const spoken = (words = 60): YoutubeAnswer => ({
  is: 'words',
  found: {
    outcome: 'ok',
    transcript: {
      language: 'en',
      kind: 'unknown',
      segments: [
        { startMs: 0, endMs: 110_000, text: Array.from({ length: words }, (_, i) => `word${i}`).join(' ') },
      ],
    },
  },
})
const nothing: YoutubeAnswer = { is: 'words', found: { outcome: 'empty', detail: 'No spoken words.' } }
const refused: YoutubeAnswer = { is: 'refused', status: 429, retryAfterMs: null }

let shared: ReturnType<typeof browser>
let asked: { at: number; videoId: string; hl: string | null; tab: number }[]
let tabs: number[]
let answers: (videoId: string, time: number) => YoutubeAnswer | Promise<YoutubeAnswer>
beforeEach(() => {
  shared = browser('http://127.0.0.1:1')
  asked = []
  tabs = [5]
  answers = () => spoken()
})

/** A context: its own variables, the disk and the clock of all. Waiting moves the clock. */
function context(own: { wait?: (ms: number) => Promise<void> } = {}) {
  const clock = () => shared.time.now
  const store = channelStore(databaseOpener(), clock)
  const run = createQueue({
    store,
    youtube: {
      find: async but => tabs.find(tab => !but.has(tab)) ?? null,
      open: async () => 1,
      async ask(tab, question: YoutubeQuestion) {
        if (question.ask !== 'words') throw new Error('not asked for here')
        asked.push({ at: clock(), videoId: question.videoId, hl: question.hl, tab })
        const answer = await answers(question.videoId, asked.length)
        shared.time.now += 400
        return answer
      },
    },
    locks: shared.locks,
    alarms: shared.alarms,
    announcements: shared.announcements,
    send: () => {},
    pace: async () => humanPace,
    clock,
    random: () => 0.5,
    wait:
      own.wait ??
      (async ms => {
        shared.time.now += ms
      }),
  })
  return { store, run }
}

async function begin(videos: ChannelVideo[], own = context()) {
  const { store } = own
  await store.putList({
    id: channelId,
    title: 'Tides',
    handle: '@tides',
    url: 'https://www.youtube.com/@tides',
    listedAt: '2026-11-22T12:00:00.000Z',
    complete: true,
    videos,
    language: 'de',
    choice: usualChoice(),
    unread: [],
  })
  await store.enqueue(channelId, videos)
  await store.noteDown({ channelId, going: true })
  return own
}
const states = async (store: ReturnType<typeof context>['store']) =>
  (await store.queue(channelId)).map(each => each.answer?.outcome ?? each.state)

describe('the queue', () => {
  it('asks for one video after the other at a human pace, in the spoken language', async () => {
    const { run, store } = await begin([video(1), video(2), video(3)])
    await run()
    expect(asked.map(each => each.videoId)).toEqual([1, 2, 3].map(n => video(n).videoId))
    expect(asked.every(each => each.hl === 'de')).toBe(true)
    const gaps = asked.slice(1).map((each, at) => each.at - asked[at]!.at)
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(3_000)
    for (const gap of gaps) expect(gap).toBeLessThanOrEqual(6_400)
    expect(await states(store)).toEqual(['ok', 'ok', 'ok'])
    expect(await store.note()).toMatchObject({ going: false, refusals: 0 })
    expect(shared.alarms.set.has(QUEUE_ALARM)).toBe(false)
    const words = await store.words(video(1).videoId)
    const [first] = await store.queue(channelId)
    const sent = { ...first!.answer, transcript: words!.transcript, chapters: words!.chapters }
    expect(ChannelTranscript.parse(sent)).toEqual(sent)
    expect(first!.answer!.receipt.video).toMatchObject({ segments: 1, durationMs: 120_000, language: 'en' })
  })

  it('rests 10 minutes after a refusal, twice as long after the next, and goes on where it was', async () => {
    answers = (_, time) => (time === 2 || time === 3 ? refused : spoken())
    const { run, store } = await begin([video(1), video(2)])
    await run()
    expect(asked).toHaveLength(2)
    const note = await store.note()
    expect(note).toMatchObject({ going: true, restFor: 'refused', refusals: 1 })
    expect(note!.restUntil - asked[1]!.at).toBe(10 * minute + 400)
    expect(shared.alarms.set.get(REST_ALARM)).toBeCloseTo(10, 1)
    expect((await store.queue(channelId))[1]).toMatchObject({ state: 'waiting', misses: 0 })

    shared.time.now += 5 * minute
    await run()
    expect(asked).toHaveLength(2)
    shared.time.now = note!.restUntil
    await run()
    expect(asked).toHaveLength(3)
    expect(((await store.note())!.restUntil - shared.time.now) / minute).toBeCloseTo(20, 1)
    shared.time.now = (await store.note())!.restUntil
    await run()
    expect(await states(store)).toEqual(['ok', 'ok'])
    expect(await store.note()).toMatchObject({ refusals: 0, restFor: null })
  })

  it('leaves a video to a file after three misses, asked after the others', async () => {
    answers = videoId => (videoId === video(1).videoId ? nothing : spoken())
    const { run, store } = await begin([video(1), video(2), video(3)])
    await run()
    expect(asked.map(each => Number(each.videoId.slice(5)))).toEqual([1, 2, 3, 1, 1])
    expect(await states(store)).toEqual(['needs_file', 'ok', 'ok'])
    const [first] = await store.queue(channelId)
    expect(first!.answer!.receipt.legs.map(each => each.outcome)).toEqual(['empty', 'empty', 'empty'])
    expect(first!.answer!.contentHash).toBeNull()
    await store.again(video(1).videoId)
    await store.noteDown({ channelId, going: true })
    answers = () => spoken()
    await run()
    expect((await states(store))[0]).toBe('ok')
  })

  it('tells a transcript with too few words, keeps the most of them and says so', async () => {
    const long = { ...video(1), durationMs: 30 * minute }
    answers = (_, time) => spoken(time === 2 ? 50 : 20)
    const { run, store } = await begin([long])
    await run()
    expect(asked).toHaveLength(3)
    expect(await states(store)).toEqual(['truncated'])
    expect((await store.queue(channelId))[0]!.answer!.receipt).toMatchObject({ by: 'get_panel', words: 50 })
  })

  it('takes no captions at all for an answer at once', async () => {
    answers = () => ({ is: 'words', found: { outcome: 'disabled' } })
    const { run, store } = await begin([video(1)])
    await run()
    expect(asked).toHaveLength(1)
    expect(await states(store)).toEqual(['disabled'])
  })

  it('waits for a tab of YouTube, and tries another where one does not answer', async () => {
    tabs = []
    const { run, store } = await begin([video(1)])
    await run()
    expect(asked).toEqual([])
    expect(await store.note()).toMatchObject({ going: true, needsTab: true })
    expect(shared.alarms.set.get(QUEUE_ALARM)).toBe(0.5)
    tabs = [7, 8]
    answers = (_, time) => {
      if (time === 1) throw new Error('No tab with id: 7.')
      return spoken()
    }
    await run()
    expect(asked.map(each => each.tab)).toEqual([7, 8])
    expect(await states(store)).toEqual(['ok'])
    expect((await store.queue(channelId))[0]!.legs).toHaveLength(1)
    expect(await store.note()).toMatchObject({ needsTab: false })
  })

  it('does not hold the network against a video', async () => {
    answers = (_, time) => (time === 1 ? { is: 'unreached' } : spoken())
    const { run, store } = await begin([video(1)])
    await run()
    expect(await store.note()).toMatchObject({ restFor: 'offline' })
    expect((await store.queue(channelId))[0]).toMatchObject({ misses: 0, legs: [] })
    shared.time.now += minute
    await run()
    expect(await states(store)).toEqual(['ok'])
  })

  it('stops at a pause, between two videos', async () => {
    const own = context()
    answers = async (_, time) => {
      if (time === 2) await own.store.noteDown({ channelId, going: false })
      return spoken()
    }
    await begin([video(1), video(2), video(3)], own)
    await own.run()
    expect(asked).toHaveLength(2)
    expect(await states(own.store)).toEqual(['ok', 'ok', 'waiting'])
    await own.store.noteDown({ channelId, going: true })
    await own.run()
    expect(await states(own.store)).toEqual(['ok', 'ok', 'ok'])
  })

  it('goes on after its context died in a question, at the same pace, asking for nothing that is done', async () => {
    let die = () => {}
    answers = (_, time) => (time === 2 ? new Promise(resolve => (die = () => resolve(spoken()))) : spoken())
    const first = await begin([video(1), video(2), video(3)])
    void first.run()
    await expect.poll(() => asked.length).toBe(2)
    // Its lock is freed with it.
    shared.locks = browserLocksOf(shared)
    const second = context()
    await second.run()
    expect(asked.map(each => Number(each.videoId.slice(5)))).toEqual([1, 2, 2, 3])
    expect(asked[2]!.at - asked[1]!.at).toBeGreaterThanOrEqual(3_000)
    expect(await states(second.store)).toEqual(['ok', 'ok', 'ok'])
    const before = await second.store.queue(channelId)
    die()
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(await second.store.queue(channelId)).toEqual(before)
  })

  it('never runs in two contexts at once', async () => {
    const first = await begin([video(1), video(2)])
    const second = context()
    await Promise.all([first.run(), second.run(), first.run()])
    expect(asked.map(each => Number(each.videoId.slice(5)))).toEqual([1, 2])
  })

  it('lets a file that came meanwhile stand', async () => {
    const own = context()
    const answer = {
      outcome: 'ok' as const,
      receipt: { by: 'file' as const, legs: [], words: 9, leftOut: [] },
      fetchedAt: '2026-11-22T12:00:00.000Z',
      contentHash: 'a'.repeat(64),
    }
    answers = async () => {
      const words = {
        videoId: video(1).videoId,
        transcript: { language: 'en', kind: 'manual' as const, segments: [] },
        chapters: [],
        sounds: 0,
      }
      await own.store.putFile(channelId, video(1), answer, words)
      return spoken()
    }
    await begin([video(1)], own)
    await own.run()
    expect((await own.store.queue(channelId))[0]!.answer!.receipt.by).toBe('file')
    expect((await own.store.words(video(1).videoId))!.transcript.kind).toBe('manual')
  })
})

/** The same ports but for the locks, which died with their holder. */
const browserLocksOf = (of: typeof shared) => ({
  ...of.locks,
  hold: <V>(_: string, work: () => Promise<V>) => work(),
})

describe('what the server gets', () => {
  type Reply = Awaited<ReturnType<Parameters<typeof createChannelSender>[0]['send']>>
  function sender(
    store: ReturnType<typeof context>['store'],
    reply: (request: Request, time: number) => Reply,
  ) {
    const sent: Request[] = []
    const flush = createChannelSender({
      store,
      pairing: {
        pair: async () => ok({ server: 's', token: 't' }),
        renew: async () => ok({ server: 's', token: 'u' }),
        credentials: async () => ({ server: 's', token: 't' }),
        use: async () => {},
        onChanged: () => () => {},
      },
      async send(_, request) {
        sent.push(structuredClone(request))
        return reply(request, sent.length)
      },
      locks: shared.locks,
      alarms: shared.alarms,
      announcements: shared.announcements,
      clock: () => shared.time.now,
      random: () => 0.5,
    })
    return { flush, sent }
  }
  const fetched = async () => {
    const own = await begin([video(1), video(2)])
    await own.run()
    return own
  }

  it('is the list, then each answer, once', async () => {
    const { store } = await fetched()
    const { flush, sent } = sender(store, () => ok(null))
    expect(await flush()).toBe(true)
    expect(await flush()).toBe(true)
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `PUT /channels/${channelId}`,
      `PUT /channels/${channelId}/videos/${video(1).videoId}`,
      `PUT /channels/${channelId}/videos/${video(2).videoId}`,
    ])
    expect(ChannelListing.strict().parse(sent[0]!.body)).toEqual(sent[0]!.body)
    expect(ChannelTranscript.strict().parse(sent[1]!.body)).toMatchObject({ outcome: 'ok' })
  })

  it('comes again after 500s, an unreachable server and a lost answer, and nothing is lost', async () => {
    const { store } = await fetched()
    const weather = [
      failure('http_500', 'No.', 500),
      failure('network', 'Not there.'),
      null,
      failure('http_503', 'No.', 503),
    ]
    const { flush, sent } = sender(store, (_, time) => {
      const bad = weather[time - 1]
      return bad ? err(bad) : ok(null)
    })
    const landed = new Set<string>()
    for (let i = 0; i < 6; i++) {
      await flush({ now: true })
      shared.time.now += 20 * minute
    }
    for (const [at, { path }] of sent.entries()) if (!weather[at]) landed.add(path)
    expect(landed.size).toBe(3)
    expect((await store.queue(channelId)).every(each => each.sent)).toBe(true)
  })

  it('gives the list again to a server that has lost it, and keeps a refusal’s words', async () => {
    const { store } = await fetched()
    let lost = true
    const { flush, sent } = sender(store, ({ path }) => {
      if (path.includes(video(2).videoId)) return err(failure('invalid_request', 'Too long.', 400))
      if (path.includes('/videos/') && lost) {
        lost = false
        return err(failure('not_found', 'None.', 404))
      }
      return ok(null)
    })
    expect(await flush()).toBe(true)
    expect(sent.filter(({ path }) => path === `/channels/${channelId}`)).toHaveLength(2)
    const [first, second] = await store.queue(channelId)
    expect(first).toMatchObject({ sent: true })
    expect(second).toMatchObject({ sent: false, refused: 'Too long.' })
  })

  it('waits for its next attempt, unless told to go now', async () => {
    const { store } = await fetched()
    const { flush, sent } = sender(store, () => err(failure('network', 'Not there.')))
    expect(await flush()).toBe(false)
    expect(await flush()).toBe(false)
    expect(sent).toHaveLength(1)
    expect(shared.alarms.set.has('ownwords.channel-send')).toBe(true)
    await flush({ now: true })
    expect(sent).toHaveLength(2)
  })

  it('takes a forgotten channel away there, too', async () => {
    const { store } = await fetched()
    await store.forget(channelId)
    const { flush, sent } = sender(store, () => ok(null))
    await flush()
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([`DELETE /channels/${channelId}`])
    expect(await store.queue(channelId)).toEqual([])
    expect(await store.words(video(1).videoId)).toBeNull()
    expect(await flush()).toBe(true)
    expect(sent).toHaveLength(1)
  })
})
