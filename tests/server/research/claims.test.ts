import { expect, test } from 'vitest'
import { extractiveClaims } from '../../../server/research/claims/extractive-claims.ts'
import type { FoundClaim } from '../../../server/research/claims/found.ts'
import { readForClaims } from '../../../server/research/claims/read-sources.ts'
import { isSingleSource } from '../../../server/research/claims/single-source.ts'
import { sourceNotes } from '../../../server/research/claims/source-notes.ts'
import type { SourceText } from '../../../server/sources/texts.ts'
import { sourceOf, tidal, videoOf } from './fixtures.ts'

const rest = async () => {}

/** Each text under an address of its own, between sentences of its own that say nothing of the others. */
const page = (text: string, changes: Partial<SourceText> = {}): SourceText => {
  const source = sourceOf(text, changes)
  const url = changes.url ?? `https://${source.id}.example/story`
  return { ...source, url, canonicalUrl: url }
}

async function claimsOf(sources: SourceText[]) {
  const read = await readForClaims(sources, rest)
  if (!read) throw new Error('No statements')
  const claims = await extractiveClaims(read.said, read.ranking, read.voices, rest)
  return { claims, read, notes: sourceNotes(read.material.sources, read.voices, true) }
}
const about = (claims: FoundClaim[], word: string) => claims.filter(({ text }) => text.includes(word))
const single = async (sources: SourceText[], word: string) => {
  const { claims, read } = await claimsOf(sources)
  return about(claims, word).map(claim => isSingleSource(claim, read.material.sources))
}

test('what differs in number or by a denial is set against each other, with both sides', async () => {
  const { claims } = await claimsOf(tidal().map(({ text }) => page(text)))
  const disputed = claims.filter(({ parts }) => parts !== null)
  expect(disputed.map(({ text, parts }) => [text, parts])).toEqual([
    [
      'The Merrow Bay tidal plant has 16 turbines or 12 turbines?',
      'Different numbers: 16 turbines against 12 turbines.',
    ],
    [
      'Harbour porpoises avoid the turbines, the operator says, because the slow blades hum at a low pitch.',
      'One denies what the other says.',
    ],
  ])
  for (const { sides } of disputed) {
    expect(sides.length).toBe(2)
    const sources = sides.map(({ places }) => places.map(({ source }) => source).join())
    expect(new Set(sources).size).toBe(2)
  }
  // Disputes come before what nobody disputes.
  expect(claims.slice(0, 2)).toEqual(disputed)
})

test('what several say is one claim with a place of each', async () => {
  const { claims } = await claimsOf(tidal().map(({ text }) => page(text)))
  const [predicted, ...more] = about(claims, 'predicted for centuries')
  expect(more).toEqual([])
  expect(predicted).toMatchObject({ kind: 'comparison', parts: null, sides: [{ voices: 2 }] })
  expect(predicted!.sides[0]!.places.map(({ source }) => source).sort()).toEqual([0, 1])
})

const LANGUR =
  'The golden langur lives in the forests of Assam and Bhutan. Its fur turns darker in the winter months.'
const BRIDGE = 'The bridge of Calder was painted green last spring. Ships pass under it at high water only.'

test.each([
  [
    'another count',
    'The Kestrel telescope has 48 mirrors of polished glass.',
    'The Kestrel telescope has 36 mirrors of polished glass.',
  ],
  [
    'another year',
    'The Kestrel telescope was built on the island in 1987.',
    'The Kestrel telescope was built on the island in 1994.',
  ],
  [
    'another share',
    'The Kestrel telescope sees 40 percent of the northern sky.',
    'The Kestrel telescope sees 65 percent of the northern sky.',
  ],
  [
    'another length',
    'The mirror of the Kestrel telescope is 8 metres wide.',
    'The mirror of the Kestrel telescope is 11 metres wide.',
  ],
  [
    'words for a number',
    'The Kestrel telescope has forty-eight mirrors of polished glass.',
    'The Kestrel telescope has 36 mirrors of polished glass.',
  ],
])('%s is never joined, and set against the other', async (_what, one, other) => {
  const { claims } = await claimsOf([page(`${one} ${LANGUR}`), page(`${other} ${BRIDGE}`)])
  const [dispute, ...more] = about(claims, 'Kestrel')
  expect(more).toEqual([])
  expect(dispute!.sides.map(({ places }) => places.length)).toEqual([1, 1])
  expect(dispute!.parts).toMatch(/^Different /)
})

