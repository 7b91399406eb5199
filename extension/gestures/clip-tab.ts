import type { Result } from '../../core/contract/result.ts'
import type { Capture, Source } from '../../core/contract/source.ts'
import { accessRefusal } from '../browser/scripting.ts'
import type { Clip, ClipFailure, ClipRequest } from '../capture/clip.ts'
import type { Sender } from '../outbox/sender.ts'

export const NEEDS_PERMISSION: ClipFailure = {
  code: 'needs_permission',
  message:
    'The browser does not let Ownwords into this page yet. Press the shortcut or the toolbar icon on the page, then clip it.',
}
export const FORBIDDEN: ClipFailure = {
  code: 'forbidden_page',
  message: 'The browser lets no extension into this page. Clip a web page instead.',
}
const TAB_GONE: ClipFailure = {
  code: 'tab_gone',
  message: 'The tab was closed before its page was clipped. Open the page again, then clip it.',
}

const BROKEN: ClipFailure = {
  code: 'error',
  message: 'This page could not be read. Reload it and clip it again.',
}

/** Takes a page; what the browser refuses becomes a failure with words. */
export async function takeFromTab(clip: Clip, request: ClipRequest): Promise<Result<Capture, ClipFailure>> {
  try {
    return await clip(request)
  } catch (error) {
    // The grant of a gesture ends when the tab goes to another site, also in the middle of a clip.
    const why = accessRefusal(error)
    const failures = { unknown: NEEDS_PERMISSION, forbidden: FORBIDDEN, gone: TAB_GONE, broken: BROKEN }
    return { ok: false, error: failures[why] }
  }
}

/** Takes a page and keeps it on disk: the one way of a clip, from the panel and from every gesture. */
export async function clipAndKeep(
  { clip, sender }: { clip: Clip; sender: Pick<Sender, 'keep'> },
  request: ClipRequest,
): Promise<Result<Source, ClipFailure>> {
  const taken = await takeFromTab(clip, request)
  if (!taken.ok) return taken
  const kept = await sender.keep(taken.value)
  return kept.ok ? kept : { ok: false, error: { code: 'error', message: kept.error.message } }
}
