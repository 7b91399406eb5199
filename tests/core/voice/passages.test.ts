import { describe, expect, it } from 'vitest'
import type { Cut } from '../../../core/contract/voice.ts'
import type { VoicePassage } from '../../../core/contract/voice-profile.ts'
import { sharedWords, topicWords } from '../../../core/voice/passage-words.ts'
import { chosenPassages, keptPassages, passageCandidates } from '../../../core/voice/passages.ts'
import type { VideoInput } from '../../../core/voice/video-input.ts'
import { cpuMs } from '../../support/cpu-ms.ts'

const plain = [
  'The wall was built before anybody asked where the water would go after a long night of rain.',
  'It holds because the stones are heavy, which means that nobody has to mend it in the winter.',
  'My neighbour walks past it every morning and never looks up, and I do not blame her for that.',
  'Think of it as a sponge that somebody has pressed flat and forgotten behind the kitchen door.',
]
const sentence = (n: number) => plain[n % plain.length]!

const videoOf = (said: string[], over: Partial<VideoInput> = {}): VideoInput => ({
  videoId: 'aaaaaaaaaaa',
  title: 'A wall',
  published: null,
  cuts: [],
  transcript: {
    language: 'en',
    kind: 'manual',
    segments: said.map((text, n) => ({ startMs: n * 5_000, endMs: n * 5_000 + 4_800, text })),
  },
  ...over,
})

const long = Array.from({ length: 80 }, (_, n) => sentence(n))
const withTurn = long.toSpliced(
  40,
  1,
  'So now let’s talk about the next thing, which is the gate in the wall behind you.',
)

describe('passage candidates', () => {
  it('are verbatim, 120 to 250 words, of whole sentences, at their second', () => {
    const video = videoOf(['Hello and welcome back to the channel.', ...withTurn])
    const running = video.transcript.segments.map(({ text }) => text).join(' ')
    const found = passageCandidates(video)
    expect(new Set(found.map(({ role }) => role))).toEqual(
      new Set(['opening', 'explanation', 'transition', 'close']),
    )
    for (const { text, words, startMs } of found) {
      expect(running).toContain(text)
      expect(words).toBeGreaterThanOrEqual(120)
      expect(words).toBeLessThanOrEqual(250)
      expect(text).toMatch(/[.?!]$/)
      const segment = video.transcript.segments.find(each => each.startMs === startMs)
      expect(segment && text.startsWith(segment.text)).toBe(true)
    }
  })

  it('open behind the greeting and go on behind the fifth sentence', () => {
    const opening = passageCandidates(videoOf(['Hello and welcome back to the channel.', ...long])).find(
      ({ role }) => role === 'opening',
    )!
    expect(opening.text).not.toContain('welcome back')
    expect(opening.startMs).toBe(5_000)
    expect(opening.text.split('.').length - 1).toBeGreaterThan(5)
  })

  it('find the turn', () => {
    const turn = passageCandidates(videoOf(withTurn)).find(({ role }) => role === 'transition')!
    expect(turn.text).toContain('let’s talk about the next thing')
  })

  it('never stand on both sides of a cut', () => {
    const marked = long.map((text, n) =>
      n < 30 ? text : text.replace(/water|wall|stones|sponge/g, 'BEHIND'),
    )
    const cuts: Cut[] = [{ startMs: 30 * 5_000, endMs: 34 * 5_000, why: 'other_speaker' }]
    const found = passageCandidates(videoOf(marked, { cuts }))
    expect(found.length).toBeGreaterThan(2)
    for (const { startMs, words, text } of found) {
      const from = startMs! / 5_000
      const to = from + text.split('. ').length
      expect(from >= 34 || to <= 30, `${from} to ${to}, ${words} words`).toBe(true)
    }
  })

  it('hold no advertising', () => {
    const sold = long.map((text, n) =>
      n % 6 === 3 ? 'This video is sponsored by Pipewright, use code WALL for ten percent off.' : text,
    )
    expect(passageCandidates(videoOf(sold))).toEqual([])
  })

  it('are none of a short video', () => {
    expect(passageCandidates(videoOf(long.slice(0, 5)))).toEqual([])
    expect(passageCandidates(videoOf([]))).toEqual([])
  })

  it('come from captions without points, cut where a thought begins', () => {
    const bare = long.map(text => text.toLowerCase().replace(/[.,]/g, ''))
    const found = passageCandidates(videoOf(bare.map((text, n) => (n % 3 === 0 ? `so ${text}` : text))))
    expect(found.length).toBeGreaterThan(2)
    for (const { text } of found) expect(text).toMatch(/^(?:so|the|it|my|think)\b/)
  })

  it('have no second where the words have no times', () => {
    const text = long.join(' ')
    const video = videoOf([])
    video.transcript.segments = [{ startMs: 0, endMs: 0, text }]
    const found = passageCandidates(video)
    expect(found.length).toBeGreaterThan(2)
    expect(found.every(({ startMs }) => startMs === null)).toBe(true)
  })

  it('take a million words without points in bounded time', () => {
    const video = videoOf([])
    video.transcript.segments = [{ startMs: 0, endMs: 0, text: 'wall '.repeat(1_000_000) }]
    const began = cpuMs()
    passageCandidates(video)
    expect(cpuMs() - began).toBeLessThan(10_000)
  })
})

