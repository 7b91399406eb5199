import { type QuotedText, quotedText } from '../../../core/evidence/match-quote.ts'
import { type DrawnFrom, type DrawnQuote, drawQuote } from './draw.ts'
import { MUTANTS } from './mutants.ts'
import { literally } from './oracle.ts'
import { pick, type Random } from './random-pick.ts'
import { mixed, VARIANTS } from './variants.ts'

export interface Trial {
  kind: string
  quote: string
  source: QuotedText
  isTrue: boolean
}

/** So many characters on either side of a quote are its source where the source is written otherwise. */
const AROUND = 1_500
/** Draws until a kind of mutant finds hold. */
const MOST_DRAWS = 60

/**
 * Of one text, up to `count` mutants of these kinds, and a true quote beside each. A third is written otherwise in the
 * quote, a third in the source.
 */
export function* trials(
  from: DrawnFrom,
  foreign: DrawnFrom,
  random: Random,
  count: number,
  kinds: readonly string[] = Object.keys(MUTANTS),
): Generator<Trial> {
  const variants = [...Object.entries(VARIANTS), ['several', mixed] as const]
  const whole = quotedText(from.text)
  const stands = literally(from.text)
  for (let made = 0, tried = 0; made < count && tried < 4 * count; tried++) {
    const kind = pick(random, kinds)
    const [name, variant] = pick(random, variants)
    const side = name === 'a line twice' ? 'source' : pick(random, ['plain', 'quote', 'source'] as const)
    let found: { drawn: DrawnQuote; mutant: string } | null = null
    let drawn: DrawnQuote | null = null
    for (let draw = 0; draw < MOST_DRAWS && !found; draw++) {
      drawn = drawQuote(from, random)
      const elsewhere = drawQuote(from, random)
      const other = drawQuote(foreign, random)
      if (!drawn || !elsewhere || !other) continue
      const mutant = MUTANTS[kind]!(drawn.quote, { random, elsewhere: elsewhere.quote, foreign: other.quote })
      if (mutant !== null && !stands(mutant)) found = { drawn, mutant }
    }
    const place = found?.drawn ?? drawn
    if (!place) continue
    const written = (quote: string) => (side === 'quote' ? variant(quote, random) : quote)
    const source =
      side === 'source' ? quotedText(around(from.text, place, text => variant(text, random))) : whole
    const how = side === 'plain' ? 'as it stands' : `${name} in the ${side}`
    // A line said twice may be what the mutant says.
    const isFalse = found && !(side === 'source' && literally(source.text)(found.mutant))
    if (found && isFalse && written(found.mutant).trim()) {
      made++
      yield { kind: `mutant: ${kind}`, quote: written(found.mutant), source, isTrue: false }
    }
    yield { kind: `true: ${how}`, quote: written(place.quote), source, isTrue: true }
  }
}

/** The quote and what is around it, each made other by itself: what a variant joins must not reach over its borders. */
function around(text: string, { start, end }: DrawnQuote, variant: (text: string) => string): string {
  const before = text.slice(Math.max(0, start - AROUND), start)
  const after = text.slice(end, end + AROUND)
  const parts = [before, text.slice(start, end), after]
  return parts.map(part => part && variant(part)).join('')
}