test.each([
  [
    'rounded',
    'The Kestrel telescope cost 201 million dollars in all.',
    'The Kestrel telescope cost $200 million in all, as was planned.',
  ],
  [
    'in another unit',
    'The Kestrel telescope stands 5 kilometres from the harbour of Calder.',
    'The Kestrel telescope stands about 3 miles from the harbour of Calder.',
  ],
  [
    'in words',
    'The Kestrel telescope has forty-eight mirrors of polished glass.',
    'The Kestrel telescope has 48 mirrors of polished glass.',
  ],
])('the same number %s is the same claim', async (_how, one, other) => {
  const { claims } = await claimsOf([page(`${one} ${LANGUR}`), page(`${other} ${BRIDGE}`)])
  const [claim, ...more] = about(claims, 'Kestrel')
  expect(more).toEqual([])
  expect(claim).toMatchObject({ parts: null, sides: [{ voices: 2 }] })
})

test('who gives no number backs none, and who gives another year speaks of another time', async () => {
  const { claims } = await claimsOf([
    page(`The Kestrel telescope has 48 mirrors of polished glass. ${LANGUR}`),
    page(`The Kestrel telescope has mirrors of polished glass. ${BRIDGE}`),
  ])
  const [numbered] = about(claims, '48 mirrors')
  expect(numbered!.sides[0]!.voices).toBe(1)
  const years = await claimsOf([
    page(`In 1990 the harbour of Calder handled 400 ships of coal. ${LANGUR}`),
    page(`In 2010 the harbour of Calder handled 900 ships of coal. ${BRIDGE}`),
  ])
  expect(about(years.claims, 'harbour of Calder').map(({ parts }) => parts)).toEqual([null, null])
})

test('the same of another is another claim, and the other way round is a dispute', async () => {
  const others = await claimsOf([
    page(`The plant at Merrow has 16 turbines on the floor of its strait. ${LANGUR}`),
    page(`The plant at Dunmore has 12 turbines on the floor of its strait. ${BRIDGE}`),
    page('Nobody at Merrow spoke of Dunmore. People in Dunmore had heard of Merrow only once.'),
  ])
  expect(others.claims.every(({ parts }) => parts === null)).toBe(true)
  const turned = await claimsOf([
    page(`The river Alder is longer than the river Bourne by far. ${LANGUR}`),
    page(`The river Bourne is longer than the river Alder by far. ${BRIDGE}`),
  ])
  expect(about(turned.claims, 'river')).toMatchObject([{ parts: 'They say it the other way round.' }])
})

test('a number that one source alone gives is flagged, and one that two give is not', async () => {
  const mine = page(`The Kestrel telescope has 48 mirrors of polished glass. ${LANGUR}`)
  const theirs = page(`Engineers say that the Kestrel telescope has 48 mirrors. ${BRIDGE}`)
  expect(await single([mine, page(BRIDGE)], '48')).toEqual([true])
  expect(await single([mine, theirs], '48')).toEqual([false])
})

test('the same text under another headline, and a part of the same page or video, confirm nothing', async () => {
  const body = `The Kestrel telescope has 48 mirrors of polished glass. ${LANGUR} ${BRIDGE} It was opened by the mayor of Calder on a windy morning in spring. More than 900 people came to the hill to see the first light of it.`
  const mine = page(body)
  const copy = page(`A wonder on the hill\n\n${body}\n\nThe agency.`)
  const copied = await claimsOf([mine, copy, page(BRIDGE)])
  expect(about(copied.claims, '48')[0]!.sides[0]).toMatchObject({ voices: 1 })
  expect(copied.notes.join()).toContain('have the same text and count as one voice')
  expect(await single([mine, copy, page(BRIDGE)], '48')).toEqual([true])

  const selected = {
    ...page('The Kestrel telescope has 48 mirrors of polished glass.'),
    kind: 'selection' as const,
  }
  const part = { ...selected, url: mine.url, canonicalUrl: mine.canonicalUrl }
  expect(await single([mine, part], '48')).toEqual([true])
  const film = videoOf([[0, body]], { videoId: 'abcdefghijk' })
  const moment = {
    ...videoOf([[0, 'The Kestrel telescope has 48 mirrors of polished glass.']], { videoId: 'abcdefghijk' }),
    kind: 'moment' as const,
  }
  expect(await single([film, moment], '48')).toEqual([true])
  // A clipped part is not said to be a copy.
  expect((await claimsOf([film, moment])).notes).toEqual([])
})

test('a sentence that a copy took over word for word is one voice in other texts too', async () => {
  const release = 'The Kestrel telescope has 48 mirrors of polished glass on top of the old hill.'
  expect(await single([page(`${release} ${LANGUR}`), page(`${release} ${BRIDGE}`)], '48')).toEqual([true])
})

