import type { Pose } from './pose.ts'

const opened = (scenario: string, then: Pose['strike'] = async () => {}): Pose => ({
  scenario,
  strike: async page => {
    await page.getByRole('button', { name: /^(?:Fill in details|Details to paste)/ }).click()
    await page.getByRole('dialog').getByRole('heading', { name: 'Title' }).waitFor()
    await then(page)
  },
})
const put: Pose['strike'] = async page => {
  await page.getByRole('button', { name: /^Put / }).click()
  await page.locator('.dialog .notice').waitFor()
  await page.locator('.studio__put').scrollIntoViewIfNeeded()
}

export const studioPoses: Record<string, Pose> = {
  'studio-details': opened('studio'),
  'studio-details-written': opened('studio-written'),
  'studio-details-below': opened('studio-written', page =>
    page.locator('.studio__put').scrollIntoViewIfNeeded(),
  ),
  'studio-details-folded': opened('studio-folded', page =>
    page.locator('.studio__put').scrollIntoViewIfNeeded(),
  ),
  'studio-details-changed-form': opened('studio-changed-form'),
  'studio-details-gone': opened('studio-gone'),
  'studio-details-too-long': opened('studio-too-long'),
  'studio-paste': opened('studio-list'),
  'studio-put': opened('studio-written', put),
  'studio-put-partly': opened('studio-refuses', put),
}
