import type { Source, SourceKind } from '../../../core/contract/source.ts'
import { ChipFilter } from '../ui/chip-filter.tsx'

export type Shown = SourceKind | 'all'

/** Fewer are seen at a glance. */
const from = 9
/** Several of a kind. */
export const kindNames: Record<SourceKind, string> = {
  article: 'Articles',
  video: 'Videos',
  moment: 'Moments',
  selection: 'Selections',
  pdf: 'PDFs',
  knowledge: 'Your own',
}

/** The kinds that there are, with how many of each, in one order; none where the list is short or of one kind. */
export function kindsToFilter(sources: Source[]): { kind: SourceKind; count: number }[] {
  if (sources.length < from) return []
  const counts = new Map<SourceKind, number>()
  for (const { kind } of sources) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  if (counts.size < 2) return []
  return (Object.keys(kindNames) as SourceKind[])
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
  const choices: { choice: Shown; name: string; count: number }[] = [
    { choice: 'all', name: 'All', count: all },
    ...kinds.map(({ kind, count }) => ({ choice: kind, name: kindNames[kind], count })),
  ]
  return (
    <ChipFilter legend="Show" choices={choices} isShown={choice => choice === shown} onChoice={onShown} />
  )
}