test('a source in another language is listed in it, joined with nobody, and told', async () => {
  const { claims, notes } = await claimsOf([
    page(`The Kestrel telescope has 48 mirrors of polished glass. ${LANGUR}`),
    page(`Officials say the Kestrel telescope has 48 mirrors. ${BRIDGE}`),
    page(
      'Das Teleskop Kestrel hat 36 Spiegel aus poliertem Glas. Es kostete 1.200.000 Euro, wie die Stadt Calder mitteilt.',
      {
        language: 'de',
        title: 'Das Teleskop',
      },
    ),
  ])
  expect(about(claims, '48')).toMatchObject([{ parts: null, sides: [{ voices: 2 }] }])
  expect(about(claims, 'Spiegel')).toMatchObject([{ kind: 'number', parts: null, sides: [{ voices: 1 }] }])
  expect(notes).toEqual([
    '“Das Teleskop” is in German: what it says is listed in that language, and is held only against sources of the same one.',
  ])
})

test('questions, half sentences, menus, opinions, orders and reads for a sponsor are no claims', async () => {
  const noise = [
    'Home\nAbout 12 people\nPrices from $40\n',
    'Did you know that the telescope has 48 mirrors?',
    'I think that the telescope has some 50 mirrors or more.',
    'Imagine that the telescope had 500 mirrors instead of these.',
    'Take 48 mirrors and put them on a hill near the sea.',
    'This video is sponsored by Orchard, which has 4,000 courses for people.',
    'Orchard teaches 90 languages to 12 million learners around the world.',
    'Use my code KESTREL for 20 percent off the first year of Orchard.',
    'Subscribe to our newsletter with 40,000 readers for more stories.',
  ]
  const { claims } = await claimsOf([
    page(`${LANGUR} ${noise.join(' ')}`),
    page(`${BRIDGE} The plant in the strait of Merrow delivers 40 megawatts.`),
  ])
  const text = claims.map(claim => claim.text).join(' ')
  expect(text).toContain('40 megawatts')
  expect(text).not.toMatch(/12 people|\$40|48 mirrors|50 mirrors|500|4,000|90 languages|20 percent|40,000/)
})

test('captions without punctuation give claims that begin and end somewhere', async () => {
  const spoken = videoOf([
    [1_000, 'so um the kestrel telescope on the old hill has 48 mirrors of polished glass and'],
    [5_000, 'it was built on the island of calder because the air is dry there and then'],
    [8_000, 'and so they worked through all of the long and very cold winter on that hill in'],
    [9_000, 'the spring of 1987 the first light of a star was seen by the people of calder but that'],
    [10_000, 'of the things that you would not have thought about when they'],
  ])
  const { claims, notes } = await claimsOf([spoken, page(BRIDGE)])
  expect(notes).toEqual([expect.stringContaining('without full stops')])
  const own = claims.filter(({ sides }) => sides[0]!.places[0]!.source === 0).map(({ text }) => text)
  expect(own).toContain('The kestrel telescope on the old hill has 48 mirrors of polished glass')
  // A preposition that the cut of the captions took off is taken back, and what begins behind it left.
  expect(own).toContain('In the spring of 1987 the first light of a star was seen by the people of calder')
  for (const text of own) expect(text).not.toMatch(/^(?:so|um|of)\b|\b(?:and|then|they|when)$/i)
})

test('the same sources give the same claims', async () => {
  const sources = tidal().map(({ text }) => page(text))
  const [one, two] = [await claimsOf(sources), await claimsOf(sources)]
  expect(one.claims).toEqual(two.claims)
})

test('a transcript of five hours is read in seconds, and others have their turn meanwhile', async () => {
  const things = ['mirrors', 'lenses', 'cables', 'domes', 'bolts', 'gears', 'pumps', 'sheets']
  const lines = Array.from({ length: 4_500 }, (_, i): [number, string] => [
    i * 4_000,
    `The station number ${i % 700} on the hill of Calder has ${i + 10} ${things[i % 8]} because the winter is long.`,
  ])
  let longest = 0
  let last = performance.now()
  const watch = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 5)
  const breathe = () => new Promise<void>(resolve => setImmediate(resolve))
  const begun = performance.now()
  const read = (await readForClaims([videoOf(lines), ...tidal().map(({ text }) => page(text))], breathe))!
  const claims = await extractiveClaims(read.said, read.ranking, read.voices, breathe)
  clearInterval(watch)
  expect(claims.length).toBeGreaterThan(50)
  expect(performance.now() - begun).toBeLessThan(10_000)
  expect(longest).toBeLessThan(2_000)
})
