import type { Page } from 'playwright-core'
import type { Pose } from './pose.ts'

/** The dialog, with a file chosen. */
export async function bringIn(page: Page, name = 'Why tides come twice, project.zip'): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file' }).click()
  const file = { name, mimeType: 'application/zip', buffer: Buffer.from('PK') }
  await (await chooser).setFiles(file)
}

export async function openBringIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Change project/ }).click()
  await page.getByRole('menuitem', { name: 'Bring a project in…' }).click()
  await page.getByRole('dialog', { name: 'Bring a project in' }).waitFor()
}

export const projectPoses: Record<string, Pose> = {
  'bring-project': { scenario: 'collect', strike: openBringIn },
  'bring-project-there': {
    scenario: 'collect',
    strike: async page => {
      await openBringIn(page)
      await bringIn(page)
      await page.getByRole('button', { name: 'Bring it in as a new one' }).waitFor()
    },
  },
}
