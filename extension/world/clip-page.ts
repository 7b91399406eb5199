import type { ReadonlySignal } from '@preact/signals'
import type { Result } from '../../core/contract/result.ts'
import type { Source } from '../../core/contract/source.ts'
import { EVERY_SITE, type Permissions, siteOf } from '../browser/permissions.ts'
import type { Clip, ClipFailure } from '../capture/clip.ts'
import { clipAndKeep, FORBIDDEN, NEEDS_PERMISSION } from '../gestures/clip-tab.ts'
import type { Sender } from '../outbox/sender.ts'
import type { ThisPage } from '../panel/world.ts'

const NO_PAGE: ClipFailure = {
  code: 'tab_gone',
  message: 'There is no page in this window to clip. Open a web page, then clip it.',
}
const OTHER_PAGE: ClipFailure = {
  code: 'navigated_away',
  message: 'The tab went on to another page meanwhile, so nothing was clipped. Clip the page you see now.',
}

/** The panel's clip: of the page that it showed when the creator clicked, after the browser's question where it needs one. */
export async function clipShown(
  deps: {
    page: ReadonlySignal<ThisPage>
    refreshPage: () => Promise<void>
    permissions: Permissions
    clip: Clip
    sender: Pick<Sender, 'keep'>
    projectId: () => Promise<string>
  },
  what: 'page' | 'selection',
): Promise<Result<Source, ClipFailure>> {
  const { page, permissions } = deps
  const fail = (error: ClipFailure) => ({ ok: false as const, error })
  const allowed = (origins: string[]) => permissions.request(origins).catch(() => false)

  const asked = page.peek()
  if (asked.state === 'none') return fail(NO_PAGE)
  if (asked.state === 'forbidden') return fail({ ...FORBIDDEN, message: asked.reason })
  let shown: ThisPage = asked
  if (asked.state === 'unknown') {
    // First thing in the click: the question needs the gesture, and the browser tells no narrower site to ask for.
    if (!(await allowed(EVERY_SITE))) return fail(NEEDS_PERMISSION)
    await deps.refreshPage()
    shown = page.peek()
    if (shown.state === 'forbidden') return fail({ ...FORBIDDEN, message: shown.reason })
    if (shown.state !== 'known') return fail(NEEDS_PERMISSION)
    if (shown.tabId !== asked.tabId) return fail(OTHER_PAGE)
  }
  if (shown.state !== 'known') return fail(NEEDS_PERMISSION)

  const request = { tabId: shown.tabId, url: shown.url, what, projectId: await deps.projectId() }
  const first = await clipAndKeep(deps, request)
  const site = siteOf(shown.url)
  if (first.ok || first.error.code !== 'needs_permission' || !site || !(await allowed([site]))) return first
  return clipAndKeep(deps, request)
}
