import type { ReadonlySignal } from '@preact/signals'
import type { Result } from '../../../core/contract/result.ts'

/** What the panel can do with the moments of videos. */
export interface MomentsWorld {
  /** The keys that clip a moment, as the creator has set them; null when none are set. */
  shortcut: ReadonlySignal<string | null>
  /** Resolves when the note is on disk here. An empty one takes it away. */
  setNote(sourceId: string, note: string): Promise<Result<void, { code: string; message: string }>>
}
