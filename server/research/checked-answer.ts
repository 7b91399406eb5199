import type { Citation, Disagreement, OpenQuestion, Statement, Theme } from '../../core/contract/brief.ts'
import { citeQuote } from '../../core/evidence/cite-quote.ts'
import type { MaterialSource } from './material.ts'
import type { AnsweredQuote, BriefAnswer } from './prompts/brief.ts'

/** An answer of which every quote was looked for in the stored sources. */
export interface CheckedAnswer {
  themes: Theme[]
  disagreements: Disagreement[]
  questions: OpenQuestion[]
  /** Quotes that no source has. */
  dropped: number
}

const MOST_TEXT_CHARS = 600
const MOST_TITLE_CHARS = 120

/**
 * Keeps of a model's answer what the sources bear out. A quote becomes a citation only when its words stand in a
 * stored source, and the citation's words are the source's own, never the model's. A statement without any such quote
 * is `open`; a disagreement needs two sides of different sources or is left out.
 * @param answer with the ids of sources in the place of their numbers
 */
export function checkedAnswer(answer: BriefAnswer, sources: MaterialSource[]): CheckedAnswer {
  let dropped = 0
  const found = (quotes: AnsweredQuote[]): { citations: Citation[]; failed: string[] } => {
    const citations: Citation[] = []
    const failed: string[] = []
    for (const quote of quotes) {
      const citation = citeQuote(quote.quote, quote.source, sources)
      if (!citation) failed.push(short(quote.quote, MOST_TEXT_CHARS))
      else if (
        !citations.some(other => other.sourceId === citation.sourceId && other.start === citation.start)
      ) {
        citations.push(citation)
      }
    }
    dropped += failed.length
    return { citations, failed }
  }
  const statement = ({ text, quotes }: BriefAnswer['themes'][number]['statements'][number]): Statement => {
    const { citations, failed } = found(quotes)
    const said = short(text, MOST_TEXT_CHARS)
    return citations.length > 0
      ? { state: 'quoted', text: said, citations }
      : { state: 'open', text: said, failedQuotes: failed }
  }
  const themes = answer.themes.flatMap(({ title, statements }): Theme[] => {
    const kept = statements.filter(({ text }) => text.trim()).map(statement)
    return kept.length > 0 && title.trim()
      ? [{ title: short(title, MOST_TITLE_CHARS), statements: kept }]
      : []
  })
  const disagreements = answer.disagreements.flatMap(({ about, why, sides }): Disagreement[] => {
    const { citations } = found(sides)
    if (new Set(citations.map(({ sourceId }) => sourceId)).size < 2) return []
    return [{ about: short(about, MOST_TITLE_CHARS), why: short(why, MOST_TEXT_CHARS), sides: citations }]
  })
  const questions = answer.questions
    .filter(({ question }) => question.trim())
    .map(
      ({ question, why, quotes }): OpenQuestion => ({
        question: short(question, MOST_TEXT_CHARS),
        why: short(why, MOST_TEXT_CHARS),
        citations: found(quotes).citations,
      }),
    )
  return { themes, disagreements, questions, dropped }
}

const short = (text: string, most: number) => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > most ? `${line.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : line
}
