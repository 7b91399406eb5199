import type { Page } from 'playwright-core'
import type { Pose } from './pose.ts'

const place = (page: Page) => page.getByRole('dialog', { name: 'Search' })

export async function openSearch(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Search/ }).click()
  await place(page).getByRole('searchbox').waitFor()
}

const typed = (scenario: string, until: string, then?: (page: Page) => Promise<unknown>): Pose => ({
  scenario,
  strike: async page => {
    await openSearch(page)
    await place(page).getByRole('searchbox').fill('peak flow')
    await place(page).locator(until).first().waitFor()
    await then?.(page)
  },
})
const withFilters = async (page: Page) => {
  await place(page).getByText('Filters').click()
  await place(page).getByRole('group', { name: 'Kind' }).waitFor()
}

export const searchPoses: Record<string, Pose> = {
  'search-open': { scenario: 'search', strike: openSearch },
  'search-found': typed('search', '.hit'),
  'search-filters': typed('search', '.hit', async page => {
    await withFilters(page)
    await place(page)
      .getByRole('button', { name: /^Videos/ })
      .click()
    await place(page).getByLabel('From', { exact: true }).fill('2025-02-01')
    await place(page).getByLabel('To', { exact: true }).fill('2024-02-01')
  }),
  'search-context': typed('search', '.hit', page =>
    place(page).getByText('What stands around it').nth(2).click(),
  ),
  'search-words-only': typed('search-by-words', '.hit'),
  'search-with-problem': typed('search-problem', '.hit'),
  'search-found-nothing': typed('search-nothing', '.hits .teach'),
  'search-asking': typed('search-slow', '.skeleton'),
  'search-fails': typed('search-failed', '.notice'),
  'search-found-hard': typed('search-hard', '.hit'),
  'search-away': {
    scenario: 'search-offline',
    strike: async page => {
      await openSearch(page)
      await place(page).getByRole('searchbox').fill('street')
      await place(page).locator('.hit').first().waitFor()
    },
  },
  'search-read': typed('search', '.hit', async page => {
    await place(page)
      .getByRole('button', { name: /^Read Urban/ })
      .click()
    await page.locator('.reader__words').waitFor()
  }),
  'tags-open': {
    scenario: 'tagged',
    strike: async page => {
      await page.getByRole('button', { name: /^More about Sponge/ }).click()
      await page.getByRole('menuitem', { name: 'Tags…' }).click()
      await page.getByRole('dialog', { name: 'Tags' }).getByRole('textbox').waitFor()
    },
  },
  'tags-in-reader': {
    scenario: 'tagged',
    strike: async page => {
      await page.getByRole('button', { name: /^More about Sponge/ }).click()
      await page.getByRole('menuitem', { name: 'Read what was kept' }).click()
      await page.locator('.reader__words').waitFor()
    },
  },
}
