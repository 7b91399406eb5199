import { describe, expect, test } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { VideoCapture } from '../../../core/contract/source.ts'
import { captureText, contentHash } from '../../../core/evidence/content.ts'
import { addCaptionsTo } from '../../../extension/capture/captions.ts'

const video: VideoCapture = VideoCapture.parse({
  kind: 'video',
  id: newId(),
  projectId: newId(),
  url: 'https://www.youtube.com/watch?v=OwnWords_04',
  canonicalUrl: 'https://www.youtube.com/watch?v=OwnWords_04',
  title: 'Without captions',
  author: null,
  site: 'YouTube',
  published: null,
  language: null,
  capturedAt: '2026-01-01T00:00:00.000Z',
  contentHash: '0'.repeat(64),
  receipt: { by: null, legs: [{ leg: 'player', outcome: 'no_captions', ms: 2 }], words: 0, leftOut: [] },
  videoId: 'OwnWords_04',
  durationMs: 60_000,
  chapters: [],
  transcript: null,
})
const file = (name: string, body: string) => new File([body], name)
const srt = '1\n00:00:01,000 --> 00:00:04,000\nSome words.\n\n2\n00:00:05,000 --> 00:00:08,000\n[Music]\n'

describe('a caption file for a video without words', () => {
  test('gives it its words, and a receipt that goes on from the one before', async () => {
    const added = await addCaptionsTo(video, file('talk [OwnWords_04].pt-BR.srt', srt))
    if (!added.ok) throw new Error(added.error.message)
    expect(added.value.transcript).toEqual({
      language: 'pt-BR',
      kind: 'unknown',
      segments: [{ startMs: 1000, endMs: 4000, text: 'Some words.' }],
    })
    expect(added.value.receipt).toMatchObject({
      by: 'file',
      words: 2,
      legs: [
        { leg: 'player', outcome: 'no_captions' },
        { leg: 'file', outcome: 'ok' },
      ],
      leftOut: [{ what: 'sounds such as [Music]', count: 1 }],
      video: { segments: 1, coveredMs: 4000, durationMs: 60_000 },
    })
    expect(added.value.contentHash).toBe(await contentHash(captureText(added.value)))
    expect(added.value.capturedAt > video.capturedAt).toBe(true)
    expect(VideoCapture.safeParse(added.value).success).toBe(true)
  })

  test('without times says that its quotes open the beginning', async () => {
    const added = await addCaptionsTo(video, file('talk.txt', 'First line.\nSecond line.\n'))
    if (!added.ok) throw new Error(added.error.message)
    expect(added.value.transcript?.segments.map(segment => segment.startMs)).toEqual([0, 0])
    expect(added.value.receipt.legs.at(-1)?.detail).toContain('no times')
  })

  test('with too few words is kept and says so', async () => {
    const added = await addCaptionsTo({ ...video, durationMs: 600_000 }, file('talk.srt', srt))
    if (!added.ok) throw new Error(added.error.message)
    expect(added.value.receipt.legs.at(-1)).toMatchObject({ leg: 'file', outcome: 'truncated' })
  })

  test.each([
    ['is named after another video', file('talk [aaaaaaaaaaa].srt', srt), 'other_video'],
    ['is empty', file('talk.srt', ''), 'empty'],
    ['is a web page', file('talk.srt', '<!doctype html><html></html>'), 'web_page'],
    ['is too large', file('talk.srt', 'x'.repeat(21 * 1024 * 1024)), 'too_large'],
  ])('that %s is refused with what to do', async (_, wrong, code) => {
    expect(await addCaptionsTo(video, wrong)).toMatchObject({
      ok: false,
      error: { code, message: expect.stringMatching(/\.$/) },
    })
  })
})

describe('pasted text for a video without words', () => {
  test.each([
    ['as YouTube’s panel is copied', '0:01\nSome words\n0:05\nand some more', [1_000, 5_000]],
    ['in a caption format', srt, [1_000]],
    ['without times', 'Some words.\nAnd some more.', [0, 0]],
  ])('(%s) gives it its words', async (_, text, starts) => {
    const added = await addCaptionsTo(video, text)
    if (!added.ok) throw new Error(added.error.message)
    expect(added.value.transcript?.segments.map(segment => segment.startMs)).toEqual(starts)
    expect(added.value.receipt).toMatchObject({
      by: 'pasted',
      legs: [{ leg: 'player' }, { leg: 'pasted', outcome: 'ok' }],
    })
  })

  test.each([
    ['nothing', ' \n', 'Nothing was pasted.'],
    ['a page’s code', '<!doctype html><html>', 'web page’s code'],
    ['sounds only', '0:01 [Music]\n0:09 [Applause]', 'no spoken words'],
  ])('that is %s says so in its own words', async (_, text, words) => {
    const added = await addCaptionsTo(video, text)
    expect(added).toMatchObject({ ok: false, error: { message: expect.stringContaining(words) } })
    expect(JSON.stringify(added)).not.toContain('file')
  })
})
