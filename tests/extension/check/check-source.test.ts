import { describe, expect, test } from 'vitest'
import type { SourceDetail } from '../../../core/contract/source.ts'
import { contentHash } from '../../../core/evidence/content.ts'
import { eachSite } from '../../../extension/check/check-all.ts'
import type { CheckDeps } from '../../../extension/check/check-deps.ts'
import { checkSource, FILE_STAYS } from '../../../extension/check/check-source.ts'
import { videoVerdict } from '../../../extension/check/check-video.ts'

const text = 'Spaced practice works. It takes three weeks.'
const pdf = async (own: Partial<SourceDetail> = {}) =>
  ({
    kind: 'pdf',
    url: 'https://papers.example/a.pdf#page=2',
    videoId: null,
    text,
    language: 'en',
    contentHash: await contentHash(text),
    ...own,
  }) as SourceDetail

const deps = (
  answer: (url: string) => Response | Promise<Response>,
  own: Partial<CheckDeps> = {},
): CheckDeps => ({
  fetch: (async url => answer(String(url))) as typeof fetch,
  parse: () => {
    throw new Error('no page is parsed here')
  },
  read: async () => null,
  readPdf: async () => text,
  allowed: async () => true,
  ...own,
})
const never = new AbortController().signal
const found = async (source: SourceDetail, with_: CheckDeps) => checkSource(source, with_, never)
const pdfAnswer = () => new Response('%PDF', { headers: { 'content-type': 'application/pdf' } })

describe('a PDF', () => {
  test('the same words: same, asked for without the page number', async () => {
    const asked: string[] = []
    const verdict = await found(
      await pdf(),
      deps(url => {
        asked.push(url)
        return pdfAnswer()
      }),
    )
    expect(verdict.state).toBe('same')
    expect(asked).toEqual(['https://papers.example/a.pdf'])
  })
  test('more around the same sentences: same; one that is gone: changed, with how many', async () => {
    const more = deps(pdfAnswer, { readPdf: async () => `Second edition. ${text}` })
    expect((await found(await pdf(), more)).state).toBe('same')
    const less = deps(pdfAnswer, { readPdf: async () => 'Spaced practice works. It takes two weeks.' })
    expect(await found(await pdf(), less)).toEqual({
      state: 'changed',
      detail: '1 of 2 sentences is not there any more.',
    })
  })
  test('a web page instead of it wants something first', async () => {
    const login = deps(() => new Response('<html>', { headers: { 'content-type': 'text/html' } }), {
      readPdf: async () => null,
    })
    expect((await found(await pdf(), login)).state).toBe('no_access')
  })
})

describe('what the site answers', () => {
  test.each([
    [404, 'gone'],
    [410, 'gone'],
    [401, 'no_access'],
    [403, 'no_access'],
    [451, 'no_access'],
    [500, 'unreachable'],
    [503, 'unreachable'],
  ])('%i is %s', async (status, state) => {
    expect(
      (
        await found(
          await pdf(),
          deps(() => new Response('', { status })),
        )
      ).state,
    ).toBe(state)
  })
  test('no network is unreachable, and an abort is no answer at all', async () => {
    const offline = deps(() => Promise.reject(new TypeError('Failed to fetch')))
    expect((await found(await pdf(), offline)).state).toBe('unreachable')
    const over = new AbortController()
    over.abort()
    await expect(checkSource(await pdf(), offline, over.signal)).rejects.toThrow()
  })
  test('without the site’s permission nothing is asked, and the way to allow it is told', async () => {
    const closed = deps(
      () => {
        throw new Error('it was asked')
      },
      { allowed: async () => false },
    )
    const verdict = await found(await pdf(), closed)
    expect(verdict).toMatchObject({
      state: 'no_access',
      detail: expect.stringMatching(/papers\.example.*allow/),
    })
  })
  test('a file that was given is nowhere to be looked for', async () => {
    const file = await pdf({ url: 'file:///a.pdf' })
    expect(
      await found(
        file,
        deps(() => Promise.reject(new Error('asked'))),
      ),
    ).toEqual({ state: 'same', detail: FILE_STAYS })
  })
  test('more than can be read is not swallowed whole', async () => {
    const flood = () =>
      new Response(
        new ReadableStream({
          pull(flow) {
            flow.enqueue(new Uint8Array(8 * 1024 * 1024))
          },
        }),
      )
    expect((await found(await pdf(), deps(flood))).state).toBe('unreachable')
  })
})

describe('a video', () => {
  const id = 'OwnWords_01'
  const there = (title: string) => ({
    playabilityStatus: { status: 'OK' },
    videoDetails: { videoId: id, title },
  })
  const shut = (status: string, reason: string) => ({ playabilityStatus: { status, reason } })
  test.each([
    ['there as before', there('Spacing  works'), 'same'],
    ['under another title', there('Spacing, again'), 'changed'],
    ['removed', shut('ERROR', 'This video has been removed by the uploader'), 'gone'],
    [
      'its channel closed',
      shut('ERROR', 'This video is no longer available because the account was terminated'),
      'gone',
    ],
    ['private', shut('LOGIN_REQUIRED', 'This video is private'), 'no_access'],
    [
      'for members',
      shut('UNPLAYABLE', 'Join this channel to get access to members-only content'),
      'no_access',
    ],
    ['for grown-ups', shut('LOGIN_REQUIRED', 'Sign in to confirm your age'), 'no_access'],
    [
      'not shown in this country',
      shut('UNPLAYABLE', 'The uploader has not made this video available in your country'),
      'no_access',
    ],
    [
      'live later',
      { ...there('Spacing works'), playabilityStatus: { status: 'LIVE_STREAM_OFFLINE' } },
      'same',
    ],
    ['another page than the video’s', null, 'unreachable'],
    ['another video', { ...there('x'), videoDetails: { videoId: 'otherVideo1', title: 'x' } }, 'unreachable'],
    ['hostile: types that are none', { playabilityStatus: { status: 7 } }, 'unreachable'],
    [
      'hostile: a title that is no text',
      { playabilityStatus: { status: 'OK' }, videoDetails: { videoId: id, title: {} } },
      'same',
    ],
  ])('%s', (_, answer, state) => {
    expect(videoVerdict(answer, id, 'Spacing works').state).toBe(state)
  })
  test('what YouTube says is told, cut to what is kept', () => {
    const { detail } = videoVerdict(shut('ERROR', 'x'.repeat(5_000)), id, 'Spacing works')
    expect(detail.length).toBeLessThanOrEqual(500)
  })
})

describe('many at once', () => {
  const items = ['a1', 'b1', 'a2', 'c1', 'd1', 'a3', 'e1']
  test('three sites at a time, and never two of one', async () => {
    const going = new Set<string>()
    let most = 0
    const done: string[] = []
    await eachSite(
      items,
      item => item[0]!,
      async item => {
        expect(going.has(item[0]!)).toBe(false)
        going.add(item[0]!)
        most = Math.max(most, going.size)
        await new Promise(resolve => setTimeout(resolve, 3))
        going.delete(item[0]!)
        done.push(item)
      },
      never,
    )
    expect(most).toBe(3)
    expect(done.sort()).toEqual([...items].sort())
  })
  test('stops when it is told to', async () => {
    const over = new AbortController()
    const done: string[] = []
    await eachSite(
      items,
      () => 'one',
      async item => {
        done.push(item)
        if (done.length === 2) over.abort()
      },
      over.signal,
    )
    expect(done).toEqual(['a1', 'b1'])
  })
})
