import { everyFigure } from '../figures.ts'
import type { MaterialSource } from '../material.ts'
import type { FoundClaim } from './found.ts'

/** A number or a date that one voice alone gives: the creator is to look for a second before they say it. */
export function isSingleSource({ kind, text, sides }: FoundClaim, sources: MaterialSource[]): boolean {
  if (sides.length !== 1 || sides[0]!.voices > 1 || (kind !== 'number' && kind !== 'date')) return false
  return everyFigure(text, sources[sides[0]!.places[0]!.source]!.language).length > 0
}
