import type { Transcript } from '../../core/contract/transcript.ts'
import { type CitableSource, citableSource } from '../../core/evidence/cite.ts'
import { overlapsAny, withholdInTurns } from '../../core/machine-words/withhold.ts'
import { isPunctuated } from '../../core/passages/caption-units.ts'
import { unitsOf } from '../../core/passages/units.ts'
import type { SourceText } from '../sources/texts.ts'
import { judgeSentence } from './sentence-quality.ts'
import { likelyLanguage } from './stopwords.ts'
import { terms } from './terms.ts'

/** A sentence of a source, with what ranking needs to know of it. */
export interface Sentence {
  /** Of the material's sources. */
  source: number
  start: number
  end: number
  text: string
  words: number
  /** Its place among the sentences of its source, and what share of them stand before it: 0 first, 1 last. */
  ord: number
  depth: number
  /** Content terms in order, repeats kept. */
  terms: string[]
  /** How well it stands alone, 0 to 1. */
  quality: number
}

export interface MaterialSource extends CitableSource {
  language: string | null
  transcript: { segments: Transcript; text: { text: string; starts: number[] } } | null
}

/** What a brief is written from: nothing that speaks to machines. */
export interface Material {
  sources: MaterialSource[]
  /** Candidates for statements, by source and then by place. */
  sentences: Sentence[]
  /** Questions that the sources put. */
  questions: Sentence[]
  /** How many sentences all the sources have. */
  read: number
}

/**
 * The similarity graph grows with the square of what goes in, and a book says the main things often: so many
 * candidates in all, shared out among the sources, are read closely. A source with more gives the best of each of
 * its parts, so that the end of a book counts like its beginning.
 */
const MOST_SENTENCES = 3_000
const MOST_OF_ONE_SOURCE = 500
const PARTS = 50
const MOST_QUESTIONS_OF_ONE_SOURCE = 60

/** @param breathe awaited between sources and within long ones, so that other requests get their turn */
export async function readMaterial(
  texts: SourceText[],
  breathe: () => Promise<void> = async () => {},
): Promise<Material> {
  const material: Material = { sources: [], sentences: [], questions: [], read: 0 }
  const share = Math.max(
    20,
    Math.min(MOST_OF_ONE_SOURCE, Math.floor(MOST_SENTENCES / Math.max(1, texts.length))),
  )
  for (const text of texts) {
    const source = {
      ...citableSource({ ...text, withheld: await withholdInTurns(text.text, breathe) }),
      language: text.language ?? likelyLanguage(text.text),
    }
    const index = material.sources.push(source) - 1
    const { statements, questions, read } = await judged(source, index, breathe)
    for (const sentence of bestOfEachPart(statements, share, read)) {
      material.sentences.push({ ...sentence, terms: terms(sentence.text, source.language) })
    }
    material.questions.push(...questions)
    material.read += read
    await breathe()
  }
  return material
}

async function judged(source: MaterialSource, index: number, breathe: () => Promise<void>) {
  const { text } = source.quoted
  const spoken = source.transcript && {
    transcript: source.transcript.segments,
    running: source.transcript.text,
  }
  const unpunctuated = spoken !== null && !isPunctuated(text)
  const statements: Sentence[] = []
  const questions: Sentence[] = []
  let ord = 0
  for (const unit of unitsOf(text, source.language, spoken)) {
    const place = ord++
    if (place % 2_000 === 1_999) await breathe()
    if (unit.heading) continue
    if (overlapsAny(source.readable.withheld, unit)) continue
    const words = text.slice(unit.start, unit.end)
    const { kind, quality } = judgeSentence(words, unit.words, unpunctuated)
    if (kind === 'none') continue
    const kept = kind === 'question' ? questions : statements
    if (kind === 'question' && questions.length >= MOST_QUESTIONS_OF_ONE_SOURCE) continue
    kept.push({
      source: index,
      start: unit.start,
      end: unit.end,
      text: words,
      words: unit.words,
      ord: place,
      depth: 0,
      terms: [],
      quality,
    })
  }
  for (const sentence of statements) sentence.depth = sentence.ord / Math.max(1, ord - 1)
  for (const sentence of questions) sentence.terms = terms(sentence.text, source.language)
  return { statements, questions, read: ord }
}

/** Terms are made only for those that stay. */
function bestOfEachPart(statements: Sentence[], share: number, read: number): Sentence[] {
  let kept = statements
  if (statements.length > share) {
    const perPart = Math.ceil(share / PARTS)
    const parts = Map.groupBy(statements, ({ ord }) => Math.floor((ord * PARTS) / read))
    kept = [...parts.values()].flatMap(part =>
      part.toSorted((a, b) => b.quality - a.quality || a.ord - b.ord).slice(0, perPart),
    )
    kept = kept.toSorted((a, b) => b.quality - a.quality || a.ord - b.ord).slice(0, share)
    kept.sort((a, b) => a.ord - b.ord)
  }
  return kept
}
