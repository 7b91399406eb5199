import { expect, test } from 'vitest'
import type { GapMap } from '../../../core/contract/findings.ts'
import { evidenceOf } from '../../../server/research/claims/evidence.ts'
import { extractiveClaims } from '../../../server/research/claims/extractive-claims.ts'
import { gapMapOf } from '../../../server/research/claims/gap-map.ts'
import { readForClaims } from '../../../server/research/claims/read-sources.ts'
import type { SourceText } from '../../../server/sources/texts.ts'
import { sourceOf, videoOf } from './fixtures.ts'

const rest = async () => {}

async function mapOf(sources: SourceText[], questions: string[] = []) {
  const read = (await readForClaims(sources, rest))!
  return gapMapOf({
    sources: read.material.sources,
    voices: read.voices,
    said: read.said,
    names: read.names,
    vocabulary: read.ranking.vocabulary,
    claims: await extractiveClaims(read.said, read.ranking, read.voices, rest),
    questions: questions.map(question => ({ question, why: 'Nobody says.', citations: [] })),
    rough: true,
    evidence: evidenceOf(sources, read.material.sources, new Map()),
    breathe: rest,
  })
}
const pointOf = (map: GapMap | null, words: string) => map?.points.find(({ text }) => text.includes(words))

const first = videoOf(
  [
    [0, 'The Kestrel telescope has 48 mirrors of polished glass.'],
    [62_000, 'Its dome was brought to the island of Calder on 12 ships.'],
    [125_000, 'The night sky above the island is dark because nobody lives there.'],
  ],
  { title: 'Glass and iron' },
)
const second = videoOf(
  [
    [0, 'Welcome to the hill above the harbour of the island.'],
    [31_500, 'There are 48 mirrors of polished glass in the Kestrel telescope.'],
    [90_000, 'Goats were kept on the hill until the year 1962.'],
  ],
  { title: 'Up the hill' },
)
const paper = sourceOf(
  'The Kestrel telescope cost 200 million dollars to build. It found 31 comets in its first year, says the university of Calder.',
  { url: 'https://paper.example/a', canonicalUrl: 'https://paper.example/a' },
)

test('what all videos say, what some say and what none says, each with its second', async () => {
  const { map, notes } = await mapOf([first, second, paper], ['Who pays for the telescope when it is old?'])
  expect(notes).toEqual([])
  expect(map!.videos).toEqual([
    { sourceId: first.id, title: 'Glass and iron' },
    { sourceId: second.id, title: 'Up the hill' },
  ])
  expect(pointOf(map, '48 mirrors')).toMatchObject({
    saidBy: 'all',
    videos: [
      { sourceId: first.id, startMs: 0, link: expect.stringMatching(/&t=0s$/) },
      { sourceId: second.id, startMs: 31_500, link: expect.stringMatching(/&t=31s$/) },
    ],
    elsewhere: [],
  })
  expect(pointOf(map, '12 ships')).toMatchObject({
    saidBy: 'some',
    videos: [{ sourceId: first.id, startMs: 62_000 }],
  })
  expect(pointOf(map, '200 million')).toMatchObject({
    saidBy: 'none',
    videos: [],
    elsewhere: [{ sourceId: paper.id, startMs: null }],
  })
  expect(pointOf(map, 'Who pays')).toEqual({
    text: 'Who pays for the telescope when it is old?',
    saidBy: 'none',
    videos: [],
    elsewhere: [],
  })
})

test('a number that differs is said by nobody else: the point is the dispute, with both', async () => {
  const other = videoOf([[5_000, 'The Kestrel telescope has 36 mirrors of polished glass.']])
  const { map } = await mapOf([first, other])
  expect(pointOf(map, 'mirrors')).toMatchObject({
    text: expect.stringMatching(/48 mirrors or 36 mirrors|36 mirrors or 48 mirrors/),
    saidBy: 'all',
    videos: [
      { anchor: { exact: expect.stringContaining('48') } },
      { anchor: { exact: expect.stringContaining('36') } },
    ],
  })
})

test('subjects that videos share are shown, where nobody understood what they say of them', async () => {
  const lines = (n: number): [number, string][] => [
    [1_000, `Property taxes in town number ${n} went up by ${n + 3} percent last spring.`],
    [9_000, `Nobody in the council of town ${n} had wanted property taxes to rise at all.`],
    [15_000, `A school needs ${n + 20} teachers for its pupils on the hill.`],
  ]
  const { map } = await mapOf([videoOf(lines(1)), videoOf(lines(7))])
  expect(pointOf(map, 'Property taxes')?.saidBy).toBe('all')
  expect(map!.points.find(({ text }) => /^Property taxes$/i.test(text))).toMatchObject({
    saidBy: 'all',
    videos: [{ startMs: expect.any(Number) }, { startMs: expect.any(Number) }],
  })
})

test('with fewer than two videos there is no map, and it says why', async () => {
  expect(await mapOf([paper])).toEqual({ map: null, notes: [expect.stringContaining('no video with words')] })
  const { map, notes } = await mapOf([first, paper])
  expect(map).toBeNull()
  expect(notes).toEqual([expect.stringContaining('there is one')])
})

test('the same video twice is one, and a moment of it is none', async () => {
  const again = videoOf([[0, first.text]], { videoId: first.videoId! })
  const moment = {
    ...videoOf([[0, 'Goats were kept on the hill until the year 1962.']]),
    kind: 'moment' as const,
  }
  expect((await mapOf([first, again, moment])).map).toBeNull()
})

test('a video in another language is left out of the map, and named', async () => {
  const german = videoOf(
    [
      [
        0,
        'Das Teleskop Kestrel hat 48 Spiegel und steht auf der Insel Calder, weil die Nächte dort dunkel sind.',
      ],
    ],
    { title: 'Das Teleskop', language: 'de' },
  )
  const { map, notes } = await mapOf([first, second, german])
  expect(map!.videos.map(({ title }) => title)).toEqual(['Glass and iron', 'Up the hill'])
  expect(notes).toEqual([expect.stringContaining('“Das Teleskop”')])
  expect(pointOf(map, '48 mirrors')?.saidBy).toBe('all')
})
