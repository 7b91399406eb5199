import axe, { type RunOptions } from 'axe-core'
import { describe, expect, test } from 'vitest'
import { poses } from '../extension/panel/poses.ts'
import { scenarios } from '../extension/panel/scenarios.ts'
import { usePanelStage } from '../recorded/support/panel.ts'

declare global {
  interface Window {
    axe: typeof axe
  }
}

const contrast = 'color-contrast'
/**
 * Each width and each scheme: what sticks out hangs on the width alone, and what axe finds on the scheme for colours
 * and on the width for what is laid out another way.
 */
const looks: { width: number; colorScheme: 'light' | 'dark'; searched: RunOptions }[] = [
  { width: 320, colorScheme: 'light', searched: {} },
  {
    width: 400,
    colorScheme: 'dark',
    searched: { runOnly: { type: 'rule', values: [contrast] } },
  },
  { width: 640, colorScheme: 'light', searched: { rules: { [contrast]: { enabled: false } } } },
]

/** Their parts are looked at in others, and axe takes minutes over thousands of lines. */
const tooLong = new Set(['script-long'])
const named = [...Object.keys(scenarios), ...Object.keys(poses)].filter(name => !tooLong.has(name))

/** Looks at each pose whose place in the list leaves `rest` when divided by `of`: the files share them out. */
export function lookAtPoses(rest: number, of: number): void {
  const { show } = usePanelStage()
  describe.each(named.filter((_, place) => place % of === rest))('panel: %s', name => {
    test('fits at 320, 400 and 640 px, light and dark, and has nothing for axe to find', async () => {
      const page = await show(name)
      await page.evaluate(axe.source)
      const found = new Map<string, string>()
      for (const { width, colorScheme, searched } of looks) {
        await page.setViewportSize({ width, height: 820 })
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        const at = `${width} ${colorScheme}`
        for (const what of await page.evaluate(sticksOut)) found.set(`sticks out: ${what}`, at)
        if (name === 'many' && width === 640) continue
        for (const what of await page.evaluate(axeFinds, searched)) found.set(what, at)
      }
      expect([...found]).toEqual([])
    })
  })
}

/** Runs in the page. */
async function axeFinds(options: RunOptions): Promise<string[]> {
  const { violations } = await window.axe.run({ resultTypes: ['violations'], ...options })
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any }) => `${id}: ${target.join(' ')} ${any[0]?.message ?? ''}`),
  )
}

/** What is wider than the panel, or cut off by it without a sign. Runs in the page. */
function sticksOut(): string[] {
  const width = document.documentElement.clientWidth
  // A box that fits may have more in it than shows, where it can be scrolled and reached by keyboard.
  const scrolls = (each: Element | null) =>
    // A line of tabs brings the one that the keyboard comes to into sight.
    inTabs(each?.closest('[role="tablist"]')) || scrollsByKey(each)
  const inTabs = (list: Element | null | undefined) =>
    list != null && getComputedStyle(list).overflowX === 'auto'
  const scrollsByKey = (each: Element | null) =>
    Boolean(each?.closest('[tabindex="0"]:not(.work__scroll)')) &&
    getComputedStyle(each!.closest('[tabindex="0"]')!).overflowX === 'auto'
  const found = [...document.querySelectorAll<HTMLElement>('body *')]
    .filter(each => each.checkVisibility() && !each.closest('.unseen, svg') && !scrolls(each.parentElement))
    .filter(each => {
      const box = each.getBoundingClientRect()
      const clipped = each.parentElement && getComputedStyle(each.parentElement).overflowX === 'hidden'
      return box.width > 0 && !clipped && (box.right > width + 0.5 || box.left < -0.5)
    })
    .map(each => `${each.tagName}.${each.className}`)
  return document.documentElement.scrollWidth > width ? [...found, 'the page itself'] : found
}
