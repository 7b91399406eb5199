import { limits } from '../../../core/contract/limits.ts'
import { base64 } from '../base64.ts'
import { boundedBytes } from '../bounded-body.ts'
import { fileNameOf } from './file-name.ts'
import { readPdf } from './read-pdf.ts'
import type { TakenPdf } from './taken-pdf.ts'

/** Pages read so far, of how many; null before the first. Whoever waits asks for it: a tab tells nobody by itself. */
export type PdfProgress = { done: number; total: number } | null

/** A kept file and its text go to the server in one body, which has its own measure. */
const MOST_KEPT = limits.bodyBytes * 0.9

/** A PDF's bytes as its text, its record of itself, and the file in base64 where it is small enough to keep. */
export async function takePdf(
  bytes: Uint8Array,
  fileName: string,
  heard: (progress: NonNullable<PdfProgress>) => void,
): Promise<TakenPdf> {
  if (bytes.length > limits.pdfBytes) return { got: 'nothing', why: 'too_large' }
  const read = await readPdf(bytes, {
    fileName,
    now: Date.now,
    heard: (done, total) => heard({ done, total }),
  })
  if (!read.ok) return { got: 'nothing', why: read.error }
  const textBytes = new TextEncoder().encode(JSON.stringify(read.value.text)).length
  const kept = bytes.length <= limits.pdfKeptBytes && (bytes.length * 4) / 3 + textBytes < MOST_KEPT
  const { leftOut } = read.value
  return {
    got: 'pdf',
    ...read.value,
    leftOut: kept ? leftOut : [...leftOut, { what: 'the PDF file itself, too large to keep', count: 1 }],
    file: kept ? base64(bytes) : null,
    bytes: bytes.length,
  }
}

/**
 * The PDF that a tab shows, asked for again in the page itself: the page is of the file's own site, so the answer is
 * what the creator's session gets, mostly out of the browser's cache, and no permission beyond this tab is needed.
 */
export async function takeShownPdf(
  page: Document,
  fetch: typeof globalThis.fetch,
  heard: (progress: NonNullable<PdfProgress>) => void,
): Promise<TakenPdf> {
  const address = page.location.href.replace(/#.*$/, '')
  let bytes: Uint8Array | null
  try {
    const answer = await fetch(address, { credentials: 'include', cache: 'force-cache' })
    if (!answer.ok) return { got: 'nothing', why: 'unreachable' }
    bytes = await boundedBytes(answer, limits.pdfBytes)
  } catch {
    return { got: 'nothing', why: 'unreachable' }
  }
  if (!bytes) return { got: 'nothing', why: 'too_large' }
  return takePdf(bytes, fileNameOf(address, page.title), heard)
}
