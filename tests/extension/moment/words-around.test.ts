import { describe, expect, it } from 'vitest'
import type { Segment, Transcript } from '../../../core/contract/transcript.ts'
import { captureText } from '../../../core/evidence/content.ts'
import { bareSpan, type Marks, momentWords } from '../../../extension/moment/words-around.ts'
import { modern } from '../../fixtures/youtube/watch-pages.ts'
import { seededRandom } from '../../support/random.ts'

const none: Marks = { inMs: null, outMs: null }
const of = (segments: Segment[]): Transcript => ({ language: 'en', kind: 'manual', segments })
const lines = (rows: [second: number, text: string][], last = 6): Transcript =>
  of(
    rows.map(([start, text], at) => ({
      startMs: start * 1000,
      endMs: (rows[at + 1]?.[0] ?? start + last) * 1000,
      text,
    })),
  )
const film = lines(modern.rows.slice(1))
const text = (transcript: Transcript) => captureText({ kind: 'moment', transcript })

describe('the sentences around the playhead', () => {
  it('are whole, mostly before it, and end behind the one that is spoken', () => {
    const moment = momentWords(film, 52_000, none, 240_000)
    expect(moment).toMatchObject({ startMs: 37_000, endMs: 56_000 })
    expect(text(moment.transcript)).toMatch(/^After a month .* anything you know\.$/)
    expect(moment.transcript.segments[0]!.startMs).toBe(37_000)
    expect(moment.transcript.segments.at(-1)!.endMs).toBe(56_000)
  })

  it('are cut where they begin and end within a line, with times by its words where they are known', () => {
    const words = 'one two. Three four five six. Seven eight'
    const timed = of([
      { startMs: 0, endMs: 60_000, text: 'Long ago something was said.' },
      {
        startMs: 60_000,
        endMs: 100_000,
        text: words,
        wordStartsMs: [60_000, 62_000, 80_000, 82_000, 84_000, 86_000, 98_000, 99_000],
      },
    ])
    const moment = momentWords(timed, 84_000, none, null)
    expect(text(moment.transcript)).toBe('Three four five six.')
    expect(moment.transcript.segments).toEqual([
      {
        startMs: 80_000,
        endMs: 98_000,
        text: 'Three four five six.',
        wordStartsMs: [80_000, 82_000, 84_000, 86_000],
      },
    ])
  })

  it('are stretches between pauses where captions have no punctuation', () => {
    const spoken = of([
      { startMs: 0, endMs: 4_000, text: 'long before anything' },
      { startMs: 30_000, endMs: 33_000, text: 'so the first thing is' },
      { startMs: 33_000, endMs: 36_000, text: 'that water needs room' },
      { startMs: 38_000, endMs: 41_000, text: 'and that is a new thought' },
      { startMs: 60_000, endMs: 64_000, text: 'much later' },
    ])
    const moment = momentWords(spoken, 35_000, none, null)
    expect(text(moment.transcript)).toBe(
      'so the first thing is that water needs room and that is a new thought',
    )
    expect(moment).toMatchObject({ startMs: 30_000, endMs: 41_000 })
  })

  it('are none where nobody speaks: the place is kept for itself', () => {
    const moment = momentWords(
      lines(
        [
          [0, 'Hello there.'],
          [200, 'Good bye.'],
        ].slice(0, 1) as never,
      ),
      120_000,
      none,
      240_000,
    )
    expect(moment).toMatchObject({ startMs: 105_000, endMs: 125_000, transcript: { segments: [] } })
  })

  it('end at the bounds where captions never end', () => {
    const endless = of([
      { startMs: 0, endMs: 600_000, text: Array.from({ length: 1200 }, (_, n) => `w${n}`).join(' ') },
    ])
    const { startMs, endMs } = momentWords(endless, 300_000, none, 600_000)
    expect([startMs, endMs]).toEqual([285_000, 305_000])
  })
})

