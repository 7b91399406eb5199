import type { Page } from 'playwright-core'
import type { Pose } from './pose.ts'

const press = (page: Page, name: RegExp | string) => page.getByRole('button', { name }).first().click()
const opened = async (page: Page, name: RegExp | string) => {
  await press(page, name)
  await page.getByRole('dialog').waitFor()
}
/** Said who will read it, and asked for. */
const asked: Pose['strike'] = async page => {
  await opened(page, 'Clearer…')
  await press(page, 'Ask for other words')
}
const offered: Pose['strike'] = async page => {
  await asked(page)
  await page.locator('.rewrite-offer__one').first().waitFor()
}

export const checkPoses: Record<string, Pose> = {
  'check-source-sought': {
    scenario: 'check-many',
    strike: async page => {
      await opened(page, 'Find a source')
      await page.locator('.hit').first().waitFor()
    },
  },
  'check-left': {
    scenario: 'check-many',
    strike: async page => {
      await press(page, 'Leave it so')
      await page.getByText('Left as they are (1)').click()
    },
  },
  'check-all-shown': { scenario: 'check-hard', strike: page => press(page, /^Show all/) },
  'check-rewrite': { scenario: 'check-many', strike: offered },
  'check-rewrite-asks': { scenario: 'check-many', strike: page => opened(page, 'Clearer…') },
  'check-rewriting': { scenario: 'check-rewrite-slow', strike: asked },
  'check-rewrite-fails': {
    scenario: 'check-many',
    strike: async page => {
      await page.evaluate(() => {
        window.fake.next.failure = { code: 'network', message: 'The server did not answer. Try again.' }
      })
      await asked(page)
      await page.locator('.dialog .notice').waitFor()
    },
  },
  'export-sheet': { scenario: 'check-many', strike: page => opened(page, 'Export…') },
  'export-sheet-end': {
    scenario: 'check-clean',
    strike: async page => {
      await opened(page, 'Export…')
      await page.getByRole('button', { name: 'Save the whole project' }).scrollIntoViewIfNeeded()
    },
  },
}
