import type { Pose } from './pose.ts'

const openSettings = (scenario: string): Pose => ({
  scenario,
  strike: async page => {
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('dialog').locator('.servers').waitFor()
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
