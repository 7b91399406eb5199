import { describe, expect, test } from 'vitest'
import { usePanelStage } from './support/panel.ts'

const { show } = usePanelStage()

describe('the stages', () => {
  test('changes the stage by the arrow keys', async () => {
    const page = await show('brief')
    await page.getByRole('tab', { name: /^Brief/ }).focus()
    for (const [key, stage] of [
      ['ArrowLeft', 'Research'],
      ['ArrowLeft', 'Collect'],
      ['ArrowLeft', 'Check'],
      ['Home', 'Collect'],
      ['End', 'Check'],
      ['ArrowRight', 'Collect'],
    ] as const) {
      await page.keyboard.press(key)
      const tab = page.getByRole('tab', { name: new RegExp(`^${stage}`) })
      await expect.poll(() => tab.getAttribute('aria-selected')).toBe('true')
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.id))
        .toBe(`stage-tab-${stage.toLowerCase()}`)
    }
  })

  test('of seven stand in one line at 320 px: names whole, the chosen one in sight by key and by press', async () => {
    const page = await show('stages-seven')
    await page.setViewportSize({ width: 320, height: 820 })
    const tabs = page.getByRole('tab')
    const inSight = (name: string) =>
      page.getByRole('tab', { name }).evaluate(tab => {
        const line = tab.parentElement!.getBoundingClientRect()
        const { left, right } = tab.getBoundingClientRect()
        return left >= line.left - 0.5 && right <= line.right + 0.5
      })
    const tops = await tabs.evaluateAll(all => new Set(all.map(tab => tab.getBoundingClientRect().top)).size)
    expect(tops).toBe(1)
    const broken = await tabs.evaluateAll(all =>
      all.filter(tab => tab.getClientRects().length !== 1 || tab.scrollWidth > tab.clientWidth),
    )
    expect(broken).toEqual([])
    await tabs.first().focus()
    await page.keyboard.press('End')
    await expect.poll(() => inSight('Check')).toBe(true)
    await expect.poll(() => inSight('Collect')).toBe(false)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => inSight('Collect')).toBe(true)
    await page.getByRole('tab', { name: 'Angle' }).click()
    await expect.poll(() => inSight('Angle')).toBe(true)
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  })
})
