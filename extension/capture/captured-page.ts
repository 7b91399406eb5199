import { limits } from '../../core/contract/limits.ts'
import { err, ok, type Result } from '../../core/contract/result.ts'
import type { Capture } from '../../core/contract/source.ts'
import { contentHash } from '../../core/evidence/content.ts'
import { textFingerprint } from '../../core/evidence/fingerprint.ts'
import { canonicalAddress } from './canonical.ts'
import type { ClipDeps, ClipFailure } from './clip.ts'
import { clipFailures } from './clip-failures.ts'
import { pdfFailures } from './pdf/pdf-failures.ts'
import type { TakenPage } from './taken-page.ts'

/** What was taken of a page, in its tab or from a fetched document, as the capture that is kept. */
export async function capturedPage(
  taken: TakenPage,
  projectId: string,
  { now, newId }: Pick<ClipDeps, 'now' | 'newId'>,
): Promise<Result<Capture, ClipFailure>> {
  if (taken.got === 'nothing')
    return err(taken.why === 'pdf' ? pdfFailures.unreachable : clipFailures[taken.why])
  const declared = taken.declared && taken.declared.length <= limits.urlChars ? taken.declared : null
  const common = {
    id: newId(),
    projectId,
    url: taken.url,
    canonicalUrl: canonicalAddress(taken.url, declared),
    title: taken.title,
    author: taken.author,
    site: taken.site,
    published: taken.published,
    language: taken.language,
    capturedAt: new Date(now()).toISOString(),
    contentHash: await contentHash(taken.text),
    fingerprint: textFingerprint(taken.text),
  }
  const { text, words } = taken
  if (taken.got === 'selection') {
    const legs = [{ leg: 'selection' as const, outcome: 'ok' as const, ms: taken.ms }]
    const receipt = { by: 'selection' as const, legs, words, leftOut: [] }
    return ok({ ...common, kind: 'selection', text, anchor: taken.anchor, receipt })
  }
  const { by, legs, leftOut, markdown, html } = taken
  const { form, facts, images } = taken
  const receipt = { by, legs, words, leftOut }
  return ok({ ...common, kind: 'article', form, facts, images, text, markdown, html, receipt })
}
