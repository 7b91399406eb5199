import { describe, expect, test } from 'vitest'
import { bringIn, openBringIn } from '../extension/panel/project-poses.ts'
import { called, usePanelStage } from './support/panel.ts'

const { show } = usePanelStage()

describe('a whole project', () => {
  test('is saved as a folder from the export, in one press', async () => {
    const page = await show('export-sheet')
    const saved: string[] = []
    page.on('download', download => saved.push(download.suggestedFilename()))
    await page.getByRole('button', { name: 'Save the whole project' }).click()
    await expect.poll(() => saved).toEqual(['Why your street floods, project.zip'])
    await page.getByText('Saved as “Why your street floods, project.zip”').waitFor()
  })

  test('is not saved where the server does not answer, and it says so', async () => {
    const page = await show('export-sheet')
    await page.evaluate(() => {
      window.fake.next.failure = { code: 'network', message: 'The server did not answer. Try again.' }
    })
    await page.getByRole('button', { name: 'Save the whole project' }).click()
    await page.getByText('The server did not answer. Try again.').waitFor()
    await expect.poll(() => page.getByText(/^Saved as/).count()).toBe(0)
  })

  test('comes in from its file: where it is there already, beside it', async () => {
    const page = await show('collect')
    await openBringIn(page)
    const asNew = page.getByRole('button', { name: 'Bring it in as a new one' })
    expect(await asNew.count()).toBe(0)
    await bringIn(page, 'tides.zip')
    await page.getByRole('alert').getByText('is here already').waitFor()
    await asNew.click()
    await page.getByText('“Why tides come twice” is here. Its sources are being read.').waitFor()
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    expect(await called(page, 'exports.bring')).toEqual([
      ['tides.zip', false],
      ['tides.zip', true],
    ])
  })

  test('says what is wrong with a file, and lets another be chosen', async () => {
    const page = await show('collect')
    await openBringIn(page)
    await page.evaluate(() => {
      window.fake.next.failure = { code: 'invalid_request', message: 'This file is no project folder.' }
    })
    await bringIn(page)
    await page.getByRole('alert').getByText('This file is no project folder.').waitFor()
    expect(await page.getByRole('button', { name: 'Bring it in as a new one' }).count()).toBe(0)
    await page.evaluate(() => {
      window.fake.next.failure = null
    })
    await bringIn(page)
    await page.getByRole('alert').getByText('is here already').waitFor()
  })
})
