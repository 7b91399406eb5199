import type { SignaturePhrase, VoiceExample } from '../contract/voice-profile.ts'
import { g2, logOdds, logRatio } from './keyness.ts'
import type { PhraseBackground } from './phrase-background.ts'
import {
  countWordsOf,
  type FoundPhrase,
  findPhrases,
  type PhraseText,
  type PhraseVideo,
  phraseText,
} from './phrase-find.ts'
import { withoutOverlaps, withoutPieces, withoutVariants } from './phrase-overlap.ts'
import { isWhole } from './phrase-shape.ts'
import { quantile, sum } from './spread.ts'

/** Said to the creator where there is nothing to compare with. */
export const noPhraseBackground =
  'Your phrases are those that you repeat from video to video. Whether others say them as often is known for English only.'

/** Critical at p < 0.01. */
const leastG2 = 6.63
const leastZ = 2.58
/** Shorter texts have no rate to speak of. */
const leastWords = 100
const mostOwn = 60
const mostTopical = 40
const mostQuote = 360

/**
 * The phrases of 2 to 4 words by which this creator is known: said in 30 % of the videos and at least three, twice as
 * often as by others, by the log-odds with an informative prior (`z`), the log-likelihood ratio (`g2`) and the ratio
 * of the rates (`logRatio`). Those of which every word is free of topics come first; `topical` are what they talk
 * about. Strongest first.
 *
 * Without a background (another language) `z`, `g2` and `logRatio` measure how much more often the words stand together
 * than they would by chance within these videos; `noPhraseBackground` says so.
 */
export function signaturePhrases(
  videos: readonly PhraseVideo[],
  background: PhraseBackground | null,
): SignaturePhrase[] {
  const texts = videos.map(phraseText).filter(({ words }) => words.length >= leastWords)
  if (texts.length < 3) return []
  const counts = countWordsOf(texts)
  const words = sum([...counts.values()])
  const rate = background ? against(background, words) : together(texts, counts, words)
  const least = Math.max(3, Math.ceil(0.3 * texts.length))
  const rated = findPhrases(texts, least).flatMap(found => rate(found) ?? [])
  const telling = withoutOverlaps(rated).filter(
    ({ z, g2, logRatio }) => z >= leastZ && g2 >= leastG2 && logRatio >= 1,
  )
  const strongest = telling.toSorted(
    (a, b) => strength(b) - strength(a) || (a.words.join(' ') < b.words.join(' ') ? -1 : 1),
  )
  const whole = withoutVariants(withoutPieces(strongest))
  const own = whole.filter(({ topical }) => !topical).slice(0, mostOwn)
  const topics = whole.filter(({ topical }) => topical).slice(0, mostTopical)
  return [...own, ...topics].map(phrase => shown(phrase, texts, words))
}

/** Of two that are as sure the longer one tells more of a person. */
const strength = ({ z, words }: Rated): number => z * Math.sqrt(words.length - 1)

interface Rated extends FoundPhrase {
  others: number
  z: number
  g2: number
  logRatio: number
  topical: boolean
}

type Rate = (found: FoundPhrase) => Rated | null

function against(background: PhraseBackground, words: number): Rate {
  return found => {
    const spoken = background.spoken(found.words)
    const topical = !found.words.every(word => background.plain.has(word))
    if (!topical && !isWhole(found.words)) return null
    // "the cash flow of" is no more a phrase of theirs than "cash flow" is.
    if (topical && (background.poor.has(found.words[0]!) || background.poor.has(found.words.at(-1)!)))
      return null
    const table = { count: found.count, words, others: spoken, othersWords: background.words }
    return {
      ...found,
      others: (spoken / background.words) * words,
      z: logOdds(table).z,
      g2: g2(table),
      logRatio: logRatio(table),
      topical,
    }
  }
}

/** How much more often words stand together than by chance, at the split that speaks least for it. */
function together(texts: readonly PhraseText[], counts: Map<string, number>, words: number): Rate {
  const common = commonWords(texts, counts)
  const phrases = new Map<string, number>()
  return found => {
    const text = found.words.join(' ')
    phrases.set(text, found.count)
    const countOf = (part: string[]) =>
      (part.length === 1 ? counts.get(part[0]!) : phrases.get(part.join(' '))) ?? found.count
    const expected = Math.max(
      ...found.words
        .slice(1)
        .map((_, at) => (countOf(found.words.slice(0, at + 1)) * countOf(found.words.slice(at + 1))) / words),
    )
    const g2 = 2 * (found.count * Math.log(found.count / expected) - (found.count - expected))
    return {
      ...found,
      others: expected,
      z: Math.sign(found.count - expected) * Math.sqrt(Math.max(0, g2)),
      g2: Math.max(0, g2),
      logRatio: Math.log2(found.count / expected),
      topical: !found.words.every(word => common.has(word)),
    }
  }
}

/** The topic-poor words of an unknown language, as near as one creator's videos tell them. */
function commonWords(texts: readonly PhraseText[], counts: Map<string, number>): Set<string> {
  const inVideos = new Map<string, number>()
  for (const { words } of texts)
    for (const word of new Set(words.map(({ word }) => word)))
      inVideos.set(word, (inVideos.get(word) ?? 0) + 1)
  const commonest = [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, 400)
  return new Set(commonest.flatMap(([word]) => (inVideos.get(word)! >= 0.8 * texts.length ? [word] : [])))
}

function shown(phrase: Rated, texts: readonly PhraseText[], words: number): SignaturePhrase {
  const rates = phrase.perVideo.map((count, at) => (count / texts[at]!.words.length) * 1000)
  return {
    text: phrase.words.join(' '),
    count: phrase.count,
    videos: phrase.perVideo.filter(count => count > 0).length,
    per1000: (phrase.count / words) * 1000,
    capPer1000: quantile(rates, 0.9),
    z: phrase.z,
    g2: phrase.g2,
    logRatio: phrase.logRatio,
    topical: phrase.topical,
    examples: examplesOf(phrase, texts),
  }
}

/** One of each of three videos: those that say it most. */
function examplesOf({ words, perVideo, places }: Rated, texts: readonly PhraseText[]): VoiceExample[] {
  const most = perVideo
    .map((count, video) => ({ count, video }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || a.video - b.video)
    .slice(0, 3)
  return most.map(({ video }) => {
    const at = places.findIndex((place, index) => index % 2 === 0 && place === video)
    return exampleAt(texts[video]!, places[at + 1]!, words.length)
  })
}

/** The phrase with the words around it, as they stand in the captions. */
function exampleAt({ videoId, text, words, lines }: PhraseText, first: number, length: number): VoiceExample {
  const start = words[first]!.start
  const from = words[Math.max(0, first - 6)]!.start
  const to = words[Math.min(words.length - 1, first + length + 7)]!.end
  let line = 0
  while (line + 1 < lines.length && lines[line + 1]!.start <= start) line++
  return {
    videoId,
    startMs: lines[line]!.ms,
    quote: text.slice(from, to).replace(/\s+/g, ' ').slice(0, mostQuote),
  }
}
