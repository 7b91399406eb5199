import type { CheckFinding, Mend, MendHow } from '../contract/check.ts'
import type { Sentence } from '../contract/script.ts'

/** A finding as a part of the check tells it: what it does not say is empty. */
export function finding(
  told: Pick<CheckFinding, 'id' | 'kind' | 'why'> & Partial<CheckFinding>,
): CheckFinding {
  return { sentenceIds: [], beatId: null, sourceId: null, mends: [], ...told }
}

export const mend = (
  how: MendHow,
  sentences: readonly Pick<Sentence, 'id'>[] = [],
  writes: Mend['writes'] = [],
): Mend => ({ how, sentenceIds: sentences.map(({ id }) => id), writes })

/** Of the words as they are now: whoever changes them is asked anew. */
export const asOf = ({ id, revision }: Pick<Sentence, 'id' | 'revision'>): string => `${id}@${revision}`

/** Other words by a model are for what is not locked, beat by beat, as `RewriteRequest` wants them. */
export function rewrites(how: MendHow, sentences: readonly Sentence[]): Mend[] {
  const free = sentences.filter(({ locked }) => !locked)
  return [...Map.groupBy(free, ({ beatId }) => beatId).values()].map(ofBeat =>
    mend(how, ofBeat.slice(0, MOST_REWRITTEN)),
  )
}
const MOST_REWRITTEN = 200
