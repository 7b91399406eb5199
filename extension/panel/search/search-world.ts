import type { ReadonlySignal } from '@preact/signals'
import type {
  SearchAnswer,
  SearchFacets,
  SearchQuestion,
  SearchScope,
} from '../../../core/contract/search.ts'
import type { Done } from '../done.ts'

/** Finding a passage in everything that was kept. The server searches; the panel asks. */
export interface SearchWorld {
  /** @param signal aborts the asking: its answer is not wanted any more, and comes as a failure */
  ask(question: SearchQuestion, signal: AbortSignal): Done<SearchAnswer>
  /** What can be filtered by there. */
  facets(scope: SearchScope): Done<SearchFacets>
  /** What was searched for last, the newest first. Kept on this computer. */
  recent: ReadonlySignal<readonly string[]>
  remember(query: string): Promise<void>
  forgetRecent(): Promise<void>
}
