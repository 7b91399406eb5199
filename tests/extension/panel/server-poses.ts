import type { Locator } from 'playwright-core'
import type { Pose } from './pose.ts'

const openSettings = (scenario: string): Pose => ({
  scenario,
  strike: async page => {
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('dialog').locator('.servers').waitFor()
  },
})

/** Brings it to the top of what shows of the dialog. */
const into = (part: Locator) =>
  part.evaluate(node => {
    for (let box = node.parentElement; box; box = box.parentElement)
      box.scrollTop += node.getBoundingClientRect().top - box.getBoundingClientRect().top
  })

const reportsPart = (scenario: string): Pose => ({
  scenario,
  strike: async page => {
    await openSettings(scenario).strike(page)
    const part = page.getByRole('region', { name: 'Reports' })
    await part.waitFor()
    await into(part)
  },
})

export const serverPoses: Record<string, Pose> = {
  'servers-settings': {
    scenario: 'servers',
    strike: async page => {
      await openSettings('servers').strike(page)
      await page.getByRole('dialog').getByText('2 devices').click()
    },
  },
  'reports-off': reportsPart('servers'),
  'reports-sent': {
    scenario: 'reports',
    strike: async page => {
      await reportsPart('reports').strike(page)
      await page.getByText('What was sent last').click()
    },
  },
  'servers-add': {
    scenario: 'servers',
    strike: async page => {
      await openSettings('servers').strike(page)
      await page.getByRole('button', { name: 'Add a server…' }).click()
      await page.getByLabel('Server address').fill('words.example.org')
    },
  },
  'servers-remove': {
    scenario: 'servers',
    strike: async page => {
      await openSettings('servers').strike(page)
      await page.getByRole('button', { name: 'More for This computer' }).click()
      await page.getByRole('menuitem', { name: 'Remove…' }).click()
      await page.getByRole('dialog', { name: 'Remove this server?' }).waitFor()
    },
  },
  'server-code-shown': openSettings('server-code'),
  'server-code-refused': openSettings('server-refused'),
  'server-code-expired': openSettings('server-expired'),
  'server-shut-settings': openSettings('server-shut'),
  'delete-account': {
    scenario: 'servers',
    strike: async page => {
      await openSettings('servers').strike(page)
      await page.getByRole('button', { name: 'Delete account…' }).click()
      await page.getByRole('dialog', { name: 'Delete your account?' }).waitFor()
    },
  },
  share: {
    scenario: 'sharing',
    strike: async page => {
      await page.getByRole('button', { name: /^Project:/ }).click()
      await page.getByRole('menuitem', { name: 'Share…' }).click()
      await page.getByRole('dialog').getByText('Ben Okri').waitFor()
    },
  },
}
