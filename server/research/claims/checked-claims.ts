import type { ClaimKind } from '../../../core/contract/findings.ts'
import { citeQuote } from '../../../core/evidence/cite-quote.ts'
import { everyFigure } from '../figures.ts'
import type { MaterialSource } from '../material.ts'
import type { ClaimsAnswer } from '../prompts/claims.ts'
import { likelyLanguage } from '../stopwords.ts'
import type { Place } from './found.ts'
import { speakOtherwise } from './relation.ts'

/** A claim of a model's with the places where its quotes stand. */
export interface CheckedClaim {
  kind: ClaimKind
  text: string
  places: Place[]
}

export interface CheckedClaims {
  claims: CheckedClaim[]
  /** Quotes that no source has. */
  dropped: number
  /** Claims that said another number than their quotes, or another language: they are shown in their source's words. */
  reworded: number
}

const MOST_TEXT_CHARS = 400

/**
 * Keeps of a model's answer what the sources bear out: a claim stands where one of its quotes stands literally in a
 * stored source. Its words are the model's, unless they give a number that no quote of it has, or are in another
 * language than the source: then they are the source's.
 * @param answer with the ids of sources in the place of their numbers
 */
export function checkedClaims(answer: ClaimsAnswer, sources: MaterialSource[]): CheckedClaims {
  const checked: CheckedClaims = { claims: [], dropped: 0, reworded: 0 }
  const numberOf = new Map(sources.map(({ id }, i) => [id, i]))
  for (const { text, kind, quotes } of answer.claims) {
    const places: Place[] = []
    for (const { quote, source } of quotes) {
      const citation = citeQuote(quote, source, sources)
      if (!citation) checked.dropped++
      else {
        const place = { source: numberOf.get(citation.sourceId)!, start: citation.start, end: citation.end }
        // One place a source is enough to open it.
        if (!places.some(other => other.source === place.source)) places.push(place)
      }
    }
    if (places.length === 0) continue
    const said = text.replace(/\s+/g, ' ').trim()
    const own = says(said, places, sources)
    if (!own) checked.reworded++
    checked.claims.push({ kind, text: own ? said : wordsAt(places[0]!, sources), places })
  }
  return checked
}

function says(text: string, places: Place[], sources: MaterialSource[]): boolean {
  if (text.length < 8 || text.length > MOST_TEXT_CHARS) return false
  const { language } = sources[places[0]!.source]!
  if (speakOtherwise(likelyLanguage(text), language)) return false
  const given = places.flatMap(place =>
    everyFigure(wordsAt(place, sources), language).map(({ value }) => value),
  )
  return everyFigure(text, language).every(({ value }) => given.some(other => isRounded(value, other)))
}

const isRounded = (value: number, other: number) =>
  Math.abs(value - other) <= 0.02 * Math.max(Math.abs(value), Math.abs(other))

export const wordsAt = ({ source, start, end }: Place, sources: MaterialSource[]): string =>
  sources[source]!.quoted.text.slice(start, end).replace(/\s+/g, ' ').trim()
