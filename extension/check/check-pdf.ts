import { limits } from '../../core/contract/limits.ts'
import type { SourceDetail } from '../../core/contract/source.ts'
import { contentHash } from '../../core/evidence/content.ts'
import { fileNameOf } from '../capture/pdf/file-name.ts'
import { askAgain } from './ask-again.ts'
import type { CheckDeps } from './check-deps.ts'
import { compareText, missingWords } from './compare-text.ts'
import { type Verdict, verdict } from './verdict.ts'

/** Looks at a PDF again: fetched, read by the same reader, its text compared. */
export async function checkPdf(
  { url, text, language, contentHash: hash }: Pick<SourceDetail, 'url' | 'text' | 'language' | 'contentHash'>,
  deps: CheckDeps,
  signal: AbortSignal,
): Promise<Verdict> {
  const asked = await askAgain(url, { fetch: deps.fetch, signal, most: limits.pdfBytes })
  if (asked.got === 'verdict') return asked.verdict
  const read = await deps.readPdf(asked.bytes, fileNameOf(url, url))
  if (read === null)
    return /html/.test(asked.contentType)
      ? verdict(
          'no_access',
          'The site gives a web page instead of the PDF. Open it there, then check it again.',
        )
      : verdict('changed', 'What is at its address now could not be read as this PDF.')
  if ((await contentHash(read)) === hash) return verdict('same', 'The PDF says the same, word for word.')
  const result = compareText(text, [read], language)
  return result.missing === 0
    ? verdict('same', 'Every sentence that was kept is still in the PDF.')
    : verdict('changed', missingWords(result))
}
