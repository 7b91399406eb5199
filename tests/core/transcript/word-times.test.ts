import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Segment } from '../../../core/contract/transcript.ts'
import { parseCaptions } from '../../../core/transcript/parse.ts'
import { msAt, transcriptText } from '../../../core/transcript/text.ts'

function segments(body: string): Segment[] {
  const parsed = parseCaptions(body)
  if (!parsed.ok) throw new Error(parsed.error.code)
  return parsed.value.transcript.segments
}
const json3 = (...events: unknown[]) => JSON.stringify({ events })
const seg = (utf8: string, tOffsetMs = 0) => ({ utf8, tOffsetMs, acAsrConf: 200 })

describe('the time of each word', () => {
  const expected = [
    { startMs: 1_000, endMs: 3_000, text: 'memory fades at', wordStartsMs: [1_000, 1_400, 2_050] },
    { startMs: 3_000, endMs: 5_000, text: 'first quickly', wordStartsMs: [3_000, 3_600] },
  ]
  test.each([
    [
      'json3',
      json3(
        {
          tStartMs: 1_000,
          dDurationMs: 4_000,
          wWinId: 1,
          segs: [seg('memory'), seg(' fades', 400), seg(' at', 1_050)],
        },
        { tStartMs: 2_900, dDurationMs: 100, wWinId: 1, aAppend: 1, segs: [{ utf8: '\n' }] },
        { tStartMs: 3_000, dDurationMs: 2_000, wWinId: 1, segs: [seg('first'), seg(' quickly', 600)] },
      ),
    ],
    [
      'srv3',
      '<timedtext format="3"><body><p t="1000" d="4000" w="1"><s ac="200">memory</s><s t="400"> fades</s><s t="1050"> at</s></p><p t="2900" d="100" w="1" a="1">\n</p><p t="3000" d="2000" w="1"><s>first</s><s t="600"> quickly</s></p></body></timedtext>',
    ],
    [
      'rolling WebVTT',
      [
        'WEBVTT\nKind: captions\nLanguage: en',
        '00:00:01.000 --> 00:00:03.000\n \nmemory<00:00:01.400><c> fades</c><00:00:02.050><c> at</c>',
        '00:00:03.000 --> 00:00:03.000\nmemory fades at\n ',
        '00:00:03.000 --> 00:00:05.000\nmemory fades at\nfirst<00:00:03.600><c> quickly</c>',
        '00:00:05.000 --> 00:00:05.010\nfirst quickly\n ',
      ].join('\n\n'),
    ],
  ])('is read from %s, through rolled-up lines', (_, body) => {
    expect(segments(body)).toEqual(expected)
  })

  test('is that of the words which stay when sounds and pieces of words are put right', () => {
    const body = json3({
      tStartMs: 0,
      dDurationMs: 4_000,
      wWinId: 1,
      segs: [
        seg('[Music]'),
        seg(' to', 500),
        seg('day we', 600),
        seg(' [Laughter]', 1_500),
        seg(' begin', 2_000),
      ],
    })
    expect(segments(body)).toEqual([
      { startMs: 0, endMs: 4_000, text: 'today we begin', wordStartsMs: [500, 600, 2_000] },
    ])
  })

  test('never goes back and never leaves the segment, whatever the file says', () => {
    const body = json3(
      {
        tStartMs: 1_000,
        dDurationMs: 9_000,
        wWinId: 1,
        segs: [seg('a', -5_000), seg(' b', 900), seg(' c', 300), seg(' d', 1e12)],
      },
      { tStartMs: 3_000, dDurationMs: 500, wWinId: 1, segs: [seg('e')] },
    )
    expect(segments(body)[0]).toEqual({
      startMs: 1_000,
      endMs: 3_000,
      text: 'a b c d',
      wordStartsMs: [1_000, 1_900, 1_900, 3_000],
    })
  })

  test('is not made up where a file times its lines only', () => {
    for (const segment of segments(
      json3({ tStartMs: 0, dDurationMs: 900, segs: [{ utf8: 'written by hand' }] }),
    ))
      expect(segment).not.toHaveProperty('wordStartsMs')
  })

  test('is where a quote begins', () => {
    const transcript = { language: 'en', kind: 'auto' as const, segments: expected }
    const running = transcriptText(transcript)
    const second = (words: string) => msAt(transcript, running, running.text.indexOf(words))
    expect(second('memory')).toBe(1_000)
    expect(second('ades at')).toBe(1_400)
    expect(second('at first')).toBe(2_050)
    expect(second('first')).toBe(3_000)
    expect(msAt(transcript, running, running.text.length)).toBe(3_600)
    expect(msAt({ ...transcript, segments: [] }, transcriptText({ ...transcript, segments: [] }), 3)).toBe(0)
  })
})

const folder = '../shared/data/youtube/timedtext'
test.skipIf(!existsSync(folder))(
  'recognised tracks time each of their words, alike in every form (skipped where the recordings are not at hand)',
  () => {
    const read = (name: string) => segments(readFileSync(`${folder}/${name}`, 'utf8'))
    const [json, srv3, vtt] = ['json3.asr.json', 'derived/asr.srv3.xml', 'derived/asr.rolling.vtt'].map(read)
    for (const each of json!) {
      expect(each.wordStartsMs).toHaveLength(each.text.split(' ').length)
      expect([...each.wordStartsMs!].sort((a, b) => a - b)).toEqual(each.wordStartsMs)
      expect(each.wordStartsMs![0]).toBeGreaterThanOrEqual(each.startMs)
      expect(each.wordStartsMs!.at(-1)).toBeLessThanOrEqual(each.endMs)
    }
    const head = json!.slice(0, vtt!.length - 1)
    expect(srv3!.slice(0, -1).map(each => each.wordStartsMs)).toEqual(head.map(each => each.wordStartsMs))
    vtt!.slice(0, -1).forEach((each, row) => {
      each.wordStartsMs!.forEach((ms, at) => {
        expect(Math.abs(ms - head[row]!.wordStartsMs![at]!)).toBeLessThanOrEqual(10)
      })
    })
  },
)
