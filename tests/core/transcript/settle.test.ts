import { describe, expect, test } from 'vitest'
import type { Cue } from '../../../core/transcript/cues.ts'
import { measureTranscript } from '../../../core/transcript/receipt.ts'
import { settle } from '../../../core/transcript/settle.ts'
import { countWords } from '../../../core/transcript/words.ts'

const cue = (startMs: number, endMs: number | null, text: string): Cue => ({ startMs, endMs, text })
const texts = (cues: Cue[]) => settle(cues).segments.map(segment => segment.text)

describe('segments', () => {
  test('end at the next start, in order, and never overlap', () => {
    const { segments } = settle([
      cue(5000, 9000, 'b'),
      cue(0, 6000, 'a'),
      cue(8000, 7000, 'c'),
      cue(12_000, null, 'd'),
    ])
    expect(segments).toEqual([
      { startMs: 0, endMs: 5000, text: 'a' },
      { startMs: 5000, endMs: 8000, text: 'b' },
      { startMs: 8000, endMs: 12_000, text: 'c' },
      { startMs: 12_000, endMs: 13_000, text: 'd' },
    ])
  })

  test('that begin together are one', () => {
    expect(
      settle([cue(0, 2000, '- Yes.'), cue(0, 3000, '- No.'), cue(4000, 5000, 'Well.')]).segments[0],
    ).toEqual({
      startMs: 0,
      endMs: 3000,
      text: '- Yes. - No.',
    })
  })

  test('have no trailing credit at time zero, and no impossible times', () => {
    expect(
      texts([
        cue(1000, 2000, 'a'),
        cue(0, 0, 'made by me'),
        cue(-5, 3, 'x'),
        cue(Number.NaN, 1, 'y'),
        cue(1e12, 1e12, 'z'),
      ]),
    ).toEqual(['a'])
  })

  test('of rolling captions hold each line once', () => {
    const rolling = [
      cue(0, 2990, ' \nall right oh good'),
      cue(2990, 3000, 'all right oh good\n '),
      cue(3000, 5120, 'all right oh good\nwe found some'),
      cue(5120, 5130, 'we found some\n '),
      cue(5130, 7000, 'we found some\ncomments'),
    ]
    expect(settle(rolling).segments).toEqual([
      { startMs: 0, endMs: 2990, text: 'all right oh good' },
      { startMs: 3000, endMs: 5120, text: 'we found some' },
      { startMs: 5130, endMs: 7000, text: 'comments' },
    ])
  })

  test('keep a line that somebody truly says twice', () => {
    expect(
      texts([cue(0, 1, 'No.'), cue(10, 11, 'No.'), cue(20, 21, 'Why?'), cue(30, 31, 'Because.')]),
    ).toEqual(['No.', 'No.', 'Why?', 'Because.'])
  })

  test('hold speech, and sounds are counted apart', () => {
    const { segments, sounds } = settle([
      cue(0, 1, '[Music]'),
      cue(10, 11, '-[ Sighs ]\nWho am I? [Applause] Jim.'),
      cue(20, 21, '♪ ♪'),
      cue(30, 31, '(door closes)'),
      cue(40, 41, 'He said [the king] left (really).'),
      cue(50, 51, 'what the [ __ ] is that'),
    ])
    expect(sounds).toBe(5)
    expect(segments.map(segment => segment.text)).toEqual([
      '- Who am I? Jim.',
      'He said [the king] left (really).',
      'what the [ __ ] is that',
    ])
  })

  test('are plain text: no tags, no control characters, no halves of characters', () => {
    expect(texts([cue(0, 1, '<b>bold</b>\u0000 \u0007a < b\ud800 <script src=x>go')])).toEqual([
      'bold a < b\ufffd go',
    ])
  })
})

describe('the measure of a transcript', () => {
  const transcript = (segments: { startMs: number; endMs: number; text: string }[]) => ({
    language: 'en',
    kind: 'manual' as const,
    segments,
  })

  test('counts pauses as covered and holes not', () => {
    const measured = measureTranscript(
      transcript([
        { startMs: 5000, endMs: 10_000, text: 'one two' },
        { startMs: 15_000, endMs: 20_000, text: 'three' },
        { startMs: 60_000, endMs: 70_000, text: 'four' },
      ]),
      65_000,
    )
    expect(measured).toMatchObject({
      segments: 3,
      words: 4,
      coveredMs: 25_000,
      wordsPerMinute: 4,
      truncated: false,
    })
  })

  test('calls fewer than a word in three seconds truncated, on videos over three minutes', () => {
    const few = transcript([{ startMs: 0, endMs: 1000, text: 'word '.repeat(60) }])
    expect(measureTranscript(few, 180_000).truncated).toBe(false)
    expect(measureTranscript(few, 181_000).truncated).toBe(true)
    expect(measureTranscript(few, 0).truncated).toBe(false)
  })

  test('counts words in scripts with and without spaces', () => {
    expect(countWords('It’s well-known: 3.5 million, isn’t it?')).toBe(6)
    expect(countWords('記憶はすぐに消える')).toBe(5)
    expect(countWords('نحن ننسى بسرعة')).toBe(3)
    expect(countWords(' … — ')).toBe(0)
  })
})
