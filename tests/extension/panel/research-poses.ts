import type { Page } from 'playwright-core'
import type { Pose } from './pose.ts'

const part = (scenario: string, name: RegExp): Pose => ({
  scenario,
  strike: async page => {
    await page.getByRole('tab', { name }).click()
    await page.getByRole('tabpanel', { name }).waitFor()
  },
})
const filtered = (name: RegExp): Pose => ({
  scenario: 'research',
  strike: page => page.getByRole('group', { name: 'Show claims' }).getByRole('button', { name }).click(),
})
const askTier = async (page: Page, name: RegExp) => {
  await page.getByRole('button', { name }).first().click()
  await page.getByRole('dialog').waitFor()
}

export const researchPoses: Record<string, Pose> = {
  'research-gap-map': part('research', /^Gap map/),
  'research-gap-map-hard': part('research-hard', /^Gap map/),
  'research-gap-map-none': part('research-empty', /^Gap map/),
  'research-unanswered': part('research', /^Unanswered/),
  'research-unanswered-none': part('research-empty', /^Unanswered/),
  'research-single': filtered(/^Single source/),
  'research-own': filtered(/^You said it/),
  'research-unfolded': {
    scenario: 'research',
    strike: async page => {
      await page.getByRole('tab', { name: /^Gap map/ }).click()
      for (const more of await page.locator('.more summary').all()) await more.click()
    },
  },
  'research-tier': {
    scenario: 'research',
    strike: async page => {
      await askTier(page, /^personal.*civil sense/)
      await page.getByRole('radio').first().waitFor()
    },
  },
  'research-tier-own': {
    scenario: 'research-own-tiers',
    strike: async page => {
      await askTier(page, /thewire/)
      await page.getByRole('button', { name: /^Back to/ }).waitFor()
    },
  },
  'research-tier-fails': {
    scenario: 'research-tiers-fail',
    strike: async page => {
      await askTier(page, /thewire/)
      await page.locator('.dialog .notice').waitFor()
    },
  },
  'settings-tiers': {
    scenario: 'research-own-tiers',
    strike: async page => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.locator('.tier-rules').scrollIntoViewIfNeeded()
    },
  },
}
