import type { Result } from '../../core/contract/result.ts'
import type { Source } from '../../core/contract/source.ts'
import type { Announcements } from '../browser/announcements.ts'
import type { Badge } from '../browser/badge.ts'
import type { Tab } from '../browser/tabs.ts'
import type { Clip, ClipFailure } from '../capture/clip.ts'
import type { ChosenProject } from '../outbox/chosen-project.ts'
import type { Sender } from '../outbox/sender.ts'
import { clipAndKeep, FORBIDDEN } from './clip-tab.ts'
import type { Notices } from './notice.ts'

export interface GestureDeps {
  clip: Clip
  sender: Sender
  project: Pick<ChosenProject, 'orFirst'>
  badge: Badge
  notices: Notices
  announcements: Announcements
  clock: () => number
  /** Marks on a page what was kept of it, the new selection with the others. */
  showKept?: (tabId: number, url: string) => Promise<void>
  /** Milliseconds that the badge stays. */
  pause: (ms: number) => Promise<void>
}

const BADGE_MS = 4_000
export const DONE = { text: '✓', colour: '#1a7f4b' }
export const FAILED = { text: '!', colour: '#b3261e' }

/** The last that each tab's badge was told. */
const shown = new Map<number, symbol>()

/** A clip by shortcut, menu or toolbar: the icon's badge says how it went, the panel tells the rest. */
export async function clipByGesture(
  deps: GestureDeps,
  tab: Tab,
  what: 'page' | 'selection',
): Promise<Result<Source, ClipFailure>> {
  const result: Result<Source, ClipFailure> = tab.url
    ? await clipAndKeep(deps, { tabId: tab.id, url: tab.url, what, projectId: await deps.project.orFirst() })
    : { ok: false, error: FORBIDDEN }
  if (result.ok && what === 'selection' && tab.url) void deps.showKept?.(tab.id, tab.url).catch(() => {})
  await tellOutcome(deps, tab.id, result)
  return result
}

/** @param tabId whose icon shows it */
export async function tellOutcome(
  { notices, badge, clock, pause }: Pick<GestureDeps, 'notices' | 'badge' | 'clock' | 'pause'>,
  tabId: number,
  result: Result<Source, ClipFailure>,
): Promise<void> {
  if (result.ok) await notices.clear()
  else await notices.leave({ message: result.error.message, at: clock() })
  // Before it is shown: an earlier clip's time may be over while the browser draws this.
  const mine = Symbol(tabId)
  shown.set(tabId, mine)
  try {
    const look = result.ok ? DONE : FAILED
    await badge.show(tabId, look.text, look.colour, result.ok ? 'Saved to Ownwords' : result.error.message)
    // The worker lives longer than this after an event; were it killed, the badge goes with the next page of the tab.
    void pause(BADGE_MS)
      .then(async () => {
        // What a later clip in this tab says stays for its own time.
        if (shown.get(tabId) !== mine) return
        shown.delete(tabId)
        await badge.clear(tabId)
      })
      .catch(() => {})
  } catch {
    // The tab is closed: no icon to show it on.
    if (shown.get(tabId) === mine) shown.delete(tabId)
  }
}
