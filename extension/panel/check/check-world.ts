import type { ReadonlySignal } from '@preact/signals'
import type { Source, SourceCheck } from '../../../core/contract/source.ts'

export interface CheckWorld {
  /** While sources are looked at again; null otherwise. */
  going: ReadonlySignal<{ done: number; total: number; title: string } | null>
  /** What is known of a source as it is now; null while nobody has looked since it was clipped. Reads signals. */
  of(source: Source): SourceCheck | null
  /** Looks at these again. Call it in the click itself: it asks the browser once for all sites that it may not read. */
  run(sources: Source[]): Promise<void>
  cancel(): void
}