describe('in and out points', () => {
  it('are exact, and whole lines go with them where words have no times', () => {
    const moment = momentWords(film, 20_000, { inMs: 20_500, outMs: 33_000 }, 240_000)
    expect(moment).toMatchObject({ startMs: 20_500, endMs: 33_000 })
    expect(text(moment.transcript)).toMatch(/^Then he waited.*two thirds\.$/)
    expect(moment.transcript.segments[0]!.startMs).toBe(20_500)
    expect(moment.transcript.segments.at(-1)!.endMs).toBe(33_000)
  })

  it('take the words that begin between them where words have times', () => {
    const timed = of([
      { startMs: 0, endMs: 8_000, text: 'a b c d', wordStartsMs: [0, 2_000, 4_000, 6_000] },
      { startMs: 8_000, endMs: 16_000, text: 'e f g h', wordStartsMs: [8_000, 10_000, 12_000, 14_000] },
    ])
    const moment = momentWords(timed, 4_000, { inMs: 4_200, outMs: 11_000 }, null)
    expect(text(moment.transcript)).toBe('c d e f')
    expect(moment.transcript.segments.flatMap(segment => segment.wordStartsMs)).toEqual([
      4_200, 6_000, 8_000, 10_000,
    ])
  })

  it('keep the sentence that a moment began with when only its end is set', () => {
    const moment = momentWords(film, 52_000, { inMs: null, outMs: 66_000 }, 240_000)
    expect(moment).toMatchObject({ startMs: 37_000, endMs: 66_000 })
    expect(text(moment.transcript)).toMatch(/^After a month .* comes early\.$/)
  })

  it('that lie the wrong way round give nothing backwards', () => {
    const moment = momentWords(film, 52_000, { inMs: 60_000, outMs: 50_000 }, 240_000)
    expect(moment.endMs).toBeGreaterThanOrEqual(moment.startMs)
  })
})

it('a moment without words is fifteen seconds before and five after, within the video', () => {
  expect(bareSpan(4_000, none, 7_000)).toEqual({ startMs: 0, endMs: 7_000 })
  expect(bareSpan(90_000, none, null)).toEqual({ startMs: 75_000, endMs: 95_000 })
  expect(bareSpan(90_000, { inMs: 80_000, outMs: 120_000 }, null)).toEqual({
    startMs: 80_000,
    endMs: 120_000,
  })
})

it('times stay whole, in order and within the moment, whatever the captions', () => {
  const random = seededRandom(3)
  for (let round = 0; round < 400; round++) {
    let at = 0
    const segments = Array.from({ length: Math.floor(random() * 30) }, () => {
      const startMs = at + Math.floor(random() * 2_000)
      const endMs = startMs + Math.floor(random() * 9_000)
      at = endMs
      const words = Array.from({ length: Math.floor(random() * 9) }, () => (random() < 0.2 ? 'end.' : 'שלום'))
      const wordStartsMs = words.map((_, n) => startMs + Math.floor(((endMs - startMs) * n) / words.length))
      return { startMs, endMs, text: words.join('  '), ...(random() < 0.5 ? { wordStartsMs } : {}) }
    })
    const playhead = Math.floor(random() * at * 1.2)
    const mark = () => (random() < 0.5 ? null : Math.floor(random() * at))
    const moment = momentWords(of(segments), playhead, { inMs: mark(), outMs: mark() }, at)
    let last = moment.startMs
    for (const segment of moment.transcript.segments) {
      expect(segment.startMs).toBeGreaterThanOrEqual(last)
      expect(segment.endMs).toBeGreaterThanOrEqual(segment.startMs)
      expect(Number.isInteger(segment.startMs) && Number.isInteger(segment.endMs)).toBe(true)
      expect(segment.wordStartsMs?.length ?? segment.text.split(' ').length).toBe(
        segment.text.split(' ').length,
      )
      last = segment.endMs
    }
    expect(last).toBeLessThanOrEqual(moment.endMs)
  }
})
