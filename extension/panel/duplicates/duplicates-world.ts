import type { ReadonlySignal } from '@preact/signals'
import type { Source } from '../../../core/contract/source.ts'

export interface DuplicatesWorld {
  /** Pairs of sources that the creator wants both of, as `pairKey` names them. Kept on this computer. */
  kept: ReadonlySignal<ReadonlySet<string>>
  keepBoth(one: string, other: string): Promise<void>
  /** Titles of the creator's other projects that have the same page, as far as this computer knows. */
  elsewhere(source: Pick<Source, 'kind' | 'canonicalUrl' | 'projectId'>): Promise<string[]>
}
