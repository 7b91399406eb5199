import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const widths = [320, 400, 640]
const schemes = ['light', 'dark'] as const

/** What axe finds on the panel at every width and in both schemes, one line a kind; and what is wider than the panel. */
export async function findings(panel: Page, state: string): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of schemes) {
    for (const width of widths) {
      await panel.setViewportSize({ width, height: 900 })
      await panel.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      // In this page alone: the other way opens a tab, which the panel would follow.
      const { violations } = await new AxeBuilder({ page: panel }).setLegacyMode(true).analyze()
      for (const { id, nodes } of violations) {
        found.push(
          `${state}, ${colorScheme}, ${width} px: ${id} at ${nodes.map(node => node.target).join(' | ')}`,
        )
      }
      const wide = await panel.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (wide > 0) found.push(`${state}, ${colorScheme}, ${width} px: ${wide} px wider than the panel`)
    }
  }
  return found
}
