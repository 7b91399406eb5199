import type { PdfProgress, takePdf as TakePdf } from './take-pdf.ts'
import { takePdf } from './take-pdf.ts'
import type { TakenPdf } from './taken-pdf.ts'

export type PdfOrder = { bytes: Uint8Array; fileName: string }
export type PdfWord = { progress: NonNullable<PdfProgress> } | { taken: TakenPdf }

/** What a worker's global scope is used as. */
export interface WorkerScope {
  addEventListener(type: 'message' | 'unhandledrejection', heard: (event: MessageEvent) => void): void
  postMessage(word: PdfWord): void
}

/** The worker's side: one file, then it is ended by whoever began it. */
export function servePdfs(scope: WorkerScope, take: typeof TakePdf = takePdf): void {
  // A damaged file makes pdf.js leave promises behind that nobody waits for: what came of the file is said anyhow.
  scope.addEventListener('unhandledrejection', event => event.preventDefault())
  scope.addEventListener('message', (event: MessageEvent) => {
    const { bytes, fileName } = event.data as PdfOrder
    void take(bytes, fileName, progress => scope.postMessage({ progress })).then(
      taken => scope.postMessage({ taken }),
      () => scope.postMessage({ taken: { got: 'nothing', why: 'broken' } }),
    )
  })
}
