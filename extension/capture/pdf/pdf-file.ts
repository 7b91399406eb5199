import { limits } from '../../../core/contract/limits.ts'
import { err, type Result } from '../../../core/contract/result.ts'
import type { PdfCapture } from '../../../core/contract/source.ts'
import type { ClipDeps, ClipFailure } from '../clip.ts'
import { clipFailures } from '../clip-failures.ts'
import { capturedPdf } from './pdf-capture.ts'
import { pdfFailures } from './pdf-failures.ts'
import { type PdfReader, readByWorker } from './read-by-worker.ts'
import type { PdfProgress } from './take-pdf.ts'

export interface PdfFileDeps extends Pick<ClipDeps, 'now' | 'newId'> {
  reader: () => PdfReader
}

/** A PDF that the creator dropped or chose. Its name is its address: the folder is nobody's business. */
export async function clipPdfFile(
  file: File,
  projectId: string,
  deps: PdfFileDeps,
  heard?: (progress: NonNullable<PdfProgress>) => void,
): Promise<Result<PdfCapture, ClipFailure>> {
  // Too large a file is not even read.
  if (file.size > limits.pdfBytes) return err(pdfFailures.too_large)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const answer = await readByWorker(deps, { bytes, fileName: file.name }, heard)
  if (answer === null) return err(pdfFailures.too_slow)
  const { taken } = await import('../shapes.ts')
  const parsed = taken.pdf.safeParse(answer)
  if (!parsed.success) return err(clipFailures.unreadable)
  const url = fileUrl(file.name)
  const found = await capturedPdf(parsed.data, { projectId, url, canonicalUrl: url, site: null }, deps)
  if (!found.ok) return found
  const capture = taken.capture.safeParse(found.value)
  return capture.success ? found : err(clipFailures.unreadable)
}

/** `file:///<name>` */
export function fileUrl(name: string): string {
  const bare = name.toWellFormed().split(/[/\\]/).at(-1)!.slice(0, 300).toWellFormed() || 'file.pdf'
  return `file:///${encodeURIComponent(bare)}`
}

export const isPdfFile = (file: { name: string; type: string }): boolean =>
  file.type === 'application/pdf' || /\.pdf$/i.test(file.name)
