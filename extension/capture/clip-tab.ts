import { newId } from '../../core/contract/new-id.ts'
import { err, ok, type Result } from '../../core/contract/result.ts'
import type { Capture } from '../../core/contract/source.ts'
import { videoIdOf } from './canonical.ts'
import { capturedPage } from './captured-page.ts'
import type { Clip, ClipDeps, ClipFailure, ClipRequest } from './clip.ts'
import { clipFailures } from './clip-failures.ts'
import { clipVideo } from './clip-video.ts'
import { clipPdf } from './pdf/clip-pdf.ts'
import { chromeTabAccess } from './tab-access.ts'

/**
 * Takes what a tab shows. A page without access, or a tab that is gone, rejects with the browser's words: only the
 * caller knows which gesture would help.
 */
export function createClip(given: Partial<ClipDeps> = {}): Clip {
  const deps: ClipDeps = { tabs: chromeTabAccess(), now: Date.now, newId: () => newId(), ...given }
  return async request => {
    const videoId = request.what === 'page' ? videoIdOf(request.url) : null
    const shown = await deps.tabs.address(request.tabId)
    if (shown && !isSamePage(shown, request.url)) return err(clipFailures.navigated_away)
    const goneOn = async () => {
      const address = await deps.tabs.address(request.tabId)
      return address !== null && !isSamePage(address, request.url)
    }
    const taking = videoId ? clipVideo(request, videoId, deps) : clipPage(request, deps)
    const found = await taking.catch(async error => {
      // The browser says the same of a page that is left and of a tab that is closed; asking for the tab tells them apart.
      if (await goneOn()) return err(clipFailures.navigated_away)
      throw error
    })
    if (!found.ok && found.error.code !== 'error') return found
    if (await goneOn()) return err(clipFailures.navigated_away)
    if (!found.ok) return found
    const { taken } = await import('./shapes.ts')
    const capture = taken.capture.safeParse(found.value)
    return capture.success ? ok(capture.data) : err(clipFailures.unreadable)
  }
}

/** The same page, whatever its fragment; the same video, whatever its moment. */
export function isSamePage(one: string, other: string): boolean {
  const video = videoIdOf(one)
  if (video || videoIdOf(other)) return video === videoIdOf(other)
  return one.replace(/#.*$/, '') === other.replace(/#.*$/, '')
}

async function clipPage(request: ClipRequest, deps: ClipDeps): Promise<Result<Capture, ClipFailure>> {
  const { tabId, url, what, projectId } = request
  const { tabs } = deps
  await tabs.inject(tabId, '/capture-page.js')
  // Our shapes are made while the page is read.
  const [answer, shapes] = await Promise.all([
    tabs.call(tabId, 'ISOLATED', takeInPage, what),
    import('./shapes.ts'),
  ])
  const parsed = shapes.taken.page.safeParse(answer)
  if (!parsed.success) return err(clipFailures.unreadable)
  const taken = parsed.data
  if (!isSamePage(taken.url, url)) return err(clipFailures.navigated_away)
  if (taken.got === 'nothing' && taken.why === 'pdf') return clipPdf(request, deps)
  return capturedPage(taken, projectId, deps)
}

/** Travels into the page: the function that capture-page.js left there. */
const takeInPage = (what: 'page' | 'selection'): Promise<unknown> =>
  (globalThis as unknown as { ownwordsTakePage: (what: string) => Promise<unknown> }).ownwordsTakePage(what)
