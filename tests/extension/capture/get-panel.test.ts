import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { getPanel, type PanelQuestion, panelParams } from '../../../extension/capture/youtube/get-panel.ts'
import type { LegYield } from '../../../extension/capture/youtube/leg.ts'
import { panelAnswer, panelChapter, panelItem } from '../../fixtures/youtube/panel-answer.ts'
import { cpuMs } from '../../support/cpu-ms.ts'

const videoId = 'OwnWords_01'
const now = () => Date.parse('2026-11-22T12:00:00Z')

async function asked(
  body: unknown,
  init: ResponseInit = {},
  more: Partial<PanelQuestion> = {},
): Promise<LegYield> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const fetch = async () => new Response(text, init)
  return getPanel(videoId, { fetch, clientVersion: '2.20260801.01.00', hl: 'en', now, ...more })
}

const rows = [
  panelChapter('Beginning'),
  panelItem({ at: '0:01', text: 'The first line', videoId, seconds: 1 }),
  panelItem({ at: '0:05', text: 'the second one.', attributed: true, videoId, seconds: 5 }),
  panelItem({ at: '0:09', text: '[Music]', videoId, seconds: 9 }),
  panelChapter('End'),
  panelItem({ at: '1:02:03', text: 'Broken\nin two', videoId, seconds: 3723 }),
  panelItem({ at: '1:02:09', videoId, seconds: 3729 }),
]

test('the panel is asked for with the parameters that YouTube’s own page sends', () => {
  expect(panelParams('KI7fMGRg0Wk')).toBe('qgkPCgtLSTdmTUdSZzBXaxgB')
  expect(panelParams('ugvHCXCOmm4')).toBe('qgkPCgt1Z3ZIQ1hDT21tNBgB')
})

test('the question goes to the page’s own origin, as its own client, in the spoken language', async () => {
  const requests: [string, RequestInit][] = []
  await getPanel(videoId, {
    fetch: async (url, init) => {
      requests.push([String(url), init!])
      return new Response('{}')
    },
    clientVersion: '2.20260801.01.00',
    hl: 'de',
  })
  const [[url, init]] = requests as [[string, RequestInit]]
  expect(url).toBe('https://www.youtube.com/youtubei/v1/get_panel?prettyPrint=false')
  expect(init).toMatchObject({ method: 'POST', credentials: 'same-origin' })
  expect(JSON.parse(init.body as string)).toEqual({
    context: {
      client: { clientName: 'WEB', clientVersion: '2.20260801.01.00', hl: 'de', gl: 'US' },
    },
    panelId: 'PAmodern_transcript_view',
    params: panelParams(videoId),
  })
})

