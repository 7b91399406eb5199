import { readArticle } from '../capture/article/read-article.ts'
import { type PdfReader, readByWorker } from '../capture/pdf/read-by-worker.ts'
import { taken } from '../capture/shapes.ts'
import type { CheckDeps } from './check-deps.ts'

/** What looks at pages and PDFs in the panel: the readers of a clip, on what was fetched instead of opened. */
export function eyesOf(
  fetch: typeof globalThis.fetch,
  pdfReader: () => PdfReader,
): Omit<CheckDeps, 'allowed'> {
  return {
    fetch,
    parse: html => new DOMParser().parseFromString(html, 'text/html'),
    read: async (page, url) => readArticle(page, url)?.text ?? null,
    async readPdf(bytes, fileName) {
      const read = taken.pdf.safeParse(await readByWorker({ reader: pdfReader }, { bytes, fileName }))
      return read.success && read.data.got === 'pdf' ? read.data.text : null
    },
  }
}
