import { newId } from '../../../core/contract/new-id.ts'
import { answerAsHiddenPage } from '../../browser/offscreen.ts'
import type { LinkQuestion } from '../../links/link-answer.ts'
import { readLinkedPdf } from '../../links/linked-pdf.ts'
import { readLink } from '../../links/read-link.ts'

/** The hidden page: it fetches and reads links for the worker, and shows nothing. */
const deps = {
  fetch: ((...args) => fetch(...args)) as typeof fetch,
  parse: (html: string) => new DOMParser().parseFromString(html, 'text/html'),
  now: Date.now,
  newId: () => newId(),
  reader: () => new Worker('/read-pdf.js'),
  setTimer(run: () => void, ms: number) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

answerAsHiddenPage(question =>
  readLink(question as LinkQuestion, { ...deps, readPdf: (...given) => readLinkedPdf(deps, ...given) }),
)
