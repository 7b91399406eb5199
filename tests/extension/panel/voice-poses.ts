import type { Page } from 'playwright-core'
import type { Pose } from './pose.ts'

const place = (page: Page) => page.getByRole('dialog', { name: 'Your voice' })

/** Opens the voice's page and waits for what it shows; its plots come a moment after its words. */
export async function openVoice(page: Page, until = '.voice-head'): Promise<void> {
  await page.getByRole('button', { name: 'Your voice' }).first().click()
  await place(page).locator(until).first().waitFor()
  if (until === '.voice-head' && (await place(page).locator('.trait').count()) > 0)
    await place(page).locator('.voice-figure[data-state=drawn]').first().waitFor()
}

const opened = (scenario: string, until?: string): Pose => ({
  scenario,
  strike: page => openVoice(page, until),
})
const scrolled = (scenario: string, heading: string): Pose => ({
  scenario,
  strike: async page => {
    await openVoice(page)
    await place(page)
      .getByRole('heading', { name: heading })
      .evaluate(heading => heading.scrollIntoView({ block: 'start' }))
  },
})

export const voicePoses: Record<string, Pose> = {
  'voice-page-none': opened('voice-none', '.voice-start'),
  'voice-page-no-channel': opened('voice-no-channel', '.voice-start'),
  'voice-page-loading': opened('voice-loading', '.skeleton'),
  'voice-page-failed': opened('voice-failed', '.notice'),
  'voice-page-unmeasured': opened('voice-unmeasured'),
  'voice-page-too-little': opened('voice-too-little'),
  'voice-page-provisional': opened('voice-provisional'),
  'voice-page-measuring': opened('voice-measuring'),
  'voice-page-measuring-again': opened('voice-measuring-again'),
  'voice-page': opened('voice-ready'),
  'voice-page-run-failed': opened('voice-run-failed'),
  'voice-page-offline': opened('voice-offline'),
  'voice-page-edited': opened('voice-edited'),
  'voice-page-hostile': opened('voice-hostile'),
  'voice-page-hebrew': opened('voice-hebrew'),
  'voice-page-phrases': scrolled('voice-ready', 'Signature phrases'),
  'voice-page-rhythm': scrolled('voice-ready', 'Rhythm and pace of a video'),
  'voice-page-models': scrolled('voice-ready', 'What models would get wrong about you'),
  'voice-page-unfolded': {
    scenario: 'voice-edited',
    strike: async page => {
      await openVoice(page)
      await place(page).locator('.voice-group > summary').first().click()
      await place(page).locator('.voice-group .trait').first().waitFor()
      await place(page).locator('.voice-numbers > summary').first().click()
      await place(page).getByRole('table').first().waitFor()
      await place(page)
        .locator('details:not([open]) > summary')
        .evaluateAll(all => {
          for (const summary of all as HTMLElement[]) summary.click()
        })
    },
  },
  'voice-menu': {
    scenario: 'voice-several',
    strike: async page => {
      await openVoice(page)
      await page.getByRole('button', { name: /^Voice: / }).click()
      await page.getByRole('menu').waitFor()
    },
  },
  'voice-edit': {
    scenario: 'voice-ready',
    strike: async page => {
      await openVoice(page)
      await page
        .getByRole('button', { name: /^Change: / })
        .first()
        .click()
      await page.getByRole('menuitem', { name: 'Figure and note…' }).click()
      await page.getByRole('dialog', { name: /^You / }).getByLabel('Note').waitFor()
    },
  },
  'voice-new': {
    scenario: 'voice-none',
    strike: async page => {
      await openVoice(page, '.voice-start')
      await page.getByRole('button', { name: 'Choose the videos…' }).click()
      await page.getByRole('dialog', { name: 'New voice' }).getByLabel('Name').waitFor()
    },
  },
  'voice-versions': {
    scenario: 'voice-ready',
    strike: async page => {
      await openVoice(page)
      await page.getByRole('button', { name: 'Versions' }).click()
      await page
        .getByRole('dialog', { name: /^Versions of/ })
        .locator('.voice-change__row')
        .first()
        .waitFor()
    },
  },
  'voice-cuts': {
    scenario: 'voice-ready',
    strike: async page => {
      await openVoice(page)
      await page
        .getByRole('button', { name: /^Mark stretches of/ })
        .first()
        .click()
      await page.getByRole('region', { name: 'Suggestions' }).waitFor()
    },
  },
}
