import { describe, expect, test } from 'vitest'
import { called, usePanelStage, wordsOf } from './support/panel.ts'

const { show } = usePanelStage()

describe('reports', () => {
  test('are off, say where they would go, and are turned on and off by the creator alone', async () => {
    const page = await show('reports-off')
    const part = page.getByRole('region', { name: 'Reports' })
    const errors = part.getByRole('checkbox', { name: 'Tell errors to o4507.ingest.errors.example' })
    const use = part.getByRole('checkbox', { name: 'Tell use, by kind and number, to eu.use.example' })
    expect([await errors.isChecked(), await use.isChecked()]).toEqual([false, false])
    await part.getByText('Nothing has been sent yet.').waitFor()
    await errors.check()
    await use.check()
    await errors.uncheck()
    const agreed = await called(page, 'reports.agree')
    expect(agreed).toMatchObject([
      ['errors', { host: 'o4507.ingest.errors.example' }],
      ['use', { host: 'eu.use.example' }],
    ])
    expect(await called(page, 'reports.withdraw')).toEqual([['errors']])
    expect([await errors.isChecked(), await use.isChecked()]).toEqual([false, true])
  })

  test('show what was sent last, word for word', async () => {
    const page = await show('reports-sent')
    const [errors, use] = await page.locator('.reports__body').allTextContents()
    expect(JSON.parse(errors!)).toMatchObject({ errors: [{ name: 'TypeError', code: 'nothing_read' }] })
    expect(JSON.parse(use!)).toMatchObject({ events: [{ event: 'clip_saved', leg: 'defuddle' }, {}] })
  })

  test('hold for the host that was agreed to, and for no other', async () => {
    const page = await show('reports-sent')
    const boxes = page.getByRole('region', { name: 'Reports' }).getByRole('checkbox')
    const checked = () => boxes.evaluateAll(all => all.map(each => (each as HTMLInputElement).checked))
    expect(await checked()).toEqual([true, true])
    await page.evaluate(() => {
      const online = window.fake.world.connection.value
      if (online.state !== 'online') return
      const reports = { errors: 'other.example', use: 'eu.use.example' }
      window.fake.connect({ ...online, capabilities: { ...online.capabilities, reports } })
    })
    await expect.poll(checked).toEqual([false, true])
  })

  test('are not spoken of where the server passes none on', async () => {
    const page = await show('collect')
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('dialog').getByText('What leaves this computer').waitFor()
    expect(await page.getByRole('region', { name: 'Reports' }).count()).toBe(0)
  })
})

test('the usage says what the server pays for, beside what the creator allows', async () => {
  const page = await show('reports-sent')
  const costs = page.getByRole('region', { name: 'What the model costs' })
  await costs.getByText('This server pays for up to').waitFor()
  expect(await wordsOf(costs)).toContain(
    'This server pays for up to 1,000,000 tokens and $2.00 of yours in a month; 203,710 tokens and about 8.8 ¢ of it are used.',
  )
})

test('a project is left once the server says so, however late that is', async () => {
  const page = await show('shared-editor')
  await page.evaluate(() => {
    const { world } = window.fake
    const { promise, resolve } = Promise.withResolvers<void>()
    const { team } = world
    world.team = () => promise.then(team)
    Object.assign(window, { teamComes: resolve })
    window.fake.next.failure = { code: 'network', message: 'The server did not answer. Try again.' }
  })
  await page.getByRole('button', { name: /^Project:/ }).click()
  await page.getByRole('menuitem', { name: 'Leave…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Leave this project?' })
  await dialog.getByRole('button', { name: 'Leave project' }).click()
  expect(await called(page, 'team.leave')).toEqual([])
  expect(await page.getByText(/^Left “/).count()).toBe(0)
  await page.evaluate(() => (window as unknown as { teamComes: () => void }).teamComes())
  await dialog.getByText('The server did not answer. Try again.').waitFor()
  await page.evaluate(() => {
    window.fake.next.failure = null
  })
  await dialog.getByRole('button', { name: 'Leave project' }).click()
  await page.getByText('Left “Why your street floods”').waitFor()
})
