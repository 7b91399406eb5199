import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import type { RunEvent } from '../../../core/contract/run.ts'
import type { Cut, VoiceVersion } from '../../../core/contract/voice.ts'
import { VoiceProfile } from '../../../core/contract/voice-profile.ts'
import { englishCohort } from '../../../core/voice/english-cohort.ts'
import { measureVideo } from '../../../core/voice/measure-video.ts'
import { profileOf } from '../../../core/voice/profile.ts'
import { profileBackground } from '../../../core/voice/profile-background.ts'
import { findWords } from '../../../server/channels/channels.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { CONCURRENCY } from '../../../server/runs/worker.ts'
import { beginProfile } from '../../../server/voices/begin-profile.ts'
import { type Measuring, NotMeasured, openMeasuring } from '../../../server/voices/measuring.ts'
import { profileWork } from '../../../server/voices/profile-work.ts'
import { editVoice, listVersions, oneVersion } from '../../../server/voices/versions.ts'
import { deleteVoice, saveVoice, voiceDetail } from '../../../server/voices/voices.ts'
import { eventsOf, kinds, openRunsOfItsOwn, type RunsOfItsOwn, silent } from '../support/runs.ts'
import { CHANNEL, draft, edit, setWords, storeChannel, videoId } from '../support/voices.ts'

let own: RunsOfItsOwn
beforeAll(async () => {
  own = await openRunsOfItsOwn()
})
afterAll(() => own.close())

const clock = () => new Date('2026-11-22T12:00:00.000Z')

/** Measures here and now, and remembers what was asked of it. */
function counted(before: (videoId: string) => Promise<void> | void = () => {}) {
  const measured: string[] = []
  const open = (): Measuring => ({
    async measure(video) {
      await before(video.videoId)
      measured.push(video.videoId)
      return measureVideo(video)
    },
    profile: async (measures, frame) => profileOf(measures, frame),
    async close() {},
  })
  return { measured, work: profileWork({ openMeasuring: open, clock, log: silent }) }
}

async function creator(words: number[] = [150, 150, 150], chosen = words.map((_, place) => place + 1)) {
  const { accountId } = await own.mint()
  await storeChannel(own.database, accountId, words)
  const id = newId()
  await saveVoice(own, accountId, id, draft(chosen))
  return {
    accountId,
    id,
    begin: async () => (await beginProfile(own, accountId, { voiceId: id, runId: newId() })).id,
    async profiled(): Promise<RunEvent[]> {
      return eventsOf(own.runs, accountId, await this.begin())
    },
    newest: (): Promise<VoiceVersion> => oneVersion(own.database, accountId, id),
    voice: async () => (await voiceDetail(own, accountId, id)).voice,
    say: (n: number, text: string) => asAccount(own.database, accountId, tx => setWords(tx, n, text)),
  }
}

it('measures the chosen videos, tells each, and leaves a version', async () => {
  const ada = await creator([150, 150, 150, 150, 150])
  const { measured, work } = counted()
  await own.startWorker(work, { clock: () => (tick += 1_000) })
  const events = await ada.profiled()
  expect(measured).toEqual([1, 2, 3, 4, 5].map(videoId))
  const labels = events.flatMap(event => (event.kind === 'progress' ? [event.data.label] : []))
  expect(labels).toEqual([
    'Read 0 of 5 videos',
    ...[1, 2, 3, 4, 5].map(n => `Read ${n} of 5 videos: About ${n}`),
    'Putting the profile together',
  ])
  expect(events.at(-1)).toMatchObject({ kind: 'done', data: { resultId: null } })
  const version = await ada.newest()
  expect(version).toMatchObject({ version: 1, cause: 'measured', readiness: 'ready', edits: [] })
  expect(version.says).toMatch(/^Measured 5 videos with [\d,]+ words$/)
  expect(version.profile).toMatchObject({
    readiness: 'ready',
    measuredAt: clock().toISOString(),
    leftOut: [],
  })
  expect(await ada.voice()).toMatchObject({ version: 1, readiness: 'ready', stale: false, runId: null })
})
let tick = Date.now()

it('measures in a thread of its own as it does here', async () => {
  const ada = await creator([300, 300, 300])
  await own.startWorker(profileWork({ openMeasuring, clock, log: silent }))
  expect(kinds(await ada.profiled()).at(-1)).toBe('done')
  const inThread = (await ada.newest()).profile
  expect(VoiceProfile.parse(inThread)).toEqual(inThread)
  const inputs = await asAccount(own.database, ada.accountId, tx =>
    Promise.all([1, 2, 3].map(async n => ({ n, words: await findWords(tx, CHANNEL, videoId(n)) }))),
  )
  const measures = inputs.map(({ n, words }) =>
    measureVideo({ ...words!, transcript: words!.transcript!, videoId: videoId(n), cuts: [] }),
  )
  const frame = { language: null, leftOut: [], now: clock().toISOString() }
  const here = profileOf(measures, frame, profileBackground(englishCohort))
  expect(inThread).toEqual(JSON.parse(JSON.stringify(here)))
})

