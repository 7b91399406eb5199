import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { servePdfs, type WorkerScope } from '../capture/pdf/pdf-worker.ts'
import { type PdfProgress, takeShownPdf } from '../capture/pdf/take-pdf.ts'

/**
 * The reader of PDFs, which is large, in one file for its two places: as a worker of the panel it reads dropped files
 * and can be ended there; put into a PDF's tab by a clip of it, and into no other, it leaves its functions for the
 * calls that follow.
 */
export default defineUnlistedScript(() => {
  if (typeof document === 'undefined') return servePdfs(globalThis as unknown as WorkerScope)
  let progress: PdfProgress = null
  Object.assign(globalThis, {
    ownwordsPdf: {
      take: () =>
        takeShownPdf(
          document,
          (...args) => fetch(...args),
          now => {
            progress = now
          },
        ),
      progress: () => progress,
    },
  })
})
