import { expect, test } from 'vitest'
import { lexRank } from '../../../server/research/lexrank.ts'
import { mmr } from '../../../server/research/mmr.ts'
import { judgeSentence } from '../../../server/research/sentence-quality.ts'
import { similarityGraph } from '../../../server/research/similarity-graph.ts'
import { likelyLanguage } from '../../../server/research/stopwords.ts'
import { stem, terms } from '../../../server/research/terms.ts'
import { cosine, vectorOf, vocabularyOf } from '../../../server/research/tf-idf.ts'

test('LexRank is a distribution in which the sentence that all resemble comes first', () => {
  const star = [
    [1, 2, 3].map(to => ({ to, weight: 0.5 })),
    [{ to: 0, weight: 0.5 }],
    [{ to: 0, weight: 0.5 }],
    [{ to: 0, weight: 0.5 }],
    [],
  ]
  const rank = lexRank(star, [1, 1, 1, 1, 1])
  expect(rank.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5)
  expect(Math.max(...rank)).toBe(rank[0])
  expect(rank[4]!).toBeLessThan(rank[1]!)
})

test('LexRank follows its prior where nothing resembles anything', () => {
  const rank = lexRank([[], [], []], [1, 2, 1])
  expect([...rank].map(value => Math.round(value * 100))).toEqual([25, 50, 25])
})

test('MMR passes over what says the same as what it has picked', () => {
  const items = [
    { name: 'a', relevance: 1, topic: 1 },
    { name: 'again a', relevance: 0.95, topic: 1 },
    { name: 'b', relevance: 0.5, topic: 2 },
  ]
  const picked = mmr(items, {
    count: 2,
    lambda: 0.6,
    relevance: item => item.relevance,
    similarity: (a, b) => (a.topic === b.topic ? 1 : 0),
  })
  expect(picked.map(({ name }) => name)).toEqual(['a', 'b'])
})

test('the inverted index finds the same cosines as comparing all pairs', () => {
  const texts = Array.from({ length: 60 }, (_, i) => [`w${i % 7}`, `v${i % 5}`, `u${i % 11}`, `t${i}`])
  const vocabulary = vocabularyOf(texts)
  const vectors = texts.map(text => vectorOf(text, vocabulary))
  const graph = similarityGraph(vectors, vocabulary.size)
  graph.forEach((edges, from) => {
    for (const { to, weight } of edges) expect(weight).toBeCloseTo(cosine(vectors[from]!, vectors[to]!), 5)
    const near = vectors.filter((vector, to) => to !== from && cosine(vectors[from]!, vector) >= 0.1)
    expect(edges.length).toBe(Math.min(40, near.length))
  })
})

test('words are compared by their stems, without those that say nothing', () => {
  expect(terms('The protesters were protesting, and the studies continued', 'en')).toEqual([
    'protester',
    'protest',
    'study',
    'continu',
  ])
  expect(stem('landing')).toBe(stem('landed'))
  expect(stem('gas')).toBe('gas')
  expect(terms('東京の天気', 'ja')).toEqual(['東京', '京の', 'の天', '天気'])
})

test('a page without a language is read in the one whose small words it uses', () => {
  expect(likelyLanguage('Der Mond zieht das Meer an, und die Flut kommt zweimal am Tag in die Bucht.')).toBe(
    'de',
  )
  expect(likelyLanguage('The moon pulls the sea and the water comes in and goes out twice a day.')).toBe('en')
  expect(likelyLanguage('月が海を引く')).toBeNull()
})

test.each([
  ['a call to subscribe', 'Subscribe to our newsletter for more stories from the coast.'],
  ['a cookie notice', 'We use cookies to give you the best experience on this website.'],
  ['a byline', 'By Ada Shore for the Coast Review in Merrow'],
  ['a fragment', 'Tall as houses.'],
  ['shouting', 'THE BIGGEST TIDAL PLANT IN THE WORLD TURNS AT LAST TODAY.'],
  ['a score list', 'Rockledge 14 11 6 15 44 Palm Bay 18 22 16 14 70.'],
  ['an address', 'Write to us at desk@coast.example if you know more about it.'],
])('%s is no statement', (_what, text) => {
  expect(judgeSentence(text, text.split(' ').length, false).kind).toBe('none')
})

test('a sentence that leans on the one before it rates below one that stands alone', () => {
  const rate = (text: string) => judgeSentence(text, text.split(' ').length, false).quality
  const alone = rate('The Merrow plant sent its first electricity to the grid in March.')
  expect(rate('It sent its first electricity to the grid in March last year.')).toBeLessThan(alone / 2)
  expect(rate('However, the plant sent its first electricity to the grid in March.')).toBeLessThan(alone / 2)
  expect(rate('I think the plant sent its first electricity to the grid in March.')).toBeLessThan(alone)
})