it('says what was left out and why, and profiles too little as too little', async () => {
  const ada = await creator([150, 0, 150], [1, 2, 3, 9])
  await own.startWorker(counted().work)
  expect(kinds(await ada.profiled()).at(-1)).toBe('done')
  const { readiness, profile, says } = await ada.newest()
  expect(readiness).toBe('too_little')
  expect(profile.leftOut).toEqual([
    { videoId: videoId(2), title: 'About 2', why: expect.stringContaining('not been fetched yet') },
    { videoId: videoId(9), title: videoId(9), why: expect.stringContaining('not in the channel’s list') },
  ])
  expect(says).toMatch(/; 2 videos left out$/)
})

it('without any words it fails with what to do, and goes well once there are some', async () => {
  const ada = await creator([0, 0])
  await own.startWorker(counted().work)
  const runId = await ada.begin()
  const failed = (await eventsOf(own.runs, ada.accountId, runId)).at(-1)
  expect(failed).toMatchObject({ kind: 'failed', data: { code: 'no_words', retryable: false } })
  expect((failed!.data as { message: string }).message).toContain('Fetch the words of some videos first')
  expect(await ada.voice()).toMatchObject({ version: 0, runId: null })
  await ada.say(1, 'So, the moon pulls the sea, and you know, it is kind of wild. '.repeat(20))
  const seen = (await own.runs.retry(ada.accountId, runId))!.lastSeq
  expect((await eventsOf(own.runs, ada.accountId, runId, seen - 1)).at(-1)!.kind).toBe('done')
})

it('without any video it says so', async () => {
  const ada = await creator([150], [])
  await own.startWorker(counted().work)
  expect((await ada.profiled()).at(-1)).toMatchObject({ kind: 'failed', data: { code: 'no_videos' } })
})

it('a video that breaks the measuring is left out and told, and the others are profiled', async () => {
  const ada = await creator()
  const { work } = counted(video => {
    if (video === videoId(2)) throw new NotMeasured('a test')
  })
  await own.startWorker(work)
  expect((await ada.profiled()).at(-1)!.kind).toBe('done')
  const { profile, readiness } = await ada.newest()
  expect(readiness).toBe('too_little')
  expect(profile.leftOut).toEqual([
    { videoId: videoId(2), title: 'About 2', why: expect.stringContaining('could not be measured') },
  ])
})

it('videos of which none can be measured are a failure with words, and no version', async () => {
  const ada = await creator()
  const { work } = counted(() => {
    throw new NotMeasured('a test')
  })
  await own.startWorker(work)
  expect((await ada.profiled()).at(-1)).toMatchObject({ kind: 'failed', data: { code: 'nothing_measured' } })
  expect((await ada.voice()).version).toBe(0)
})

it('an attempt after one that was killed goes on where that died, and measures no video twice', async () => {
  const ada = await creator([150, 150, 150, 150])
  const dead = Promise.withResolvers<void>()
  const over = Promise.withResolvers<void>()
  onTestFinished(() => over.resolve())
  const { measured, work } = counted(async video => {
    if (video !== videoId(3) || measured.includes('killed')) return
    measured.push('killed')
    // As a dead process leaves it: nobody answers any more, and another worker takes the run up.
    await own.database.sql`update run set worker = 4711 where voice_id = ${ada.id}`
    dead.resolve()
    await over.promise
  })
  await own.startWorker(work, {
    concurrency: { ...CONCURRENCY, profile: 2 },
  })
  const runId = await ada.begin()
  await dead.promise
  const events = await eventsOf(own.runs, ada.accountId, runId)
  expect(kinds(events).filter(kind => kind === 'started')).toHaveLength(2)
  expect(events.at(-1)!.kind).toBe('done')
  expect(measured).toEqual([videoId(1), videoId(2), 'killed', videoId(3), videoId(4)])
  expect(await listVersions(own.database, ada.accountId, ada.id)).toHaveLength(1)
})

it('words and cuts that changed before it was taken up again are measured anew', async () => {
  const ada = await creator([150, 150, 150, 150])
  const cuts: Cut[] = [{ startMs: 0, endMs: 9_000, why: 'sponsor' }]
  const { measured, work } = counted(async video => {
    if (video !== videoId(4) || measured.includes('broken')) return
    measured.push('broken')
    await ada.say(1, 'Now these are entirely other words about the sea and the moon. '.repeat(20))
    const changed = draft([1, 2, 3, 4])
    changed.videos[1]!.cuts = cuts
    await saveVoice(own, ada.accountId, ada.id, changed)
    throw new Error('the weather')
  })
  await own.startWorker(work)
  expect((await ada.profiled()).at(-1)!.kind).toBe('done')
  expect(measured).toEqual([...[1, 2, 3].map(videoId), 'broken', ...[1, 2, 4].map(videoId)])
  // Measured of what is chosen and said now.
  expect((await ada.voice()).stale).toBe(false)
})

