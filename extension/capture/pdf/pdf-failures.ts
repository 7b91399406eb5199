import type { ClipFailure } from '../clip.ts'
import type { PdfWhy } from './taken-pdf.ts'

/** What the creator reads when a PDF gives no clip: what happened, and what to do. */
export const pdfFailures = {
  not_pdf: {
    code: 'pdf_broken',
    message: 'This is no PDF, whatever its name says. Choose the PDF itself, or clip the web page about it.',
  },
  unreachable: {
    code: 'pdf_unreachable',
    message:
      'The site did not give this PDF a second time. Save it on your computer and drop the file on this panel.',
  },
  too_large: {
    code: 'pdf_too_large',
    message:
      'This PDF is larger than 64 MB. Save the pages that you need as a PDF of their own and drop it here.',
  },
  locked: {
    code: 'pdf_locked',
    message:
      'This PDF opens only with a password. Open it, print it into a new PDF without one, and drop that file here.',
  },
  broken: {
    code: 'pdf_broken',
    message: 'This PDF is damaged and cannot be read. Download it again, or find another copy, then clip it.',
  },
  scanned: {
    code: 'pdf_scanned',
    message:
      'This PDF holds pictures of pages, without any text to quote. Run a text recognition (OCR) over it and clip the result.',
  },
  too_many_pages: {
    code: 'pdf_too_large',
    message:
      'This PDF has more than 5,000 pages. Save the part that you need as a PDF of its own and drop it here.',
  },
  too_much_text: {
    code: 'pdf_too_large',
    message:
      'This PDF has more text than ten long books. Save the part that you need as a PDF and drop it here.',
  },
  too_slow: {
    code: 'pdf_slow',
    message:
      'This PDF took too long to read, so reading was given up. Save the part that you need as a PDF and drop it here.',
  },
} satisfies Record<PdfWhy, ClipFailure>

/** The viewer keeps what is marked in it to itself. */
export const NO_PDF_SELECTION: ClipFailure = {
  code: 'no_selection',
  message:
    'The browser shows no extension what is marked in a PDF. Clip the whole PDF: its quotes name their page.',
}