describe('an answer of the panel', () => {
  test('gives its lines in both ways to write them, its chapters, and no line without words', async () => {
    expect(await asked(panelAnswer(rows), {}, { lengthMs: 3_724_000, kind: 'auto' })).toEqual({
      outcome: 'ok',
      sounds: 1,
      transcript: {
        language: 'en',
        kind: 'auto',
        segments: [
          { startMs: 1_000, endMs: 5_000, text: 'The first line' },
          { startMs: 5_000, endMs: 3_723_000, text: 'the second one.' },
          { startMs: 3_723_000, endMs: 3_724_000, text: 'Broken in two' },
        ],
      },
      chapters: [
        { startMs: 1_000, title: 'Beginning' },
        { startMs: 3_723_000, title: 'End' },
      ],
    })
  })

  test.each([
    ['Danish', ['0.01', '1.02.03']],
    ['Persian', ['۰:۰۱', '۱:۰۲:۰۳']],
    ['Bengali with marks of direction', ['\u200e০:০১', '\u200f১:০২:০৩']],
  ])('in %s clock times is read by them', async (_, [one, two]) => {
    const items = [panelItem({ at: one!, text: 'a b' }), panelItem({ at: two!, text: 'c d' })]
    const { transcript } = await asked(panelAnswer(items))
    expect(transcript?.segments.map(segment => segment.startMs)).toEqual([1_000, 3_723_000])
  })

  test('whose times no clock reads is read by where its lines lead', async () => {
    const items = [panelItem({ at: 'eins', text: 'a b', videoId, seconds: 61 })]
    expect((await asked(panelAnswer(items))).transcript?.segments).toMatchObject([{ startMs: 61_000 }])
  })

  test('about another video is not taken', async () => {
    const wrong = [...rows, panelItem({ at: '0:12', text: 'not ours', videoId: 'OwnWords_02', seconds: 12 })]
    expect(await asked(panelAnswer(wrong))).toMatchObject({ outcome: 'error', detail: /another video/ })
    expect(await asked(panelAnswer(wrong))).not.toHaveProperty('transcript')
  })

  test.each([
    ['nothing', '{}'],
    ['sounds', panelAnswer([panelItem({ at: '0:01', text: '[Applause]' })])],
  ])('with %s in it is empty', async (_, body) => {
    expect((await asked(body)).outcome).toBe('empty')
  })

  test.each([
    ['not JSON', 'here you are'],
    ['a number', '7'],
    ['lists in lists', '['.repeat(400_000) + ']'.repeat(400_000)],
    [
      'rows of the wrong kind',
      JSON.stringify({ transcriptSegmentViewModel: { timestamp: { a: 1 }, simpleText: [7] } }),
    ],
    ['runs without end', JSON.stringify({ a: Array(300_000).fill({ transcriptSegmentViewModel: 7 }) })],
    ['a time beyond all', JSON.stringify(panelAnswer([panelItem({ at: '999:99:99', text: 'a' })]))],
  ])('that is %s gives no words, and soon', async (_, body) => {
    const from = cpuMs()
    const given = await asked(body)
    expect(given.transcript).toBeUndefined()
    expect(['error', 'empty']).toContain(given.outcome)
    expect(cpuMs() - from).toBeLessThan(2_000)
  })

  test('keeps the text of a script as text', async () => {
    const { transcript } = await asked(
      panelAnswer([panelItem({ at: '0:01', text: 'say <script>alert(1)</script>\u202e now' })]),
    )
    expect(transcript?.segments.map(segment => segment.text)).toEqual(['say alert(1) now'])
  })

  test('larger than any transcript is not taken in', async () => {
    const given = await asked(`{"a":"${'x'.repeat(21 * 1024 * 1024)}"}`)
    expect(given.outcome).toBe('too_large')
  })
})

describe('a refusal', () => {
  const precondition = '{"error":{"code":400,"status":"FAILED_PRECONDITION"}}'
  test.each([
    ['to answer before the consent wall', 400, precondition, {}, 'error', 400, null],
    ['of a signed-out session', 401, '{}', {}, 'login_required', 401, null],
    ['of this session', 403, '{}', {}, 'login_required', 403, null],
    ['for too many questions', 429, '', { 'retry-after': '120' }, 'rate_limited', 429, 120_000],
    [
      'until a moment',
      429,
      '',
      { 'retry-after': 'Sun, 22 Nov 2026 12:10:00 GMT' },
      'rate_limited',
      429,
      600_000,
    ],
    [
      'for too many, of no time',
      429,
      '<html>sorry</html>',
      { 'retry-after': 'soon' },
      'rate_limited',
      429,
      null,
    ],
    ['by a check for robots', 200, '<!doctype html><html></html>', {}, 'rate_limited', 200, null],
  ])('%s is named, and says to stop', async (_, status, body, headers, outcome, told, retryAfterMs) => {
    const given = await asked(body, { status, headers })
    expect(given).toMatchObject({ outcome, refused: { status: told, retryAfterMs } })
    expect(given.detail).toMatch(/\.$/)
  })

  test('by a server in trouble is an error that may be tried again', async () => {
    const given = await asked('oops', { status: 503 })
    expect(given).toMatchObject({ outcome: 'error', detail: 'YouTube answered 503 for the captions.' })
    expect(given.refused).toBeUndefined()
  })

  test('of the page to name its client asks nothing', async () => {
    const fetch = () => Promise.reject(new Error('must not be asked'))
    const given = await getPanel(videoId, { fetch, clientVersion: null, hl: 'en' })
    expect(given.outcome).toBe('error')
  })
})

const file = '../shared/data/youtube/reconstructed/get_panel.modern.json'
test.skipIf(!existsSync(file))(
  'the answer that eight public readers agree on gives four lines (skipped where it is not at hand)',
  async () => {
    const fetch = async () => new Response(readFileSync(file))
    const given = await getPanel('KI7fMGRg0Wk', { fetch, clientVersion: '2.2', hl: 'de' })
    expect(given.transcript?.segments.map(segment => segment.text)).toEqual([
      'Hier ist das Erste Deutsche Fernsehen',
      'mit der Tagesschau.',
      'Zeile mit Umbruch',
    ])
    expect(given.chapters).toEqual([
      { startMs: 1_000, title: 'Guten Abend' },
      { startMs: 3_723_000, title: 'Corona' },
    ])
  },
)
