import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openSteering } from '../extension/panel/steering-scenarios.ts'
import { usePanelStage } from './support/panel.ts'

const { show } = usePanelStage()

const opened = async (scenario: string): Promise<Page> => {
  const page = await show(scenario)
  await openSteering(page)
  return page
}
const passages = (page: Page) => page.locator('.steering-passage__video').allInnerTexts()
const topic = (page: Page) => page.getByLabel('Topic of your next video')

describe('what a writer gets', () => {
  test('moves its passages away from a topic, says which gave way, and comes back from it', async () => {
    const page = await opened('steering')
    await expect.poll(() => page.locator('.steering-rule').count()).toBeGreaterThanOrEqual(8)
    const before = await passages(page)
    await topic(page).fill('Rain gauges on roofs')
    await topic(page).press('Enter')
    await expect.poll(() => page.locator('.steering-moved').innerText()).toMatch(/gave way/)
    const after = await passages(page)
    expect(after).not.toEqual(before)
    expect(await page.locator('.steering-moved__rows').innerText()).toContain('“gauges”')
    await page.getByRole('button', { name: 'Any topic' }).click()
    await expect.poll(() => passages(page)).toEqual(before)
    expect(await topic(page).inputValue()).toBe('')
  })

  test('says so where the topic is nobody’s', async () => {
    const page = await opened('steering')
    await topic(page).fill('Sourdough')
    await page.getByRole('button', { name: 'Choose passages' }).click()
    await expect
      .poll(() => page.locator('.steering-moved').innerText())
      .toBe('The passages stay: none of them is about this.')
  })

  test('shows a passage whole on a press, with the keyboard too', async () => {
    const page = await opened('steering')
    const text = page.locator('.steering-passage__text').first()
    const cut = () => text.evaluate(node => node.scrollHeight > node.clientHeight + 2)
    await expect.poll(cut).toBe(true)
    await page.getByRole('button', { name: 'Read all of how you open' }).press('Enter')
    await expect.poll(cut).toBe(false)
  })

  test('asks again after a failure, and stays honest while it fails', async () => {
    const page = await opened('steering-failed')
    await page.getByText('What a writer gets could not be put together').waitFor()
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Your server did not answer in time').waitFor()
    expect(await page.locator('.steering-rule').count()).toBe(0)
  })
})
