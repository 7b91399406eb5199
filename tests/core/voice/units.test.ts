import { describe, expect, it } from 'vitest'
import { parseCaptions } from '../../../core/transcript/parse.ts'
import { paceOf } from '../../../core/voice/pace.ts'
import { pausesAfter } from '../../../core/voice/pauses.ts'
import { rhythmOf } from '../../../core/voice/rhythm.ts'
import { durationMs, spokenOf } from '../../../core/voice/spoken.ts'
import { speechUnits, unitLengths } from '../../../core/voice/units.ts'
import { ownSegments, type VideoInput, videoOfText } from '../../../core/voice/video-input.ts'

type Segments = VideoInput['transcript']['segments']
const video = (segments: Segments, cuts: VideoInput['cuts'] = []): VideoInput => ({
  videoId: 'abcdefghijk',
  title: 'A talk',
  published: null,
  transcript: { language: 'en', kind: 'auto', segments },
  cuts,
})
/** Each word takes 300 ms; a number among the words is a silence of so many milliseconds. */
const timedWords = (...said: (string | number)[]): Segments => {
  let ms = 0
  const words: string[] = []
  const starts: number[] = []
  for (const each of said) {
    if (typeof each === 'number') ms += each
    else {
      words.push(each)
      starts.push(ms)
      ms += 300
    }
  }
  return [{ startMs: 0, endMs: ms, text: words.join(' '), wordStartsMs: starts }]
}
const words = (count: number) =>
  Array.from({ length: count }, (_, at) => ['tall', 'ship', 'sail', 'away'][at % 4]!)

describe('units of speech', () => {
  it('are sentences where the captions have points, over the borders of captions', () => {
    const spoken = spokenOf(
      video([
        { startMs: 0, endMs: 900, text: 'The kettle boils. Then we' },
        { startMs: 900, endMs: 1_800, text: 'pour, slowly. Who wants some?' },
      ]),
    )
    const units = speechUnits(spoken, 'en')
    expect(units.kind).toBe('sentences')
    expect(unitLengths(units)).toEqual([3, 4, 3])
  })

  it('are what stands between silences of half a second where only the words have times', () => {
    const spoken = spokenOf(
      video(timedWords(...words(8), 600, ...words(3), 350, ...words(2), 900, ...words(7))),
    )
    const units = speechUnits(spoken, 'en')
    expect(units.kind).toBe('pauses')
    expect(unitLengths(units)).toEqual([8, 5, 7])
    const pauses = pausesAfter(spoken)!
    expect(pauses[7]).toBeCloseTo(600, 6)
    expect(pauses[10]).toBeCloseTo(350, 6)
    expect(pauses.at(-1)).toBe(0)
  })

  it('are none where the captions have neither', () => {
    const spoken = spokenOf(video([{ startMs: 0, endMs: 5_000, text: words(60).join(' ') }]))
    expect(speechUnits(spoken, 'en')).toEqual({ kind: 'none', units: [] })
    expect(pausesAfter(spoken)).toBeNull()
  })
})

describe('what was said', () => {
  it('leaves out captions that only name a sound, with their time', () => {
    const spoken = spokenOf(
      video([
        { startMs: 0, endMs: 9_000, text: '[Music]' },
        { startMs: 9_000, endMs: 11_000, text: 'hello [Applause] there' },
        { startMs: 11_000, endMs: 20_000, text: '♪' },
      ]),
    )
    expect(spoken.words.map(({ word }) => word)).toEqual(['hello', 'there'])
    expect(spoken.startsMs).toEqual([9_000, 9_000])
    expect(spoken.captions).toHaveLength(1)
  })

  it('knows where a word stands in the text and when it is said', () => {
    const spoken = spokenOf(video(timedWords('One,', 'two', 400, '—', 'three.')))
    expect(spoken.words.map(({ start, end }) => spoken.text.slice(start, end))).toEqual([
      'One',
      'two',
      'three',
    ])
    expect(spoken.startsMs).toEqual([0, 300, 1_300])
  })

  it('loses what the creator cut out, to the word where words have times', () => {
    const cut = { startMs: 1_000, endMs: 3_000, why: 'other_speaker' as const }
    const byCaption = video(
      [
        { startMs: 0, endMs: 1_000, text: 'mine first' },
        { startMs: 1_000, endMs: 2_900, text: 'a guest' },
        { startMs: 2_800, endMs: 4_000, text: 'mine again' },
      ],
      [cut],
    )
    expect(ownSegments(byCaption).map(({ text }) => text)).toEqual(['mine first', 'mine again'])
    const byWord = video(timedWords(...words(12)), [{ ...cut, endMs: 2_000 }])
    const [kept] = ownSegments(byWord)
    expect(kept!.wordStartsMs).toEqual([0, 300, 600, 900, 2_100, 2_400, 2_700, 3_000, 3_300])
    expect(kept!.text.split(' ')).toHaveLength(9)
  })
})

