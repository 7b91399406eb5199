import { tokens } from './terms.ts'
import type { Cluster } from './themes.ts'

interface Phrase {
  key: string
  terms: string[]
  surfaces: Map<string, number>
  /** How often in each cluster, and the same weighed by the sentences' scores. */
  times: number[]
  counts: number[]
  sources: Set<number>[]
}

const MOST_WORDS = 3
const PHRASES_IN_TITLE = 3
const MOST_TITLE = 60

/**
 * Names clusters by their most characteristic phrases, written as the sources write them. Class-based tf-idf
 * (Grootendorst 2022, «BERTopic», eq. 2): tf(phrase, cluster) · log(1 + A / f(phrase)), A the mean number of phrases
 * a cluster, with a bonus for phrases of several words and of several sources.
 */
export function titlesOf(clusters: Cluster[], languageOf: (source: number) => string | null): string[] {
  const phrases = collect(clusters, languageOf)
  const total = phrases.reduce((sum, { counts }) => sum + counts.reduce((a, b) => a + b, 0), 0)
  const mean = total / Math.max(1, clusters.length)
  const taken = new Set<string>()
  return clusters.map((cluster, c) => {
    const rated = phrases
      .filter(({ counts }) => counts[c]! > 0)
      .map(phrase => ({ phrase, value: weighed(phrase, c, mean) }))
      .sort((a, b) => b.value - a.value || (a.phrase.key < b.phrase.key ? -1 : 1))
    const title = titleFrom(rated, c, taken)
    return title || firstWords(cluster)
  })
}

function weighed({ counts, times, terms, sources }: Phrase, c: number, mean: number): number {
  const everywhere = counts.reduce((a, b) => a + b, 0)
  if (times[c]! < 2) return 0
  return (
    counts[c]! ** 0.8 *
    Math.log(1 + mean / everywhere) *
    (counts[c]! / everywhere) *
    [1, 1.7, 1.9][terms.length - 1]! *
    (1 + 0.35 * Math.min(3, sources[c]!.size - 1))
  )
}

function titleFrom(rated: { phrase: Phrase; value: number }[], c: number, taken: Set<string>): string {
  const parts: { surface: string; times: number }[] = []
  const used = new Set<string>()
  const best = rated[0]?.value ?? 0
  for (const { phrase, value } of rated.slice(0, 40)) {
    if (parts.length === PHRASES_IN_TITLE || value < best * 0.4 || value === 0) break
    if (phrase.terms.some(term => used.has(term)) || taken.has(phrase.key)) continue
    const surface = commonest(phrase.surfaces)
    const length = parts.reduce((sum, part) => sum + part.surface.length + 2, surface.length)
    if (length > MOST_TITLE) continue
    parts.push({ surface, times: phrase.times[c]! })
    for (const term of phrase.terms) used.add(term)
    taken.add(phrase.key)
  }
  // What is spoken of most comes first: a title is read from its first word.
  const title = parts
    .sort((a, b) => b.times - a.times)
    .map(({ surface }) => surface)
    .join(', ')
  return title && title[0]!.toLocaleUpperCase() + title.slice(1)
}

function collect(clusters: Cluster[], languageOf: (source: number) => string | null): Phrase[] {
  const phrases = new Map<string, Phrase>()
  clusters.forEach(({ members }, c) => {
    for (const { text, source, score } of members) {
      const words = tokens(text, languageOf(source))
      for (let from = 0; from < words.length; from++) {
        for (let length = 1; length <= MOST_WORDS && from + length <= words.length; length++) {
          const run = words.slice(from, from + length)
          if (!isPhrase(run, text)) continue
          const terms = run.flatMap(({ term }) => (term ? [term] : []))
          const key = terms.join(' ')
          const surface = surfaceOf(run, text)
          let phrase = phrases.get(key)
          if (!phrase) {
            phrase = {
              key,
              terms,
              surfaces: new Map(),
              counts: clusters.map(() => 0),
              times: clusters.map(() => 0),
              sources: clusters.map(() => new Set<number>()),
            }
            phrases.set(key, phrase)
          }
          phrase.surfaces.set(surface, (phrase.surfaces.get(surface) ?? 0) + 1)
          // What the central sentences speak of names the theme sooner than what is said at its edge.
          phrase.counts[c]! += 0.5 + score
          phrase.times[c]!++
          phrase.sources[c]!.add(source)
        }
      }
    }
  })
  return [...phrases.values()]
}

/** Adverbs name nothing. */
const MANNER =
  /^(?:[a-z]{3,}ly|ahead|again|apart|around|aside|away|back|forward|instead|otherwise|round|together|twice)$/i
/** What looks like a verb or an adjective names a theme only beside its noun. A capital is a name's, whatever it ends in. */
const LEANS = /^[a-z]{2,}(?:ing|ed|ier|iest|ful|less|ous|iar|able|ible)$/

export type Run = ReturnType<typeof tokens>

/** Content words side by side, nothing between but a space or a hyphen, and not a number. */
export function isPhrase(run: Run, text: string): boolean {
  if (run.length === 1 && LEANS.test(run[0]!.surface)) return false
  return run.every(({ term, surface, start }, i) => {
    if (!term || /^\d/.test(surface) || surface.length < 3 || MANNER.test(surface)) return false
    const previous = run[i - 1]
    return !previous || /^[ -]$/.test(text.slice(previous.start + previous.surface.length, start))
  })
}

export function surfaceOf(run: Run, text: string): string {
  const last = run.at(-1)!
  const surface = text.slice(run[0]!.start, last.start + last.surface.length).replace(/['’]s$/, '')
  // The capital of a sentence's first word is not the word's own.
  return run[0]!.start <= 1 && run.length === 1 ? `\u0000${surface}` : surface
}

export function commonest(surfaces: Map<string, number>): string {
  const ranked = [...surfaces].sort(
    ([a, m], [b, n]) => Number(a.startsWith('\0')) - Number(b.startsWith('\0')) || n - m || (a < b ? -1 : 1),
  )
  return ranked[0]![0].replace('\0', '')
}

const firstWords = ({ members }: Cluster) => `${members[0]!.text.split(/\s+/).slice(0, 6).join(' ')} …`
