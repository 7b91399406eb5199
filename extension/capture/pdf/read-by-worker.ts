import type { PdfOrder, PdfWord } from './pdf-worker.ts'
import type { PdfProgress } from './take-pdf.ts'

/** A page, or the opening, that says nothing for so long is stuck in something that pdf.js cannot leave. */
const SILENT_MS = 15_000

/** What a dedicated worker of the reader is used as. */
export interface PdfReader {
  postMessage(order: PdfOrder, transfer: Transferable[]): void
  onmessage: ((event: MessageEvent) => unknown) | null
  onerror: ((event: ErrorEvent) => unknown) | null
  terminate(): void
}

/** @returns what the reader gave, not parsed yet; null where it died or fell silent. It is ended in any case. */
export async function readByWorker(
  { reader, silentMs = SILENT_MS }: { reader: () => PdfReader; silentMs?: number },
  order: PdfOrder,
  heard: (progress: NonNullable<PdfProgress>) => void = () => {},
): Promise<unknown> {
  const worker = reader()
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    return await new Promise<unknown>(resolve => {
      const patience = () => {
        clearTimeout(timer)
        timer = setTimeout(() => resolve(null), silentMs)
      }
      worker.onmessage = event => {
        // In a worker pdf.js speaks up as well, to a page of its own: that is not meant for us.
        const word = event.data as PdfWord
        if ('progress' in word) {
          patience()
          heard(word.progress)
        } else if ('taken' in word) resolve(word.taken)
      }
      worker.onerror = () => resolve(null)
      patience()
      worker.postMessage(order, [order.bytes.buffer as ArrayBuffer])
    })
  } finally {
    clearTimeout(timer)
    worker.terminate()
  }
}