it('what changes while it is measured leaves the voice stale', async () => {
  const ada = await creator()
  const { work } = counted(async video => {
    if (video === videoId(2)) await ada.say(1, 'Other words that came too late to be measured.')
  })
  await own.startWorker(work)
  await ada.profiled()
  expect(await ada.voice()).toMatchObject({ version: 1, stale: true })
})

it('what the creator locked or muted holds over a new measuring', async () => {
  const ada = await creator()
  await own.startWorker(counted().work)
  await ada.profiled()
  const edits = [
    edit('so', { value: 3, locked: true }),
    edit('mtld', { muted: true }),
    edit('gone', { value: 1 }),
  ]
  await editVoice(own.database, ada.accountId, ada.id, { base: 1, edits, says: 'Mine' })
  await ada.profiled()
  expect(await ada.newest()).toMatchObject({ version: 3, cause: 'measured', edits: edits.slice(0, 2) })
})

it('an edit that is made while it is measured is not lost', async () => {
  const ada = await creator()
  const quiet = await own.startWorker(counted().work)
  await ada.profiled()
  await quiet.stop(1_000)
  const edits = [edit('so', { value: 4, locked: true })]
  await own.startWorker(
    counted(async video => {
      if (video === videoId(3))
        await editVoice(own.database, ada.accountId, ada.id, { base: 1, edits, says: 'Meanwhile' })
    }).work,
  )
  await ada.profiled()
  expect(await ada.newest()).toMatchObject({ version: 3, cause: 'measured', edits })
})

it('a cancelled measuring leaves no version, and deleting the voice ends it', async () => {
  const ada = await creator()
  const reached = Promise.withResolvers<void>()
  let aborted = 0
  const work = profileWork({
    clock,
    log: silent,
    openMeasuring: signal => ({
      measure: () =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            aborted++
            reject(signal.reason)
          })
          reached.resolve()
        }),
      profile: async (measures, frame) => profileOf(measures, frame),
      async close() {},
    }),
  })
  await own.startWorker(work)
  const runId = await ada.begin()
  await reached.promise
  await own.runs.cancel(ada.accountId, runId)
  expect((await eventsOf(own.runs, ada.accountId, runId)).at(-1)!.kind).toBe('cancelled')
  await expect.poll(() => aborted).toBe(1)
  expect(await ada.voice()).toMatchObject({ version: 0, runId: null })

  const second = await ada.begin()
  await expect.poll(async () => (await own.runs.get(ada.accountId, second))?.state).toBe('running')
  await deleteVoice(own, ada.accountId, ada.id)
  await expect.poll(() => aborted).toBe(2)
  expect(await own.runs.get(ada.accountId, second)).toBeNull()
})

it('what its steps made, and those of measurings that were cancelled before, is let go of when it is done', async () => {
  const ada = await creator()
  const bob = await creator()
  const steps = async ({ accountId }: { accountId: string }) =>
    (await own.database.sql`select from run_step where account_id = ${accountId}`).count
  let cancels = 2
  const { work } = counted(async video => {
    if (video !== videoId(3) || cancels-- <= 0) return
    const running = await own.database.sql<{ account_id: string; id: string }[]>`
      select account_id, id from run where kind = 'profile' and state = 'running'`
    for (const { account_id, id } of running) await own.runs.cancel(account_id, id)
  })
  await own.startWorker(work)
  for (const creator of [ada, bob]) {
    expect((await creator.profiled()).at(-1)!.kind).toBe('cancelled')
    expect(await steps(creator)).toBe(2)
  }
  expect((await ada.profiled()).at(-1)!.kind).toBe('done')
  expect(await steps(ada)).toBe(0)
  expect(await steps(bob)).toBe(2)
})

it('a video whose title is cut in the middle of an emoji and whose language is none is measured all the same', async () => {
  const ada = await creator()
  const title = `${'a'.repeat(149)}😀${'b'.repeat(300)}`
  await own.database.sql`
    update channel_video set title = ${title},
      transcript = jsonb_set(transcript, '{language}', '"x_!! not a language"')
    where account_id = ${ada.accountId} and channel_id = ${CHANNEL}`
  await own.startWorker(profileWork({ openMeasuring, clock, log: silent }))
  const events = await ada.profiled()
  expect(events.at(-1)).toMatchObject({ kind: 'done' })
})
