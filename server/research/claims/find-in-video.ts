import type { Vocabulary } from '../tf-idf.ts'
import type { Said } from './candidates.ts'
import type { Place } from './found.ts'
import type { Reading } from './reading.ts'
import { relate } from './relation.ts'

/** A statement without numbers is made, too, by whoever says most of it in other words. */
const SAYS_IT = { containment: 0.6, likeness: 0.28 }
/** A word in so many of the statements brings nobody together. */
const COMMON = 0.125

/** The place in a video that says what one of the readings does; empty where none does. */
export type Find = (video: number, readings: Reading[]) => Place[]

/** Looks among the statements of the videos that share two telling words with a reading: only those are compared. */
export function finderOf(said: Said[], videos: number[], vocabulary: Vocabulary): Find {
  const spoken = said.filter(({ source }) => videos.includes(source))
  const postings = new Map<string, Said[]>()
  for (const one of spoken) {
    for (const term of new Set(one.reading.terms)) {
      const those = postings.get(term)
      if (those) those.push(one)
      else postings.set(term, [one])
    }
  }
  const commonest = Math.max(40, COMMON * spoken.length)

  function near(video: number, { terms }: Reading): Said[] {
    const shared = new Map<Said, number>()
    for (const term of new Set(terms)) {
      const those = postings.get(term) ?? []
      if (those.length > commonest) continue
      for (const one of those) if (one.source === video) shared.set(one, (shared.get(one) ?? 0) + 1)
    }
    return [...shared].flatMap(([one, count]) => (count >= 2 ? [one] : []))
  }

  return (video, readings) => {
    let best: Said | null = null
    let most = 0
    for (const reading of readings) {
      for (const one of near(video, reading)) {
        const { how, likeness, containment } = relate(reading, one.reading, vocabulary)
        const inOtherWords =
          how === 'near' &&
          reading.figures.length === 0 &&
          containment >= SAYS_IT.containment &&
          likeness >= SAYS_IT.likeness &&
          reading.negations % 2 === one.reading.negations % 2
        if ((how === 'same' || inOtherWords) && likeness > most) {
          best = one
          most = likeness
        }
      }
    }
    return best ? [{ source: video, start: best.start, end: best.end }] : []
  }
}
