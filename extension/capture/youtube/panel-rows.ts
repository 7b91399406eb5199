import { shownClockMs } from '../../../core/transcript/clock.ts'
import type { Cue } from '../../../core/transcript/cues.ts'

/** Each part of the transcript panel as its generations have it: the newest first, by structure and never by words. */
const rows = 'transcript-segment-view-model, ytd-transcript-segment-renderer'
const times =
  '.ytwTranscriptSegmentViewModelTimestamp, .segment-timestamp, [class*="Timestamp"]:not([class*="A11y"])'
const texts =
  '.ytAttributedStringHost[role="text"], span.yt-core-attributed-string, .segment-text, [role="text"]'
const panels = 'ytd-engagement-panel-section-list-renderer'

export const isVisible = (element: Element): boolean =>
  element.getAttribute('visibility') !== 'ENGAGEMENT_PANEL_VISIBILITY_HIDDEN' &&
  element.getClientRects().length > 0

/** Panels that the creator sees now: hidden ones of videos before stay in the page. */
export const visiblePanels = (page: Document): Element[] =>
  [...page.querySelectorAll(panels)].filter(isVisible)

/** The rows of the first visible panel that has any. */
export function panelRows(page: Document): Element[] {
  for (const panel of visiblePanels(page)) {
    const found = panel.querySelectorAll(rows)
    if (found.length) return [...found]
  }
  return []
}

/** Times are whole seconds and there are no ends. The last row may have no text. */
export function cuesOf(found: Element[]): Cue[] {
  return found.flatMap(row => {
    const startMs = shownClockMs(row.querySelector(times)?.textContent ?? '')
    const text = row.querySelector(texts)?.textContent ?? ''
    return startMs === null || !text.trim() ? [] : [{ startMs, endMs: null, text }]
  })
}