const passage = (role: VoicePassage['role'], videoId: string, text: string): VoicePassage => ({
  role,
  videoId,
  startMs: 0,
  text,
  words: 130,
})
const all = (['opening', 'explanation', 'transition', 'close'] as const).flatMap(role => [
  passage(role, `flood-${role}`, 'When the street floods, the pipes are full and the drains run over.'),
  passage(role, `bread-${role}`, 'The dough rests for a night and then it goes into the oven.'),
])

describe('chosen passages', () => {
  it('are 3 to 5 of different roles and videos', () => {
    const chosen = chosenPassages(all, null).map(each => each.passage)
    expect(chosen.length).toBe(5)
    expect(new Set(chosen.map(({ role }) => role)).size).toBe(4)
    expect(new Set(chosen.map(({ videoId }) => videoId)).size).toBe(5)
  })

  it('keep away from the topic, in any form of its words', () => {
    const chosen = chosenPassages(all, 'Why streets are flooding')
    expect(chosen.slice(0, 4).map(each => each.passage.videoId)).toEqual([
      'bread-opening',
      'bread-explanation',
      'bread-transition',
      'bread-close',
    ])
    expect(chosen.slice(0, 4).every(({ shared }) => shared.length === 0)).toBe(true)
    expect(chosenPassages(all, 'Baking bread: dough and oven')[0]!.passage.videoId).toBe('flood-opening')
  })

  it('keep away from a video whose title has the topic', () => {
    const titles = new Map([['bread-opening', 'A year of floods']])
    const same = [passage('opening', 'bread-opening', 'It rests.'), passage('opening', 'b', 'It rests.')]
    expect(chosenPassages(same, 'floods', titles)[0]!.passage.videoId).toBe('b')
  })

  it('say which words they share where there is nothing else', () => {
    const [only] = chosenPassages(all.slice(0, 1), 'flooded streets')
    expect(only!.shared).toEqual(['flooded', 'streets'])
  })

  it('are the same for the same', () => {
    expect(chosenPassages(all, 'ovens')).toEqual(chosenPassages(all, 'ovens'))
    expect(chosenPassages([], 'ovens')).toEqual([])
  })
})

describe('the words that a topic and a text share', () => {
  it.each([
    ['gauges', 'a gauge'],
    ['Cities', 'one city'],
    ['flooding', 'it floods, and it flooded'],
    ['the baker’s bread', 'breads'],
  ])('%s is in “%s”', (topic, text) => {
    expect(sharedWords(topicWords(topic), text)).toHaveLength(1)
  })

  it('are none of those that every topic has', () => {
    expect(topicWords('How to make the best video of the year')).toEqual([])
    expect(sharedWords(topicWords('art'), 'a cart and a party')).toEqual([])
  })
})

describe('kept passages', () => {
  it('are at most 60, of every video and every role', () => {
    const perVideo = Array.from({ length: 50 }, (_, n) =>
      all.slice(0, 6).map(each => ({ ...each, videoId: `v${n}` })),
    )
    const kept = keptPassages(perVideo)
    expect(kept.length).toBe(60)
    expect(new Set(kept.map(({ videoId }) => videoId)).size).toBe(50)
    expect(new Set(kept.map(({ role }) => role)).size).toBeGreaterThanOrEqual(3)
  })
})
