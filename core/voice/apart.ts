import type { Cohort } from './scorer.ts'
import { mean } from './spread.ts'
import { type SaidSoFar, type SaidText, togetherness } from './togetherness.ts'
import type { SpeechUnit } from './units.ts'

/** Words of a stretch: of fewer another's are hardly found. */
const STRETCH = 150
/** Words from the beginning of one to that of the next, at least, and how many are looked at. */
const STEP = 25
const MOST = 200
/**
 * Nats a word below the rest from which a stretch of a text of 500 words is told, and what is added each time there
 * are twice as many words: the lowest of more is lower by chance. So it is said of one in twelve texts of 500 to 2,000
 * words that are all the creator's own, and of half of those with 150 words of another creator's.
 */
const BELOW = { at500: 0.08, doubled: 0.03 }

/**
 * The stretch of 150 words that goes least with the rest of the text and with the creator's videos, where it is far
 * below it: perhaps somebody else's. null where none is, and for texts of under 450 words.
 * @param starts words at which a sentence begins, rising
 */
export function stretchApart(
  cohort: Cohort,
  videos: SaidSoFar,
  text: SaidText,
  starts: readonly number[],
): SpeechUnit | null {
  const { length } = text.words
  if (length < 3 * STRETCH) return null
  const stretches = stretchesFrom(starts, length)
  const values = togetherness(cohort, videos, text, stretches)
  const lowest = values.indexOf(Math.min(...values))
  const found = stretches[lowest]
  if (!found) return null
  const rest = values.filter((_, at) => Math.abs(stretches[at]!.from - found.from) >= STRETCH)
  const below = BELOW.at500 + BELOW.doubled * Math.log2(length / 500)
  return rest.length > 0 && mean(rest) - values[lowest]! > below ? found : null
}

function stretchesFrom(starts: readonly number[], length: number): SpeechUnit[] {
  const step = Math.max(STEP, length / MOST)
  const stretches: SpeechUnit[] = []
  let next = 0
  for (const from of starts) {
    if (from < next || from + STRETCH > length) continue
    stretches.push({ from, to: from + STRETCH })
    next = from + step
  }
  return stretches
}
