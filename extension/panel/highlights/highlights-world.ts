import type { ReadonlySignal } from '@preact/signals'

export interface HighlightsWorld {
  /** Whether selections that were clipped are marked on their pages. Kept on this computer. */
  on: ReadonlySignal<boolean>
  /** Of the page in front: how many of its kept selections are marked, and how many it says no more. */
  here: ReadonlySignal<{ marked: number; missing: number } | null>
  turn(on: boolean): Promise<void>
}
