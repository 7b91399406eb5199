import { limits } from '../../core/contract/limits.ts'
import type { Capture, PdfCapture } from '../../core/contract/source.ts'
import { captureText, contentHash } from '../../core/evidence/content.ts'
import { ApiError } from '../http/problem.ts'
import { storableTime } from '../http/storable.ts'

/** The plain text, after everything about the capture was checked that its schema cannot say. */
export async function verifiedText(capture: Capture): Promise<string> {
  storableTime('capturedAt', capture.capturedAt)
  if (capture.kind === 'article' && bytes(capture.html) > limits.htmlGzipBytes)
    refuse('html', `The compressed original may have ${limits.htmlGzipBytes} bytes: send null instead.`)
  if (capture.kind === 'pdf') refuseWrongPdf(capture)
  refuseWrongAddress(capture)
  if (capture.kind === 'moment' && capture.moment.endMs < capture.moment.startMs)
    refuse('moment.endMs', 'The moment ends before it begins: mark it again.')
  const text = captureText(capture)
  if (text.length > limits.textChars)
    refuse('transcript', `A source may have ${limits.textChars} characters: clip a part of it.`)
  if ((await contentHash(text)) !== capture.contentHash)
    throw new ApiError(
      'content_hash_mismatch',
      'The text that arrived is not the text that was hashed: it was changed or cut on its way. Clip it again.',
    )
  return text
}

function refuseWrongPdf({ file, text, pageStarts }: PdfCapture): void {
  if (bytes(file) > limits.pdfKeptBytes)
    refuse('file', `The original may have ${limits.pdfKeptBytes} bytes: send null instead.`)
  let last = 0
  for (const start of pageStarts) {
    if (start < last || start > text.length)
      refuse('pageStarts', 'The pages do not begin one after the other within the text. Clip the PDF again.')
    last = start
  }
}

/** Only what the creator knows has an address of ours, and no other than its own. */
function refuseWrongAddress({ kind, id, url, canonicalUrl }: Capture): void {
  const own = `ownwords:knowledge/${id}`
  const wrong = (address: string) =>
    kind === 'knowledge' ? address !== own : address.startsWith('ownwords:')
  if (wrong(url)) refuse('url', 'This is not the address of such a source. Send it again.')
  if (wrong(canonicalUrl)) refuse('canonicalUrl', 'This is not the address of such a source. Send it again.')
}

function refuse(path: string, message: string): never {
  throw new ApiError('invalid_request', message, { fields: [{ path, message }] })
}

const bytes = (base64: string | null): number => Math.floor(((base64?.length ?? 0) * 3) / 4)
