import { useEffect, useMemo, useState } from 'preact/hooks'
import type { SearchQuestion } from '../../../core/contract/search.ts'
import { liveSearch, type Searched } from './live-search.ts'
import type { SearchWorld } from './search-world.ts'

/** The answer to a question that changes while it is typed, and what asks it at once and again. */
export function useSearch(search: SearchWorld, question: SearchQuestion | null): [Searched, now: () => void] {
  const [searched, setSearched] = useState<Searched>({ state: 'none' })
  const live = useMemo(
    () =>
      liveSearch({
        ask: search.ask,
        shown: setSearched,
        setTimer(run, ms) {
          const timer = setTimeout(run, ms)
          return () => clearTimeout(timer)
        },
      }),
    [search],
  )
  useEffect(() => live.want(question), [live, JSON.stringify(question)])
  useEffect(() => live.stop, [live])
  return [searched, () => live.want(question, true)]
}
