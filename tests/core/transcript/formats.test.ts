import { describe, expect, test } from 'vitest'
import { parseCaptions } from '../../../core/transcript/parse.ts'

const segments = [
  { startMs: 1000, endMs: 3500, text: 'It’s <5 steps & no more.' },
  { startMs: 3500, endMs: 6000, text: 'Two lines of one caption.' },
]
const read = (body: string | Uint8Array) => {
  const parsed = parseCaptions(body)
  if (!parsed.ok) throw new Error(parsed.error.code)
  return parsed.value
}

const files: Record<string, string> = {
  json3: JSON.stringify({
    events: [
      { tStartMs: 0, dDurationMs: 9000, id: 1 },
      { tStartMs: 1000, dDurationMs: 2500, segs: [{ utf8: 'It’s <5 ' }, { utf8: 'steps & no more.' }] },
      { tStartMs: 3400, dDurationMs: 100, aAppend: 1, segs: [{ utf8: '\n' }] },
      { tStartMs: 3500, dDurationMs: 2500, segs: [{ utf8: 'Two lines\nof one caption.' }] },
    ],
  }),
  srv1: '<?xml version="1.0"?><transcript><text start="1" dur="2.5">It’s &amp;lt;5 steps &amp;amp; no more.</text><text start="3.5" dur="2.5">Two lines\nof one caption.</text></transcript>',
  srv3: '<timedtext format="3"><body><p t="1000" d="2500"><s>It’s</s><s t="90"> &lt;5 steps &amp; no more.</s></p><p t="3400" d="100" a="1">\n</p><p t="3500" d="2500">Two lines<br/>of one caption.</p></body></timedtext>',
  ttml: '<tt:tt xmlns:tt="http://www.w3.org/ns/ttml"><tt:body><tt:div><tt:p begin="1s" dur="2500ms">It’s &lt;5 steps &amp; no more.</tt:p><tt:p begin="00:00:03:15" end="00:00:06.000">Two lines<tt:br/>of one <tt:span>caption.</tt:span></tt:p></tt:div></tt:body></tt:tt>',
  sbv: '0:00:01.000,0:00:03.500\nIt’s <5 steps & no more.\n\n0:00:03.500,0:00:06.000\nTwo lines[br]of one caption.\n',
  srt: '1\r\n00:00:01,000 --> 00:00:03,500\r\nIt’s <5 steps & no more.\r\n\r\n2\r\n00:00:03,500 --> 00:00:06,000\r\n{\\an8}<i>Two lines</i>\r\n\r\nof one <font color="red">caption.</font>\r\n',
  vtt: 'WEBVTT - talk\n\nSTYLE\n::cue { color: red }\n\nNOTE not a word of this\n\nfirst\n00:01.000 --> 00:03.500 line:0\nIt’s &lt;5 steps &amp; no more.\n\n00:03.500 --> 00:06.000\n<v Ada>Two lines\n<c.yellow>of one caption.</c>',
}

describe('a caption file', () => {
  test.each(Object.entries(files))(
    'in %s is known by its content and gives the same segments',
    (format, body) => {
      const { transcript, format: known } = read(body)
      expect(known).toBe(format)
      expect(transcript.segments).toEqual(segments)
    },
  )

  test.each([
    ['UTF-8 with its mark', (text: string) => new TextEncoder().encode(`\ufeff${text}`)],
    ['UTF-16 with its mark', (text: string) => utf16(`\ufeff${text}`, false)],
    ['UTF-16 without it', (text: string) => utf16(text, false)],
    ['UTF-16, big end first', (text: string) => utf16(text, true)],
  ])('is read in %s', (_, encode) => {
    expect(read(encode(files.srt!)).transcript.segments).toEqual(segments)
  })

  test('of an old maker, in windows-1252, keeps its accents', () => {
    const bytes = Uint8Array.from([...'1\n00:00:01,000 --> 00:00:02,000\ncaf', 0xe9], each =>
      typeof each === 'number' ? each : each.charCodeAt(0),
    )
    expect(read(bytes).transcript.segments[0]!.text).toBe('café')
  })

  test.each([
    ['0:01 One\n0:04 Two\n1:00:02 Three', [1000, 4000, 3_602_000]],
    ['0:01\nOne\n0:04\nTwo\n1:00:02\nThree', [1000, 4000, 3_602_000]],
    ['[00:01] One\n(00:04) Two\n[1:00:02.500] - Three', [1000, 4000, 3_602_500]],
  ])('as plain text with times keeps them: %j', (body, starts) => {
    const { transcript, format, timed } = read(body)
    expect({ format, timed }).toEqual({ format: 'plain', timed: true })
    expect(transcript.segments.map(({ startMs, text }) => [startMs, text])).toEqual(
      ['One', 'Two', 'Three'].map((text, at) => [starts[at], text]),
    )
  })

  test('as plain text without times stands at the beginning', () => {
    const { transcript, timed } = read('Chapter 1: it is 10:30 now.\n\nThe second line.')
    expect(timed).toBe(false)
    expect(transcript.segments.map(({ startMs, endMs }) => startMs + endMs)).toEqual([0, 0])
  })

  test('says its language and that it was recognised, where it shows it', () => {
    expect(
      read('WEBVTT\nLanguage: de\n\n00:00.000 --> 00:01.000\n<00:00:00.100><c>ja</c>').transcript,
    ).toMatchObject({
      language: 'de',
      kind: 'auto',
    })
    expect(parseCaptions(files.srt!, { language: 'fr', kind: 'manual' })).toMatchObject({
      value: { transcript: { language: 'fr', kind: 'manual' } },
    })
  })
})

function utf16(text: string, big: boolean): Uint8Array {
  const bytes = new Uint8Array(text.length * 2)
  for (let at = 0; at < text.length; at++)
    new DataView(bytes.buffer).setUint16(at * 2, text.charCodeAt(at), !big)
  return bytes
}
