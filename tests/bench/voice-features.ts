import { type FeatureList, wordClass } from '../../core/voice/features.ts'
import type { MeasuredSpeaker } from './voice-speakers.ts'

/** The commonest words of which those that nearly everybody uses belong to no topic. */
const COMMON = { words: 1500, usedBy: 0.8 }
/** Octaves, up to what a passage of 100 words mostly holds whole. */
const LAGS = [1, 2, 4, 8, 16, 32]
const PAIRS = { most: 1600, usedBy: 0.7 }

/** Topic-poor words with the classes of all others, and pairs of them; each speaker counts alike. */
export function featureList(speakers: readonly MeasuredSpeaker[]): FeatureList {
  const plain = ranked(speakers, words => words, COMMON.words)
  const poor = new Set(
    plain.filter(({ item, usedBy }) => item !== '#' && usedBy >= COMMON.usedBy).map(({ item }) => item),
  )
  const classed = (word: string) => (poor.has(word) ? word : wordClass(word))
  const words = ranked(speakers, text => text.map(classed), 2_000)
    .filter(({ usedBy }) => usedBy >= COMMON.usedBy)
    .map(({ item }) => item)
  const at = new Map(words.map((word, number) => [word, number]))
  const pairs = ranked(speakers, text => pairsOf(text.map(classed)), PAIRS.most * 4)
    .filter(({ item, usedBy }) => usedBy >= PAIRS.usedBy && item.split(' ').every(word => at.has(word)))
    .slice(0, PAIRS.most)
  return { words, lags: LAGS, pairs: pairs.flatMap(({ item }) => item.split(' ').map(word => at.get(word)!)) }
}

const pairsOf = (text: readonly string[]) => text.slice(1).map((word, at) => `${text[at]} ${word}`)

/** The commonest by the mean of the speakers' shares, with the share of speakers who use each. */
function ranked(
  speakers: readonly MeasuredSpeaker[],
  items: (words: readonly string[]) => readonly string[],
  most: number,
): { item: string; usedBy: number }[] {
  const shares = new Map<string, { share: number; users: number }>()
  for (const { videos } of speakers) {
    const times = new Map<string, number>()
    let all = 0
    for (const { words } of videos) {
      all += words.length
      for (const item of items(words)) times.set(item, (times.get(item) ?? 0) + 1)
    }
    for (const [item, count] of times) {
      const so = shares.get(item) ?? { share: 0, users: 0 }
      so.share += count / all / speakers.length
      so.users++
      shares.set(item, so)
    }
  }
  return [...shares]
    .sort(([a, { share: one }], [b, { share: other }]) => other - one || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([item, { users }]) => ({ item, usedBy: users / speakers.length }))
}
