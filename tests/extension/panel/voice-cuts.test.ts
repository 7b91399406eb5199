import { describe, expect, test } from 'vitest'
import type { Transcript } from '../../../core/contract/transcript.ts'
import type { Cut } from '../../../core/contract/voice.ts'
import { ownSegments } from '../../../core/voice/video-input.ts'
import { suggestCuts } from '../../../extension/panel/voice/cut-suggestions.ts'
import {
  cutLength,
  cutOf,
  cutOut,
  keep,
  stretchesOf,
  untilNeighbours,
} from '../../../extension/panel/voice/cuts.ts'
import { cpuMs } from '../../support/cpu-ms.ts'
import { ownTalk } from './voice-samples.ts'

const cut = (startMs: number, endMs: number, why: Cut['why'] = 'sponsor'): Cut => ({ startMs, endMs, why })
const said = (...texts: string[]): Transcript => ({
  language: 'en',
  kind: 'auto',
  segments: texts.map((text, n) => ({ startMs: n * 5_000, endMs: n * 5_000 + 4_800, text })),
})

describe('cuts', () => {
  test('of one reason that touch become one, in the video’s order', () => {
    expect(cutOut([cut(20_000, 30_000)], cut(5_000, 19_500))).toEqual([cut(5_000, 30_000)])
    expect(cutOut([cut(20_000, 30_000)], cut(5_000, 10_000))).toEqual([
      cut(5_000, 10_000),
      cut(20_000, 30_000),
    ])
  })
  test('of another reason take their place and leave the rest of the old one', () => {
    expect(cutOut([cut(0, 30_000)], cut(10_000, 20_000, 'other'))).toEqual([
      cut(0, 10_000),
      cut(10_000, 20_000, 'other'),
      cut(20_000, 30_000),
    ])
  })
  test('are given back in their middle', () => {
    expect(keep([cut(0, 30_000)], { startMs: 10_000, endMs: 20_000 })).toEqual([
      cut(0, 10_000),
      cut(20_000, 30_000),
    ])
    expect(keep([cut(0, 30_000)], { startMs: 0, endMs: 30_000 })).toEqual([])
    expect(cutLength([cut(0, 10_000), cut(20_000, 25_000)])).toBe(15_000)
  })
  test('are given back without a sliver, however the silences around were cut', () => {
    const stretches = stretchesOf(ownTalk)
    const around = cut(stretches[1]!.startMs - 300, stretches[2]!.startMs)
    expect(keep([around], untilNeighbours(stretches, 1))).toEqual([])
    const last = stretches.length - 1
    expect(keep([cut(stretches[last]!.startMs, 9_000_000)], untilNeighbours(stretches, last))).toEqual([])
  })
  test('that mark a stretch take its words, and no others, out of the measuring', () => {
    const stretches = stretchesOf(ownTalk)
    const marked = stretches[3]!
    const cuts = cutOut([], { startMs: marked.startMs, endMs: marked.endMs, why: 'other' })
    const left = ownSegments({
      videoId: 'video000001',
      title: '',
      published: null,
      transcript: ownTalk,
      cuts,
    })
    const words = stretches.filter(each => each !== marked).map(each => each.text)
    expect(left.map(each => each.text).join(' ')).toBe(words.join(' '))
    expect(cutOf(marked, cuts)?.why).toBe('other')
    expect(cutOf(stretches[4]!, cuts)).toBeNull()
  })
})

describe('stretches', () => {
  test('hold every word once and begin anew with a speaker or a silence', () => {
    const stretches = stretchesOf(ownTalk)
    expect(stretches.map(each => each.text).join(' ')).toBe(ownTalk.segments.map(each => each.text).join(' '))
    for (const { text } of stretches) expect(text.indexOf('>>', 2)).toBe(-1)
    const apart = said('one two', 'three')
    apart.segments[1] = { startMs: 60_000, endMs: 61_000, text: 'three' }
    expect(stretchesOf(apart)).toHaveLength(2)
  })
  test('are none of an empty transcript, and survive captions that end before they begin', () => {
    expect(stretchesOf(said())).toEqual([])
    expect(stretchesOf(said('', '   '))).toEqual([])
    const broken: Transcript = { ...said('a'), segments: [{ startMs: 9_000, endMs: 0, text: 'last words' }] }
    const [only] = stretchesOf(broken)
    expect(only!.endMs).toBeGreaterThan(only!.startMs)
  })
})

describe('suggestions', () => {
  const suggested = (transcript: Transcript, cuts: Cut[] = []) => suggestCuts(stretchesOf(transcript), cuts)
  const plain = 'So the water goes down the hill and then it stays there for a while, which is weird.'

  test('find a sponsor read from its first sign to its last', () => {
    const found = suggested(ownTalk).filter(each => each.why === 'sponsor')
    expect(found).toHaveLength(1)
    expect(found[0]!.startMs).toBe(24 * 6_000)
    expect(found[0]!.endMs).toBeGreaterThanOrEqual(26 * 6_000)
    expect(found[0]!.endMs).toBeLessThanOrEqual(28 * 6_000)
  })
  test('find who is marked as another speaker, and not the creator before the first mark', () => {
    const found = suggested(ownTalk).filter(each => each.why === 'other_speaker')
    expect(found[0]!.startMs).toBe(45 * 6_000)
    for (const each of found) expect(each.endMs - each.startMs).toBeLessThanOrEqual(90_000)
  })
  test('go by names where the captions have them', () => {
    const found = suggested(said(`HOST: ${plain}`, `GUEST: ${plain}`, `HOST: ${plain}`, `GUEST: ${plain}`))
    expect(found.map(each => [each.startMs, each.says])).toEqual([
      [5_000, 'The captions name another speaker: GUEST'],
      [15_000, 'The captions name another speaker: GUEST'],
    ])
  })
  test('find singing', () => {
    expect(suggested(said(plain, '♪ rain on me ♪', plain)).map(each => each.why)).toEqual(['other'])
  })
  test('leave talk alone that only mentions money, links or codes', () => {
    const talk = said(
      'The city had to sign up three hundred landlords before anything was built.',
      plain,
      plain,
      plain,
      'The code of the building says how wide the pipe has to be.',
      plain,
      plain,
      plain,
      'It was sponsored research, but nobody read it.',
    )
    expect(suggested(talk)).toEqual([])
  })
  test('are gone once they are marked', () => {
    const [first, ...rest] = suggested(ownTalk)
    expect(
      suggested(ownTalk, cutOut([], { startMs: first!.startMs, endMs: first!.endMs, why: first!.why })),
    ).toEqual(rest)
  })
  test('come to an end on a long text without a space', () => {
    const began = cpuMs()
    suggested(said(...Array.from({ length: 40 }, () => `dot com slash${'a'.repeat(20_000)}`)))
    expect(cpuMs() - began).toBeLessThan(2_000)
  })
})
