import { afterEach, beforeEach, describe, expect, it, test } from 'vitest'
import { newId } from '../../../core/contract/new-id.ts'
import { MomentCapture } from '../../../core/contract/source.ts'
import { captureText, contentHash } from '../../../core/evidence/content.ts'
import { keepMoments } from '../../../extension/moment/keep-moments.ts'
import { FromPage } from '../../../extension/moment/messages.ts'
import { momentRecords } from '../../../extension/moment/records.ts'
import { MOMENT_ALARM, WANTING_KEY } from '../../../extension/moment/wanting.ts'
import { type Reading, wordsOfVideo } from '../../../extension/moment/words-of-video.ts'
import { modern } from '../../fixtures/youtube/watch-pages.ts'
import { video } from '../support/captures.ts'
import { type LoopbackServer, loopbackServer } from '../support/loopback-server.ts'
import { type Browser, browser, context } from '../support/outbox.ts'

const transcript = {
  language: 'en',
  kind: 'manual' as const,
  segments: modern.rows.slice(1).map(([start, text], at, all) => ({
    startMs: start * 1000,
    endMs: (all[at + 1]?.[0] ?? 240) * 1000,
    text,
  })),
}
const receipt = {
  by: 'get_panel' as const,
  legs: [{ leg: 'get_panel' as const, outcome: 'ok' as const, ms: 9 }],
  words: 500,
  leftOut: [],
  video: {
    segments: 40,
    coveredMs: 237_000,
    durationMs: 240_000,
    captions: 'manual' as const,
    language: 'en',
  },
}
const facts = {
  title: 'Why we forget',
  author: 'Lantern Lessons',
  published: '2026-03-14',
  durationMs: 240_000,
}
const words: Reading = { videoId: 'OwnWords_01', transcript, receipt, facts, why: null, final: true }
const press = (own: object = {}) =>
  FromPage.parse({
    moment: 'keep',
    id: newId(),
    videoId: 'OwnWords_01',
    atMs: 52_000,
    marks: { inMs: null, outMs: null },
    pageTitle: '(3) Why we forget - YouTube',
    durationMs: 240_000,
    frame: 'data:image/webp;base64,AAAA',
    frameless: null,
    ...own,
  }) as Extract<FromPage, { moment: 'keep' }>

let server: LoopbackServer
let here: Browser
beforeEach(async () => {
  server = await loopbackServer()
  here = browser(server.url)
})
afterEach(() => server.down())

async function worker(answer: () => Promise<Reading | null> = async () => words) {
  const outbox = await context(here)
  const records = momentRecords(outbox.open)
  const asked: (number | null)[] = []
  const moments = keepMoments({
    records,
    ...{ sender: outbox.sender, clips: outbox.clips, operations: outbox.operations },
    projectId: outbox.project.orFirst,
    wordsOf: (videoId, tabId) =>
      wordsOfVideo(
        {
          open: outbox.open,
          records,
          stored: async () => null,
          async readTab(_, tabId) {
            asked.push(tabId)
            return answer()
          },
        },
        videoId,
        tabId,
      ),
    tabOf: async () => 7,
    changed: () => {},
    isOnline: () => true,
    ...{ local: here.local, alarms: here.alarms, locks: here.locks, clock: () => here.time.now++ },
  })
  const capture = async (id: string) => {
    const kept = (await records.read(id))?.capture
    if (!kept) throw new Error(`no moment ${id}`)
    // What is kept must be what the contract and the server take.
    expect(MomentCapture.parse(kept)).toEqual(kept)
    expect(kept.contentHash).toBe(await contentHash(captureText(kept)))
    return kept
  }
  return { moments, outbox, records, asked, capture }
}

