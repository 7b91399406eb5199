import { canAgree, type Figure, figures } from './figures.ts'
import { type Overlap, overlapOf } from './overlap.ts'
import { type Denial, denials, oppositeWords } from './polarity.ts'
import type { RankedSentence, Ranking } from './ranking.ts'
import { terms, tokens } from './terms.ts'

/** Two sentences of different sources that cannot both be right, or not in the same way. */
export interface Contradiction {
  a: RankedSentence
  b: RankedSentence
  about: string
  why: string
  weight: number
}

interface Reading {
  /** Content terms of what is claimed, without who says so. */
  claimed: string[]
  figures: Figure[]
  denied: Denial[]
}

const LEAST_LIKENESS = 0.18
const MOST = 8

/**
 * All of them, clearest first. Sets sentences of different sources against each other. Precision before recall: a disagreement that is none costs
 * the creator's trust, one that is missed costs a glance. Both must speak of the same thing (shared telling terms),
 * and then give different numbers for the same unit, deny what the other says, or use opposite words for it.
 */
export function contradictions(
  ranking: Ranking,
  languageOf: (source: number) => string | null,
): Contradiction[] {
  const { sentences, graph, vocabulary } = ranking
  const readings = new Map<number, Reading>()
  const read = ({ index, text, source }: RankedSentence): Reading => {
    let reading = readings.get(index)
    if (!reading) {
      reading = readingOf(text, languageOf(source))
      readings.set(index, reading)
    }
    return reading
  }
  const found: Contradiction[] = []
  for (const a of sentences) {
    for (const { to, weight } of graph[a.index]!) {
      if (weight < LEAST_LIKENESS) break
      const b = sentences[to]!
      if (b.source === a.source) continue
      // The graph keeps only the nearest of each, so a pair may be seen from one side alone; seen twice, it is one.
      if (b.index < a.index && graph[b.index]!.some(edge => edge.to === a.index)) continue
      const overlap = overlapOf(read(a).claimed, read(b).claimed, vocabulary)
      if (overlap.shared.length < 2) continue
      const why =
        numbersDiffer(read(a), read(b), overlap) ??
        oneDenies(read(a), read(b), overlap) ??
        wordsOppose(a, b, overlap)
      if (why)
        found.push({
          a,
          b,
          about: aboutOf(a.text, overlap.shared, languageOf(a.source)),
          why,
          weight: overlap.containment * overlap.shared.length,
        })
    }
  }
  return found.sort((x, y) => y.weight - x.weight || x.a.index - y.a.index || x.b.index - y.b.index)
}

const readingOf = (text: string, language: string | null): Reading => ({
  claimed: terms(claimOf(text), language),
  figures: figures(text, language),
  denied: denials(text, language),
})

function numbersDiffer(a: Reading, b: Reading, { shared, containment }: Overlap): string | null {
  for (const mine of a.figures) {
    const same = (figure: Figure) => figure.unit === mine.unit
    const theirs = b.figures.filter(same)
    if (theirs.length === 0) continue
    const own = a.figures.filter(same)
    // One value in common is enough to let them stand: the others are of other things.
    if (own.some(x => theirs.some(y => canAgree(x, y)))) continue
    const counted = shared.filter(term => term !== mine.noun)
    const their = theirs[0]!
    const close = [...mine.near.intersection(their.near)].filter(term => term !== mine.noun)
    const strict = mine.unit === 'year' || mine.unit === '%' || /^[$€£¥]$/.test(mine.unit)
    const enough = strict
      ? counted.length >= 3 && containment >= 0.45 && close.length >= 2
      : counted.length >= 2 && containment >= 0.35 && close.length >= 1
    if (enough && own.length === 1 && theirs.length === 1) {
      return mine.unit === 'year'
        ? `Different years: ${mine.written} against ${their.written}.`
        : `Different numbers: ${withUnit(mine)} against ${withUnit(their)}.`
    }
  }
  return null
}

const withUnit = ({ written, bound }: Figure) =>
  `${{ exact: '', about: 'about ', over: 'more than ', under: 'less than ' }[bound]}${written}`

function oneDenies(a: Reading, b: Reading, { shared, containment }: Overlap): string | null {
  if (shared.length < 3 || containment < 0.5) return null
  const denies = (denying: Reading, other: Reading) =>
    other.denied.length === 0 &&
    denying.denied.some(
      ({ term, object }) => shared.includes(term) && (object === null || shared.includes(object)),
    )
  return denies(a, b) || denies(b, a) ? 'One denies what the other says.' : null
}

function wordsOppose(a: RankedSentence, b: RankedSentence, { shared, containment }: Overlap): string | null {
  if (shared.length < 3 || containment < 0.5) return null
  const words = oppositeWords(a.text, b.text)
  return words && `Opposite words: “${words[0]}” against “${words[1]}”.`
}

/** Two sentences by the same speaker are not yet about the same thing: «…», said X, of the institute Y. */
export function claimOf(text: string): string {
  const quoted = /^["“](.{25,}?)[,.]?["”],? [^"“”]*\b(?:said|says|added|told|wrote|explained|noted)\b/u.exec(
    text,
  )
  if (quoted) return quoted[1]!
  return text.replace(/, (?:[^,]{0,60} )?(?:said|says|according to)\b[^"“”]*$/u, '')
}

/** The longest run of words of the one whose terms are all shared, else its most telling shared words in order. */
export function aboutOf(text: string, shared: string[], language: string | null): string {
  const wanted = new Set(shared)
  const words = tokens(text, language)
  let best: typeof words = []
  let run: typeof words = []
  for (const word of words) {
    const joined =
      run.length === 0 ||
      /^[ -]$/.test(text.slice(run.at(-1)!.start + run.at(-1)!.surface.length, word.start))
    run = wanted.has(word.term) ? (joined ? [...run, word] : [word]) : []
    if (run.length > best.length) best = run
  }
  const telling = new Set(shared.slice(0, 3))
  const surface =
    best.length > 1
      ? text.slice(best[0]!.start, best.at(-1)!.start + best.at(-1)!.surface.length)
      : [...new Set(words.filter(({ term }) => telling.has(term)).map(({ surface }) => surface))].join(', ')
  return surface[0]!.toLocaleUpperCase() + surface.slice(1)
}

/** For showing: a sentence takes part once, in its strongest pair. */
export function clearest(found: Contradiction[]): Contradiction[] {
  const seen = new Set<number>()
  return found
    .filter(({ a, b }) => {
      if (seen.has(a.index) || seen.has(b.index)) return false
      seen.add(a.index).add(b.index)
      return true
    })
    .slice(0, MOST)
}
