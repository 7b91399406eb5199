import type { Pose } from './pose.ts'

const opened = (scenario: string, then: Pose['strike'] = async () => {}): Pose => ({
  scenario,
  strike: async page => {
    await page.getByRole('button', { name: /Change project/ }).click()
    await page.getByRole('menuitem', { name: 'Time so far…' }).click()
    const sheet = page.getByRole('dialog', { name: 'Time so far' })
    await sheet.locator('.time__figures, .notice').first().waitFor()
    await then(page)
  },
})

export const receiptPoses: Record<string, Pose> = {
  'receipt-asks': opened('time'),
  'receipt-against': opened('time-against'),
  'receipt-change': opened('time-against', page =>
    page.getByRole('button', { name: 'Change what it took before' }).click(),
  ),
  'receipt-wrong': opened('time', async page => {
    await page.getByRole('textbox', { name: 'Research, in hours' }).fill('long')
    await page.getByRole('button', { name: 'Keep it' }).click()
  }),
  'receipt-what': opened('time-declined', page => page.locator('.time__what summary').click()),
  'receipt-away': opened('time-away'),
  'receipt-failed': opened('time-failed'),
}
