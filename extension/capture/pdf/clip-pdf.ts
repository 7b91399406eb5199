import { err, type Result } from '../../../core/contract/result.ts'
import type { PdfCapture } from '../../../core/contract/source.ts'
import { canonicalAddress } from '../canonical.ts'
import type { ClipDeps, ClipFailure, ClipRequest } from '../clip.ts'
import { clipFailures } from '../clip-failures.ts'
import type { TabAccess } from '../tab-access.ts'
import { bytesOfTab } from './bytes-of-tab.ts'
import { capturedPdf } from './pdf-capture.ts'
import { NO_PDF_SELECTION, pdfFailures } from './pdf-failures.ts'
import { type PdfReader, readByWorker } from './read-by-worker.ts'
import type { PdfProgress } from './take-pdf.ts'

/** Milliseconds between two looks at how far the reading is, and without an answer to one before it is given up. */
const LOOK_MS = 300
const SILENT_MS = 10_000

/**
 * The PDF that a tab shows. Its bytes are asked for in the tab, where nothing but the gesture's access is needed. The
 * panel reads them in a worker, which can be ended; the extension's own worker can make none and lets the tab's
 * process read them: there a file that fights its reader holds up its own tab and nothing else.
 */
export async function clipPdf(
  request: ClipRequest,
  deps: ClipDeps,
): Promise<Result<PdfCapture, ClipFailure>> {
  const { tabId, url, what, projectId, heard = () => {} } = request
  if (what === 'selection') return err(NO_PDF_SELECTION)
  const answer = deps.pdfReader
    ? await readHere(deps.tabs, tabId, deps.pdfReader, heard)
    : await readThere(deps.tabs, tabId, heard)
  if (answer === 'silent') return err(pdfFailures.too_slow)
  const { taken } = await import('../shapes.ts')
  const parsed = taken.pdf.safeParse(answer)
  if (!parsed.success) return err(clipFailures.unreadable)
  const address = url.replace(/#.*$/, '')
  const site = new URL(address).hostname.replace(/^www\./, '')
  return capturedPdf(
    parsed.data,
    { projectId, url: address, canonicalUrl: canonicalAddress(address, null), site },
    deps,
  )
}

/** In a worker of the panel. */
async function readHere(
  tabs: TabAccess,
  tabId: number,
  reader: () => PdfReader,
  heard: NonNullable<ClipRequest['heard']>,
): Promise<unknown> {
  const bytes = await bytesOfTab(tabs, tabId)
  if ('why' in bytes) return { got: 'nothing', why: bytes.why }
  return (await readByWorker({ reader }, bytes, heard)) ?? 'silent'
}

/** In the tab's own process, apart from the viewer. */
async function readThere(
  tabs: TabAccess,
  tabId: number,
  heard: NonNullable<ClipRequest['heard']>,
): Promise<unknown> {
  await tabs.inject(tabId, '/read-pdf.js')
  const over = new AbortController()
  const reading = tabs.call(tabId, 'ISOLATED', takeInTab).finally(() => over.abort())
  const answer = await Promise.race([reading, silence(tabs, tabId, over.signal, heard)])
  over.abort()
  if (answer === 'silent') reading.catch(() => {})
  return answer
}

/** Looks again and again how far the tab is; resolves only when the tab has stopped answering. */
async function silence(
  tabs: TabAccess,
  tabId: number,
  over: AbortSignal,
  heard: NonNullable<ClipRequest['heard']>,
): Promise<'silent'> {
  for (;;) {
    await wait(LOOK_MS)
    if (over.aborted) break
    // A tab that is closed or goes elsewhere ends the reading itself, with the browser's words.
    const look = tabs.call(tabId, 'ISOLATED', progressInTab).catch(() => null)
    const progress = await Promise.race([look, wait(SILENT_MS).then(() => 'silent' as const)])
    if (over.aborted) break
    if (progress === 'silent') return 'silent'
    if (isProgress(progress)) heard(progress)
  }
  return new Promise(() => {})
}

const wait = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))

function isProgress(value: unknown): value is NonNullable<PdfProgress> {
  const { done, total } = (value ?? {}) as Partial<NonNullable<PdfProgress>>
  return Number.isInteger(done) && Number.isInteger(total) && done! >= 0 && total! > 0 && done! <= total!
}

interface InTab {
  ownwordsPdf?: { take: () => Promise<unknown>; progress: () => unknown }
}
/** These travel into the tab: what read-pdf.js left there. */
const takeInTab = (): Promise<unknown> | undefined => (globalThis as InTab).ownwordsPdf?.take()
const progressInTab = (): unknown => (globalThis as InTab).ownwordsPdf?.progress() ?? null
