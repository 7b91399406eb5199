import { settle } from '../../../core/transcript/settle.ts'
import type { LegYield } from './leg.ts'
import { cuesOf, isVisible, panelRows, visiblePanels } from './panel-rows.ts'
import type { PlayerFacts } from './player-facts.ts'
import { onlyKind } from './quiet-words.ts'
import { spokenTracks } from './spoken-track.ts'

/** How long the panel may take, and how long its rows must have stopped growing to count as all of them. */
const patience = { allMs: 8_000, stepMs: 100, stillMs: 500 }

interface PanelDeps {
  page: Document
  /** Resolves after so many milliseconds. */
  wait: (ms: number) => Promise<void>
  /** False once the page shows another video. */
  stillHere: () => boolean
}

/**
 * Leg 3: the transcript panel of the page, read if it is open; else opened, read, closed, and the page put back to
 * where it was. Buttons are found by their place, never by their words, which come in every language.
 */
export async function pagePanel(facts: PlayerFacts, { page, wait, stillHere }: PanelDeps): Promise<LegYield> {
  const view = page.defaultView
  const scroll = { left: view?.scrollX ?? 0, top: view?.scrollY ?? 0 }
  const open = panelRows(page).length > 0 ? null : openPanel(page)
  if (open === 'no_button')
    return { outcome: 'unavailable', detail: 'The page offers no transcript for this video.' }
  try {
    const rows = await settledRows(page, wait, stillHere)
    if (!stillHere()) return { outcome: 'navigated_away' }
    if (!rows.length)
      return {
        outcome: 'empty',
        detail: 'The transcript panel stayed empty. Reload the page, then clip again.',
      }
    return yieldOf(rows, facts)
  } finally {
    if (open && stillHere()) {
      open.close()
      view?.scrollTo({ ...scroll, behavior: 'instant' })
    }
  }
}

function openPanel(page: Document): { close(): void } | 'no_button' {
  const section = 'ytd-video-description-transcript-section-renderer button'
  const expander = page.querySelector<HTMLElement>('ytd-text-inline-expander')
  const before = new Set(visiblePanels(page))
  const folded = expander !== null && !expander.hasAttribute('is-expanded')
  if (folded) expander.querySelector<HTMLElement>('#expand')?.click()
  const unfold = () => {
    if (folded) expander.querySelector<HTMLElement>('#collapse')?.click()
  }
  const button = page.querySelector<HTMLElement>(section)
  if (!button) {
    unfold()
    return 'no_button'
  }
  button.click()
  return {
    close() {
      for (const panel of visiblePanels(page))
        if (!before.has(panel)) panel.querySelector<HTMLElement>('#visibility-button button')?.click()
      unfold()
    },
  }
}

async function settledRows(
  page: Document,
  wait: (ms: number) => Promise<void>,
  stillHere: () => boolean,
): Promise<Element[]> {
  let rows = panelRows(page)
  let still = 0
  const tried = new Set<Element>()
  for (let waited = 0; waited < patience.allMs; waited += patience.stepMs) {
    await wait(patience.stepMs)
    if (!stillHere()) return []
    const now = panelRows(page)
    still = now.length === rows.length ? still + patience.stepMs : 0
    rows = now
    if (rows.length && still >= patience.stillMs) return rows
    // With chapters the panel opens on those, and the transcript is behind another tab of it.
    if (!rows.length && still >= patience.stillMs && chooseTab(page, tried)) still = 0
  }
  return rows
}

function chooseTab(page: Document, tried: Set<Element>): boolean {
  for (const panel of visiblePanels(page))
    for (const tab of panel.querySelectorAll<HTMLElement>('[role="tab"]:not([aria-selected="true"])'))
      if (!tried.has(tab) && isVisible(tab)) {
        tried.add(tab)
        tab.click()
        return true
      }
  return false
}

function yieldOf(rows: Element[], facts: PlayerFacts): LegYield {
  const { segments, sounds } = settle(cuesOf(rows))
  if (!segments.length)
    return { outcome: 'empty', detail: 'The transcript panel holds no spoken words.', sounds }
  const length = facts.lengthSeconds * 1000
  const last = segments.at(-1)!
  if (length > last.startMs) last.endMs = Math.min(last.endMs, length)
  return {
    outcome: 'ok',
    transcript: { language: spokenTracks(facts)[0]?.language || null, kind: onlyKind(facts), segments },
    sounds,
  }
}
