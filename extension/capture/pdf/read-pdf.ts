import { limits } from '../../../core/contract/limits.ts'
import type { LeftOut } from '../../../core/contract/receipt.ts'
import { err, ok, type Result } from '../../../core/contract/result.ts'
import { countWords } from '../../../core/transcript/words.ts'
import { joinPages } from './join-pages.ts'
import { openPdf, type PdfTrouble } from './open-pdf.ts'
import { pdfHead } from './pdf-head.ts'
import { linesOf, type PdfPage } from './pdf-lines.ts'
import { withoutRunning } from './running-lines.ts'
import type { ReadPdf } from './taken-pdf.ts'

/** Milliseconds that one page may take, and all of them. */
export const pdfTime = { page: 2_000, all: 120_000 } as const

export interface PdfReading {
  fileName: string
  /** Milliseconds since 1970. */
  now: () => number
  /** Pages read, of how many. */
  heard?: (done: number, total: number) => void
  time?: { page: number; all: number }
}

/** The text of a PDF by page, with what it says of itself. Nothing in it is run, and nothing is fetched for it. */
export async function readPdf(bytes: Uint8Array, reading: PdfReading): Promise<Result<ReadPdf, PdfTrouble>> {
  const { now, heard = () => {}, time = pdfTime } = reading
  const from = now()
  const opened = await openPdf(bytes, time.all)
  if (!opened.ok) return opened
  const pdf = opened.value
  try {
    const { pages: total } = pdf
    if (total > limits.pdfPages) return err('too_many_pages')
    const pages: PdfPage[] = []
    const missed = { slow: 0, broken: 0, sideways: 0, empty: 0 }
    let chars = 0
    for (let number = 1; number <= total; number++) {
      if (now() - from > time.all) return err('too_slow')
      const read = await pdf.page(number, time.page)
      let page: PdfPage = { lines: [], height: 1, sideways: 0 }
      if (read === 'slow') missed.slow++
      else {
        const lines = read === 'broken' ? null : linesOf(read.items, read.view, read.height)
        if (lines) page = lines
        else missed.broken++
        if (lines?.lines.length === 0) missed.empty++
      }
      // A page that is slow once is a page; ten of them are a file that means to be.
      if (missed.slow > 10) return err('too_slow')
      missed.sideways += page.sideways
      pages.push(page)
      chars += page.lines.reduce((sum, line) => sum + line.text.length + 2, 0)
      if (chars > limits.textChars) return err('too_much_text')
      heard(number, total)
    }
    const running = withoutRunning(pages)
    const { text, pageStarts } = joinPages(running.pages)
    if (!/[\p{L}\p{N}]/u.test(text)) return err(missed.slow || missed.broken ? 'too_slow' : 'scanned')
    const opening = pages
      .slice(0, 3)
      .flatMap(page => page.lines.map(line => line.text))
      .join('\n')
    const record = await pdf.record(time.page)
    const leftOut: LeftOut[] = [
      { what: 'scanned pages without text', count: missed.empty },
      { what: 'pages that could not be read', count: missed.slow + missed.broken },
      { what: 'running headers and footers', count: running.repeated },
      { what: 'page numbers', count: running.numbers },
      { what: 'lines that run sideways', count: missed.sideways },
    ].filter(({ count }) => count > 0)
    return ok({
      ...pdfHead(record, running.pages[0] ?? [], opening, reading.fileName, total, now()),
      text,
      pageStarts,
      words: countWords(text),
      leftOut,
      ms: Math.max(0, Math.round(now() - from)),
    })
  } finally {
    await pdf.close()
  }
}
