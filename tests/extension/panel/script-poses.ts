import type { Page } from 'playwright-core'
import type { Pose } from './pose.ts'
import { sentenceId } from './script-samples.ts'

/** The line of a sentence in the editor. */
export const lineOf = (page: Page, n: number) => page.locator(`.sentence[data-id="${sentenceId(n)}"]`)

/** Puts the cursor into a sentence. */
export const choose = async (page: Page, n: number) => {
  await lineOf(page, n).locator('.sentence__words').click()
  await page.locator(`.sentence[data-chosen][data-id="${sentenceId(n)}"]`).waitFor()
}

export const menu = async (page: Page, button: string | RegExp, item?: string | RegExp) => {
  await page.getByRole('button', { name: button, exact: typeof button === 'string' }).click()
  await page.getByRole('menu', { name: button }).waitFor()
  if (item) await page.locator('.menu__item', { hasText: item }).click()
}

const chosen = (scenario: string, n: number, tall = false): Pose => ({
  scenario,
  strike: async page => {
    await choose(page, n)
    if (tall) await page.getByRole('button', { name: 'More room here' }).click()
  },
})

const sheet = (scenario: string, button: string | RegExp, item: string | RegExp, ready: string): Pose => ({
  scenario,
  strike: async page => {
    await menu(page, button, item)
    await page.getByRole('dialog').locator(ready).first().waitFor()
  },
})

const rewriteFirst = async (page: Page, item = 'Shorter') => {
  await choose(page, 1)
  await menu(page, 'Rewrite', item)
}

const paving = 'More about the beat What paving does'

export const scriptPoses: Record<string, Pose> = {
  'script-quoted': chosen('script', 4),
  'script-paraphrase': chosen('script', 5, true),
  'script-breath': chosen('script', 7, true),
  'script-locked': chosen('script', 3),
  'script-conflict': chosen('script-twice', 1, true),
  'script-strange-chosen': chosen('script-strange', 2),
  'script-offline-chosen': chosen('script-offline', 4),
  'script-beat-menu': {
    scenario: 'script',
    strike: page => menu(page, paving),
  },
  'script-rewrite-menu': {
    scenario: 'script',
    strike: async page => {
      await choose(page, 1)
      await menu(page, 'Rewrite')
    },
  },
  'script-own-order': {
    scenario: 'script',
    strike: async page => {
      await rewriteFirst(page, 'My own order…')
      await page.getByRole('textbox', { name: 'What shall be otherwise?' }).fill('Say it as a question')
    },
  },
  'script-rewrite-busy': {
    scenario: 'script-rewriting',
    strike: async page => {
      await rewriteFirst(page)
      await page.getByRole('button', { name: 'Never mind' }).waitFor()
    },
  },
  'script-rewrite-failed': {
    scenario: 'script-fails',
    strike: async page => {
      await rewriteFirst(page)
      await page.locator('.dock .notice').waitFor()
    },
  },
  'script-rewritten': {
    scenario: 'script',
    strike: async page => {
      await page.getByRole('textbox', { name: /The street that floods/ }).focus()
      await page.keyboard.press('Control+A')
      await menu(page, 'Rewrite', 'Shorter')
      await page.locator('.offered__one').first().waitFor()
      await page.getByRole('button', { name: 'More room here' }).click()
    },
  },
  'script-draft-ask': sheet('script', paving, 'Draft it anew…', '.script-form'),
  'script-draft-ask-offline': sheet('script-offline', paving, 'Draft it anew…', '.script-form'),
  'script-beat-edit': sheet('script', paving, /^Edit title/, '.script-form'),
  'script-candidates': sheet('script', paving, /^Other candidates/, '.candidate'),
  'script-candidates-none': sheet(
    'script',
    'More about the beat The street that floods in June',
    /^Other candidates/,
    '.candidates > p',
  ),
  'script-candidates-failed': sheet('script-fails', paving, /^Other candidates/, '.notice'),
  'script-points-none': sheet('script', 'More about the script', /^Points/, '.points'),
  'script-points-failed': sheet('script-fails', 'More about the script', /^Points/, '.notice'),
  'script-points-compared': {
    scenario: 'script-points',
    strike: async page => {
      await menu(page, 'More about the script', /^Points/)
      await page.getByRole('button', { name: 'Compare' }).last().click()
      await page.locator('.difference del').first().waitFor()
    },
  },
  'script-metered': {
    scenario: 'script',
    strike: async page => {
      await page.getByRole('button', { name: 'Meter' }).click()
      await page.locator('.meter-beside .headline').waitFor()
    },
  },
  'script-metered-no-voice': {
    scenario: 'script-no-voice',
    strike: async page => {
      await page.getByRole('button', { name: 'Meter' }).click()
      await page.locator('.notice').waitFor()
    },
  },
  'script-passages': {
    scenario: 'script',
    strike: async page => {
      await page.getByText('How you say such things').click()
      await page.locator('.own-passage').first().waitFor()
    },
  },
  'script-rule-open': {
    scenario: 'script-rule',
    strike: async page => {
      await page.getByText('3 edits of yours').click()
      await page.locator('.rule .diff-words').first().waitFor()
    },
  },
}
