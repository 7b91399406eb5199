import { err, ok, type Result } from '../../core/contract/result.ts'
import type { Capture } from '../../core/contract/source.ts'
import { canonicalAddress } from '../capture/canonical.ts'
import type { ClipDeps, ClipFailure } from '../capture/clip.ts'
import { clipFailures } from '../capture/clip-failures.ts'
import { pdfFailures } from '../capture/pdf/pdf-failures.ts'
import { type PdfReader, readByWorker } from '../capture/pdf/read-by-worker.ts'

/** The PDF that a link leads to, from its bytes: read by a worker of its own, which ends with a file that never ends. */
export async function readLinkedPdf(
  deps: Pick<ClipDeps, 'now' | 'newId'> & { reader: () => PdfReader },
  bytes: Uint8Array,
  address: string,
  projectId: string,
): Promise<Result<Capture, ClipFailure>> {
  const [{ fileNameOf }, { capturedPdf }, { taken }] = await Promise.all([
    import('../capture/pdf/file-name.ts'),
    import('../capture/pdf/pdf-capture.ts'),
    import('../capture/shapes.ts'),
  ])
  const url = address.replace(/#.*$/, '')
  const answer = await readByWorker(deps, { bytes, fileName: fileNameOf(url, url) })
  if (answer === null) return err(pdfFailures.too_slow)
  const read = taken.pdf.safeParse(answer)
  if (!read.success) return err(clipFailures.unreadable)
  const site = new URL(url).hostname.replace(/^www\./, '')
  const from = { projectId, url, canonicalUrl: canonicalAddress(url, null), site }
  const captured = await capturedPdf(read.data, from, deps)
  if (!captured.ok) return captured
  const capture = taken.capture.safeParse(captured.value)
  return capture.success ? ok(capture.data) : err(clipFailures.unreadable)
}