describe('a press', () => {
  it('is on disk before anybody is asked for its words, and gets them after', async () => {
    const { moments, outbox, asked, capture } = await worker()
    const pressed = press()
    const told = await moments.keep(pressed)
    expect(told).toMatchObject({ ok: true, words: 'wanted', startMs: 37_000, endMs: 57_000 })
    expect(await outbox.clips.list()).toHaveLength(1)
    expect(asked).toEqual([])
    expect(await capture(pressed.id)).toMatchObject({ title: 'Why we forget', transcript: null })
    expect(await moments.fill(pressed.id, 3)).toMatchObject({
      ok: true,
      words: 'here',
      startMs: 37_000,
      endMs: 56_000,
    })
    expect(await capture(pressed.id)).toMatchObject({
      author: 'Lantern Lessons',
      receipt: { by: 'get_panel', legs: receipt.legs, video: receipt.video },
      url: 'https://www.youtube.com/watch?v=OwnWords_01&t=37s',
    })
    await outbox.sender.flush()
    expect(server.sources.size).toBe(1)
  })

  it('finds the words of the moment before without asking', async () => {
    const { moments, asked } = await worker()
    const first = press()
    await moments.keep(first)
    await moments.fill(first.id, 3)
    expect(await moments.keep(press({ atMs: 100_000 }))).toMatchObject({ words: 'here' })
    expect(asked).toEqual([3])
  })

  it('takes the words of the whole video where that is clipped', async () => {
    const { moments, outbox, asked } = await worker()
    const projectId = await outbox.project.orFirst()
    await server.down()
    await outbox.clips.save(video(projectId, { videoId: 'OwnWords_01', transcript, receipt }))
    const pressed = press()
    await moments.keep(pressed)
    expect(await moments.fill(pressed.id, null)).toMatchObject({ words: 'here' })
    expect(asked).toEqual([])
    await server.up()
  })

  it('says in its receipt why it has no picture', async () => {
    const { moments, capture } = await worker()
    const pressed = press({ frame: null, frameless: 'protected' })
    await moments.keep(pressed)
    await moments.fill(pressed.id, 3)
    expect((await capture(pressed.id)).receipt.leftOut).toEqual([
      { what: 'a picture of the frame (the video is protected)', count: 1 },
    ])
  })
})

describe('words that cannot be had now', () => {
  const gated: Reading = {
    ...{ videoId: 'OwnWords_01', transcript: null, facts, why: 'Later.', final: false },
    receipt: { by: null, legs: [{ leg: 'open_track', outcome: 'gated', ms: 3 }], words: 0, leftOut: [] },
  }

  it('are wanted: the video is named for its next visit, and an alarm asks again, later each time', async () => {
    let now: Reading | null = gated
    const { moments, asked, records, capture } = await worker(async () => now)
    const pressed = press()
    await moments.keep(pressed)
    expect(await moments.fill(pressed.id, 3)).toMatchObject({ words: 'wanted', why: 'Later.' })
    expect(here.local.content.get(WANTING_KEY)).toEqual(['OwnWords_01'])
    expect(here.alarms.set.get(MOMENT_ALARM)).toBeGreaterThanOrEqual(1)
    await moments.fillAll(null, null)
    expect(asked).toHaveLength(1)
    here.time.now += 70_000
    await moments.fillAll(null, null)
    expect(asked).toHaveLength(2)
    const { tries, notBefore } = (await records.read(pressed.id))!
    expect(tries).toBe(2)
    expect(notBefore - here.time.now).toBeGreaterThan(100_000)

    now = words
    await moments.fillAll('OwnWords_01', 9)
    expect(asked.at(-1)).toBe(9)
    expect((await capture(pressed.id)).transcript?.segments.length).toBeGreaterThan(2)
    expect(here.local.content.get(WANTING_KEY)).toEqual([])
    expect(here.alarms.set.has(MOMENT_ALARM)).toBe(false)
  })

  it('do not bring back a moment that was removed meanwhile', async () => {
    let arrive = (_: Reading) => {}
    const { moments, outbox, records } = await worker(
      () =>
        new Promise(resolve => {
          arrive = resolve
        }),
    )
    await server.down()
    const pressed = press()
    await moments.keep(pressed)
    const filling = moments.fill(pressed.id, 3)
    await new Promise(resolve => setTimeout(resolve, 20))
    await outbox.clips.remove(pressed.id)
    arrive(words)
    expect(await filling).toMatchObject({ ok: false })
    expect(await outbox.clips.list()).toEqual([])
    expect(await records.read(pressed.id)).toBeNull()
    await server.up()
  })

  it('come to the marks and the note that were made while they were fetched', async () => {
    let arrive = (_: Reading) => {}
    const { moments, capture } = await worker(
      () =>
        new Promise(resolve => {
          arrive = resolve
        }),
    )
    const pressed = press()
    await moments.keep(pressed)
    const filling = moments.fill(pressed.id, 3)
    await new Promise(resolve => setTimeout(resolve, 20))
    await moments.mark({ moment: 'mark', id: pressed.id, marks: { inMs: 20_000, outMs: 32_000 } })
    await moments.note({ moment: 'note', id: pressed.id, note: ' mine ' })
    arrive(words)
    await filling
    const { moment, transcript } = await capture(pressed.id)
    expect(moment).toMatchObject({ startMs: 20_000, endMs: 32_000, note: 'mine' })
    expect(captureText({ kind: 'moment', transcript })).toMatch(/^Then he waited.*of the saving\.$/)
  })

  it('that there never will be are asked for once, and the moment stays', async () => {
    const none: Reading = { ...gated, why: 'None.', final: true }
    const { moments, asked } = await worker(async () => none)
    const pressed = press()
    await moments.keep(pressed)
    expect(await moments.fill(pressed.id, 3)).toMatchObject({ ok: true, words: 'none', why: 'None.' })
    const next = press({ atMs: 9_000 })
    await moments.keep(next)
    expect(await moments.fill(next.id, 3)).toMatchObject({ words: 'none' })
    expect(asked).toHaveLength(1)
    expect(here.local.content.get(WANTING_KEY) ?? []).toEqual([])
  })
})

