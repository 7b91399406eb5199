import type { Page } from 'playwright-core'
import type { Pose } from './pose.ts'

const sheet = (scenario: string, button: string | RegExp, title: RegExp): Pose => ({
  scenario,
  strike: async page => {
    await page.getByRole('button', { name: button }).first().click()
    await page.getByRole('dialog', { name: title }).waitFor()
  },
})
const fromWay = (scenario: string, item: string, dialog: RegExp): Pose => ({
  scenario,
  strike: async page => {
    await openWays(page)
    await page.getByRole('menuitem', { name: item }).click()
    await page.getByRole('dialog', { name: dialog }).waitFor()
    // What it shows is asked for.
    await page.locator('.dialog .log__entries, .dialog .difference, .dialog .field__input').first().waitFor()
  },
})
const openWays = async (page: Page) => {
  await page.getByRole('button', { name: /^Way:/ }).click()
  await page.getByRole('menu').waitFor()
}
const unfold = async (page: Page) => {
  for (const more of await page.locator('.more > summary').all()) await more.click()
}

export const gatePoses: Record<string, Pose> = {
  'angle-unfolded': { scenario: 'angle', strike: unfold },
  'angle-older-unfolded': {
    scenario: 'angle-older',
    strike: page => page.getByText('3 earlier options').click(),
  },
  'angle-change': sheet('angle', 'Change it', /^Change this angle$/),
  'angle-own': sheet('angle', 'Write your own…', /^Your own angle$/),
  'angle-mix': sheet('angle', 'Mix them…', /^Mix angles$/),
  'angle-mix-hard': sheet('angle-hard', 'Mix them…', /^Mix angles$/),
  'angle-too-long': {
    scenario: 'angle-none',
    strike: page => page.getByLabel('Minutes').fill('600'),
  },
  'angle-decided-options': {
    scenario: 'angle-decided',
    strike: page => page.getByText('3 options', { exact: true }).click(),
  },
  'ways-menu': { scenario: 'angle-ways', strike: openWays },
  'ways-log': fromWay('angle-ways', 'All decisions…', /^All decisions$/),
  'ways-log-unfolded': {
    scenario: 'angle-ways',
    strike: async page => {
      await openWays(page)
      await page.getByRole('menuitem', { name: 'All decisions…' }).click()
      await page.locator('.log__entries').waitFor()
      for (const more of await page.locator('.dialog .more > summary').all()) await more.click()
      await page.locator('.dialog .difference').waitFor()
    },
  },
  'ways-log-none': fromWay('angle-decided', 'Rename this way…', /^Rename this way$/),
  'ways-compare': fromWay('angle-ways', 'Compare two ways…', /^Compare two ways$/),
  'ways-back': {
    scenario: 'angle-ways',
    strike: async page => {
      await openWays(page)
      await page.getByRole('menuitem', { name: 'Go back to before the outline' }).click()
      await page.locator('.toast').waitFor()
    },
  },
  'outline-unfolded': { scenario: 'outline', strike: unfold },
  'outline-change': sheet('outline', 'Change it', /^Change this outline$/),
  'outline-own': sheet('outline-none', 'Write your own…', /^Your own outline$/),
  'outline-mix': sheet('outline', 'Mix them…', /^Mix outlines$/),
  'outline-edit': {
    scenario: 'outline-decided',
    strike: async page => {
      await page.getByRole('button', { name: 'Change They do not agree' }).click()
      await page.getByText('Add a quote').click()
      await page.getByLabel('Words in it').waitFor()
    },
  },
  'outline-add': {
    scenario: 'outline-decided',
    strike: async page => {
      await page.getByRole('button', { name: 'Add a beat' }).click()
      await page.getByRole('menu').waitFor()
    },
  },
  'outline-removed': {
    scenario: 'outline-decided',
    strike: async page => {
      await page.getByRole('button', { name: 'More about “They do not agree”' }).click()
      await page.getByRole('menuitem', { name: 'Remove' }).click()
      await page.locator('.toast').waitFor()
    },
  },
  'outline-dragged': {
    scenario: 'outline-decided',
    strike: async page => {
      const handle = page.getByRole('button', { name: /^Move “They do not agree”/ })
      const target = page.getByRole('button', { name: /^Move “Where the water goes”/ })
      const [from, to] = [(await handle.boundingBox())!, (await target.boundingBox())!]
      await page.mouse.move(from.x + 8, from.y + 8)
      await page.mouse.down()
      await page.mouse.move(to.x + 8, to.y + 2, { steps: 4 })
      await page.locator('.planned--drop-before').waitFor()
    },
  },
  'outline-fitted': {
    scenario: 'outline-short',
    strike: async page => {
      await page.getByRole('button', { name: 'Fit to target' }).click()
      await page.locator('.beats-editor .notice').waitFor()
    },
  },
  'hook-change': sheet('hook', 'Change it', /^Change this hook$/),
  'hook-own': sheet('hook-none', 'Write your own…', /^Your own hook$/),
  'hook-mix': sheet('hook', 'Mix them…', /^Mix hooks$/),
  'hook-unfolded': { scenario: 'hook-decided', strike: unfold },
}
