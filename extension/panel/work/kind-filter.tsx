import type { Source, SourceKind } from '../../../core/contract/source.ts'
import { integer } from '../words/numbers.ts'

export type Shown = SourceKind | 'all'

/** Fewer are seen at a glance. */
const from = 9
const names: Record<SourceKind, string> = {
  article: 'Articles',
  video: 'Videos',
  moment: 'Moments',
  selection: 'Selections',
  pdf: 'PDFs',
}

/** The kinds that there are, with how many of each, in one order; none where the list is short or of one kind. */
export function kindsToFilter(sources: Source[]): { kind: SourceKind; count: number }[] {
  if (sources.length < from) return []
  const counts = new Map<SourceKind, number>()
  for (const { kind } of sources) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  if (counts.size < 2) return []
  return (Object.keys(names) as SourceKind[])
    .filter(kind => counts.has(kind))
    .map(kind => ({ kind, count: counts.get(kind)! }))
}

interface KindFilterProps {
  kinds: { kind: SourceKind; count: number }[]
  all: number
  shown: Shown
  onShown: (shown: Shown) => void
}

export function KindFilter({ kinds, all, shown, onShown }: KindFilterProps) {
  const choices: { kind: Shown; name: string; count: number }[] = [
    { kind: 'all', name: 'All', count: all },
    ...kinds.map(each => ({ ...each, name: names[each.kind] })),
  ]
  return (
    <fieldset class="kind-filter">
      <legend class="unseen">Show</legend>
      {choices.map(each => (
        <button
          key={each.kind}
          type="button"
          class="kind-filter__choice"
          aria-pressed={each.kind === shown ? 'true' : 'false'}
          onClick={() => onShown(each.kind)}
        >
          {each.name} <span class="numbers">{integer(each.count)}</span>
        </button>
      ))}
    </fieldset>
  )
}
