import type { Citation } from '../../../core/contract/brief.ts'
import type { Offer } from '../../../core/contract/decision.ts'
import type { Findings } from '../../../core/contract/findings.ts'
import { citationKey } from '../decisions/citation-key.ts'

/** Only what a citation is: what else is known of a quote stays where it was found. */
const bare = ({
  sourceId,
  sourceTitle,
  sourceKind,
  anchor,
  start,
  end,
  startMs,
  page,
  link,
}: Citation): Citation => ({
  ...{ sourceId, sourceTitle, sourceKind, anchor, start, end, startMs, page, link },
})

/** Every quote that could back a beat, none twice: of what was offered, and of what the sources claim. */
export function evidencePool(offers: readonly Offer[], findings: Findings | null): Citation[] {
  const pool = new Map<string, Citation>()
  const add = (all: readonly Citation[]) => {
    for (const each of all) if (!pool.has(citationKey(each))) pool.set(citationKey(each), bare(each))
  }
  for (const option of offers.flatMap(offer => offer.options)) {
    add(option.evidence)
    if (option.content.gate === 'outline') for (const beat of option.content.outline.beats) add(beat.evidence)
  }
  for (const claim of findings?.claims ?? []) for (const side of claim.sides) add(side.evidence)
  for (const question of findings?.questions ?? []) add(question.citations)
  return [...pool.values()]
}

/** Those that have all the words, wherever in them. */
export function found(pool: readonly Citation[], query: string): Citation[] {
  const words = query.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  return pool.filter(({ anchor, sourceTitle }) => {
    const text = `${anchor.exact} ${sourceTitle}`.toLocaleLowerCase()
    return words.every(word => text.includes(word))
  })
}
