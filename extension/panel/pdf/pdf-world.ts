import type { ReadonlySignal } from '@preact/signals'
import type { Source } from '../../../core/contract/source.ts'
import type { ClipFailure } from '../../capture/clip.ts'

/** A PDF file that the creator gave, on its way. */
export type GivenPdf = { id: number; name: string } & (
  | { state: 'waiting' }
  /** `total` is null while the file is being opened. */
  | { state: 'reading'; done: number; total: number | null }
  | { state: 'saved'; source: Source }
  | { state: 'failed'; failure: ClipFailure }
)

export interface PdfWorld {
  /** How far the PDF of the tab in front is read; null while none is. */
  shown: ReadonlySignal<{ done: number; total: number } | null>
  /** What was given and is not seen to its end yet, in order. A saved one leaves by itself when the next is given. */
  given: ReadonlySignal<GivenPdf[]>
  /** Reads and keeps files, one after the other. Resolves when all of them are on disk or told why not. */
  add(files: File[]): Promise<void>
  forget(id: number): void
}
