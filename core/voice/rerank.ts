import type { Judged } from '../contract/draft.ts'

export interface Ranked {
  judged: Pick<Judged, 'meter' | 'own'>
  /** Not to be taken while there is another: copied, in another language, not of this beat. */
  setAside: boolean
}

/**
 * The places of several drafts, the best first: by the meter, but no better for standing above the creator's own videos,
 * since a text that is more like them than they are is stuffed with their habits. Of equals the first that was written
 * goes first, else who stands least above the band. Where not all could be judged the order of writing stays.
 */
export function bestFirst(drafts: readonly Ranked[]): number[] {
  const places = drafts.map((_, place) => place)
  const told = drafts.every(({ judged, setAside }) => setAside || judged.meter !== null)
  const worth = ({ judged: { meter, own } }: Ranked) => Math.min(meter ?? 0, own?.high ?? Infinity)
  return places.toSorted((a, b) => {
    const [one, other] = [drafts[a]!, drafts[b]!]
    if (one.setAside !== other.setAside) return one.setAside ? 1 : -1
    if (!told) return a - b
    const better = worth(other) - worth(one)
    if (better !== 0) return better
    if (a === 0 || b === 0) return a - b
    return (one.judged.meter ?? 0) - (other.judged.meter ?? 0) || a - b
  })
}
