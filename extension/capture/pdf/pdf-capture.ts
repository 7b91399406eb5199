import { err, ok, type Result } from '../../../core/contract/result.ts'
import type { PdfCapture } from '../../../core/contract/source.ts'
import { contentHash } from '../../../core/evidence/content.ts'
import { textFingerprint } from '../../../core/evidence/fingerprint.ts'
import type { ClipDeps, ClipFailure } from '../clip.ts'
import { pdfFailures } from './pdf-failures.ts'
import type { TakenPdf } from './taken-pdf.ts'

/** @param from where the PDF is: its address without fragment, or its name as a file's */
export async function capturedPdf(
  taken: TakenPdf,
  from: { projectId: string; url: string; canonicalUrl: string; site: string | null },
  { now, newId }: Pick<ClipDeps, 'now' | 'newId'>,
): Promise<Result<PdfCapture, ClipFailure>> {
  if (taken.got === 'nothing') return err(pdfFailures[taken.why])
  const { text, pageStarts, title, author, published, language, facts, file } = taken
  const { words, leftOut, ms } = taken
  return ok({
    id: newId(),
    ...from,
    title,
    author,
    published,
    language,
    capturedAt: new Date(now()).toISOString(),
    contentHash: await contentHash(text),
    fingerprint: textFingerprint(text),
    receipt: { by: 'pdf', legs: [{ leg: 'pdf', outcome: 'ok', ms }], words, leftOut },
    kind: 'pdf',
    text,
    pageStarts,
    facts,
    file,
  })
}