describe('rhythm', () => {
  it('is by hand for lengths that alternate', () => {
    const rhythm = rhythmOf([2, 30, 2, 30, 2, 30, 2, 30])!
    expect(rhythm.mean).toBe(16)
    expect(rhythm.sd).toBeCloseTo(Math.sqrt((8 * 196) / 7), 12)
    expect(rhythm.lag1).toBeCloseTo(-7 / 8, 12)
    expect(rhythm.burstiness).toBeCloseTo((rhythm.sd - 16) / (rhythm.sd + 16), 12)
    expect([rhythm.p10, rhythm.p50, rhythm.p90]).toEqual([2, 16, 30])
    expect([rhythm.short, rhythm.long]).toEqual([0.5, 0.5])
  })

  it('of a metronome is −1, and follows nothing', () => {
    expect(rhythmOf(Array.from({ length: 9 }, () => 7))).toMatchObject({ burstiness: -1, lag1: null, sd: 0 })
  })

  it('is not told of a few units', () => {
    expect(rhythmOf([3, 4, 5])).toBeNull()
  })
})

describe('pace', () => {
  /** Ten captions of 6 words each 2 s, then a minute of pictures, then ten of 6 words each 2 s: 180 words a minute. */
  const talk = video(
    [...Array(10).keys(), ...Array.from({ length: 10 }, (_, at) => at + 40)].map(at => ({
      startMs: at * 2_000,
      endMs: at * 2_000 + 2_000,
      // Captions that say the same are taken for one that rolls.
      text: `${'tuvwxyz'[at % 7]}${'abcdefg'[at % 5]} ships sail away and back`,
    })),
  )

  it('of the speech itself is not slowed by a minute of pictures; overall it is', () => {
    const pace = paceOf(spokenOf(talk))!
    expect(pace.local).toBe(180)
    expect(pace.overall).toBeCloseTo(120 / (98 / 60), 9)
    expect(pace.curve.length).toBeGreaterThan(1)
    expect(pace.curve.every(({ wpm }) => wpm > 0)).toBe(true)
  })

  it('is not lost to a last caption that ends at 0', () => {
    const srt = talk.transcript.segments
      .map(({ startMs, endMs, text }, at) => {
        const time = (ms: number) => new Date(ms).toISOString().slice(11, 23).replace('.', ',')
        return `${at + 1}\n${time(startMs)} --> ${at === 19 ? '00:00:00,000' : time(endMs)}\n${text}\n`
      })
      .join('\n')
    const read = parseCaptions(srt)
    expect(read.ok).toBe(true)
    const transcript = read.ok ? read.value.transcript : talk.transcript
    const again = { ...talk, transcript: { ...transcript, language: 'en' } }
    expect(paceOf(spokenOf(again))!.overall).toBeCloseTo(120 / (98 / 60), 9)
    expect(durationMs(again, spokenOf(again))).toBeGreaterThanOrEqual(98_000)
    // The same where a transcript of unknown making says it.
    const raw = video(talk.transcript.segments.map((each, at) => (at === 19 ? { ...each, endMs: 0 } : each)))
    expect(durationMs(raw, spokenOf(raw))).toBe(98_000)
    expect(paceOf(spokenOf(raw))!.overall).toBeGreaterThan(0)
  })

  it('is drawn at 400 places at most, however long the video', () => {
    const long = video(
      Array.from({ length: 9_000 }, (_, at) => ({
        startMs: at * 3_000,
        endMs: at * 3_000 + 3_000,
        text: 'on and on',
      })),
    )
    const { curve } = paceOf(spokenOf(long))!
    expect(curve.length).toBeLessThanOrEqual(400)
    expect(curve.length).toBeGreaterThan(300)
    expect(curve.at(-1)!.ms).toBeGreaterThan(8_900 * 3_000)
  })

  it('is not told of a text without times', () => {
    const spoken = spokenOf(videoOfText('abcdefghijk', 'Just a text. It has no times.'))
    expect(spoken.timed).toBe('none')
    expect(paceOf(spoken)).toBeNull()
  })
})