it('each change is newer than the one before, also where the clock stands still, and undo takes it all back', async () => {
  const { moments, outbox, capture } = await worker()
  const pressed = press()
  await moments.keep(pressed)
  const first = (await capture(pressed.id)).capturedAt
  here.time.now -= 60_000
  await moments.note({ moment: 'note', id: pressed.id, note: 'one' })
  expect(Date.parse((await capture(pressed.id)).capturedAt)).toBeGreaterThan(Date.parse(first))
  await outbox.sender.flush()
  expect(server.sources.size).toBe(1)
  expect(await moments.undo({ moment: 'undo', id: pressed.id })).toMatchObject({ ok: true })
  await outbox.sender.flush()
  expect(await outbox.operations.list()).toEqual([])
  expect(await moments.note({ moment: 'note', id: pressed.id, note: 'two' })).toMatchObject({ ok: false })
  expect(await outbox.clips.list()).toEqual([])
})

describe('what a page says is refused', () => {
  const good = { ...press() }
  test.each([
    ['nothing', null],
    ['a string', 'keep'],
    ['another word', { moment: 'steal', id: good.id }],
    ['no id of ours', { ...good, id: '../../sources' }],
    ['no video id', { ...good, videoId: 'OwnWords_01&x=1' }],
    ['no time', { ...good, atMs: Number.NaN }],
    ['a time before the video', { ...good, atMs: -1 }],
    ['a time of years', { ...good, atMs: 1e15 }],
    ['marks that are none', { ...good, marks: { inMs: '1', outMs: null } }],
    ['a picture that is a script', { ...good, frame: 'data:image/svg+xml,<svg onload=alert(1)>' }],
    ['a picture elsewhere', { ...good, frame: 'https://tracker.example/x.webp' }],
    ['a picture too large', { ...good, frame: `data:image/webp;base64,${'A'.repeat(60_000)}` }],
    ['a title without end', { ...good, pageTitle: 'x'.repeat(2_001) }],
    ['a note without end', { moment: 'note', id: good.id, note: 'x'.repeat(5_001) }],
    ['another reason for no picture', { ...good, frameless: 'because' }],
  ])('where it is %s', (_, message) => {
    expect(FromPage.safeParse(message).success).toBe(false)
  })

  it('and what it says too much is left behind', () => {
    const parsed = FromPage.parse({ ...good, projectId: 'another', __proto__: { admin: true }, receipt: {} })
    expect(Object.keys(parsed).sort()).toEqual(Object.keys(good).sort())
  })
})
