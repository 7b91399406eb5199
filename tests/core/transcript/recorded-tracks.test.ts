import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Captions, parseCaptions } from '../../../core/transcript/parse.ts'

const folder = '../shared/data/youtube/timedtext'
const read = (name: string): Captions => {
  const parsed = parseCaptions(readFileSync(`${folder}/${name}`))
  if (!parsed.ok) throw new Error(`${name}: ${parsed.error.code}`)
  return parsed.value
}

describe.skipIf(!existsSync(folder))(
  'a track as YouTube served it (skipped where the recordings are not at hand)',
  () => {
    test.each([
      'manual.srt',
      'manual.vtt',
      'manual.sbv',
      'manual.ttml',
      'manual.srv1.xml',
      'manual.srv3.xml',
    ])('gives the same 151 segments from %s as from json3', name => {
      const expected = read('json3.manual.json').transcript.segments
      expect(expected).toHaveLength(151)
      expect(read(`derived/${name}`).transcript.segments).toEqual(expected)
    })

    test('of recognised speech never overlaps, and rolls the same from every form', () => {
      const { transcript } = read('json3.asr.json')
      expect(transcript.kind).toBe('auto')
      expect(transcript.segments).toHaveLength(1053)
      transcript.segments.forEach((segment, at) => {
        expect(segment.endMs).toBeGreaterThan(segment.startMs)
        expect(segment.endMs).toBeLessThanOrEqual(
          transcript.segments[at + 1]?.startMs ?? Number.POSITIVE_INFINITY,
        )
      })
      const said = ({ transcript }: Captions) =>
        transcript.segments.map(({ startMs, text }) => [startMs, text])
      const rolled = read('derived/asr.rolling.vtt')
      expect(said(rolled)).toEqual(said(read('derived/asr.srv3.xml')))
      expect(said(rolled)).toEqual(said(read('json3.asr.json')).slice(0, rolled.transcript.segments.length))
    })

    test('sets [Music] apart', () => {
      expect(read('srv3.asr.excerpt.xml')).toMatchObject({ sounds: 1, format: 'srv3' })
    })
  },
)
