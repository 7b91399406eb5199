import { describe, expect, test } from 'vitest'
import { outlines } from '../extension/panel/gate-samples.ts'
import { decided, spoken, titles } from './support/gates.ts'
import { usePanelStage, wordsOf } from './support/panel.ts'

const { show } = usePanelStage()

describe('the outline', () => {
  test('is asked for the angle first, and leads there', async () => {
    const page = await show('outline-missing')
    await page.getByText('The angle comes first').waitFor()
    await page.getByRole('button', { name: 'To the angle' }).click()
    await page.getByRole('tab', { name: 'Angle', selected: true }).waitFor()
  })

  test('is taken as it was offered, and its beats are the script’s from then on', async () => {
    const page = await show('outline')
    await page.getByRole('button', { name: 'Take it: outline B' }).click()
    await expect
      .poll(() => decided(page))
      .toMatchObject([{ how: 'taken', optionIds: [outlines.options[1]!.id] }])
  })

  test('is put into another order by keys, each time said, with the focus kept on what moves', async () => {
    const page = await show('outline-decided')
    const handle = page.getByRole('button', { name: /^Move “They do not agree”, 4 of 7/ })
    await handle.focus()
    await page.keyboard.press('Alt+ArrowUp')
    await expect.poll(() => titles(page)).toMatchObject({ 2: 'They do not agree', 3: 'A tenth more asphalt' })
    await expect.poll(() => spoken(page)).toBe('“They do not agree” is 3 of 7 now')
    await page.keyboard.press('Alt+ArrowUp')
    await expect.poll(async () => (await titles(page))[1]).toBe('They do not agree')
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toMatch(/^Move “They do not agree”, 2 of 7/)
    await page.getByRole('button', { name: 'Undo', exact: true }).click()
    await expect.poll(async () => (await titles(page))[2]).toBe('They do not agree')
  })

  test('is put into another order by dragging; Escape leaves it as it was', async () => {
    const page = await show('outline-dragged')
    await page.keyboard.press('Escape')
    await page.mouse.up()
    expect(await titles(page)).toMatchObject({ 3: 'They do not agree' })
    const again = await show('outline-dragged')
    await again.mouse.up()
    await expect.poll(async () => (await titles(again))[1]).toBe('They do not agree')
    expect(await again.locator('.planned--dragged').count()).toBe(0)
  })

  test('has its beats changed: title, purpose, kind, length and what backs them', async () => {
    const page = await show('outline-edit')
    await page.getByLabel('Title').fill('Both are right')
    await page.getByLabel('Kind').selectOption('payoff')
    await page.getByLabel('Length').fill('2:5x')
    await page.getByText('Minutes and seconds, such as 1:30.').waitFor()
    expect(await page.getByRole('button', { name: 'Keep it' }).getAttribute('aria-disabled')).toBe('true')
    await page.getByLabel('Length').fill('2:05')
    await page.getByRole('button', { name: /^Take away: every new driveway/ }).click()
    await page.getByLabel('Words in it').fill('DN 800')
    await page.getByRole('button', { name: /^Add: EUR 3 100/ }).click()
    await page.getByRole('button', { name: 'Keep it' }).click()
    const row = page.locator('.planned').nth(3)
    await expect.poll(() => wordsOf(row)).toMatch(/Both are right.*Payoff.*2 quotes.*2:05/s)
    await expect.poll(() => wordsOf(page.locator('.total'))).toContain('8:25 of 8:00 0:25 too long')
  })

  test('gets beats where they mostly stand, a sponsor’s slot too, and gives them away with a way back', async () => {
    const page = await show('outline-removed')
    await expect.poll(() => titles(page)).toHaveLength(6)
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await expect.poll(async () => (await titles(page))[3]).toBe('They do not agree')
    await page.getByRole('button', { name: 'Add a beat' }).click()
    await page.getByRole('menuitem', { name: 'Sponsor' }).click()
    await expect
      .poll(() => page.evaluate(() => (document.activeElement as HTMLInputElement).value))
      .toBe('Sponsor')
    await page.keyboard.press('Escape')
    await expect.poll(async () => (await titles(page))[3]).toBe('Sponsor')
  })

  test('is fitted to the target by the pace, and what does not fit is told', async () => {
    const page = await show('outline-fitted')
    await expect.poll(() => wordsOf(page.locator('.total'))).toMatch(/^0:20 of 0:20/)
    await expect
      .poll(() => wordsOf(page.locator('.beats-editor .notice')))
      .toMatch(/shorter than a sentence takes/)
    const aimless = await show('outline-no-target')
    await aimless.getByText('No length is aimed at: beats keep the times that you give them.').waitFor()
    expect(await aimless.getByRole('button', { name: 'Fit to target' }).count()).toBe(0)
  })

  test('of no beats is told and filled again; of 80 too; more than fit are refused', async () => {
    const page = await show('outline-empty')
    await page.getByText('This outline has no beats.').waitFor()
    await page.getByRole('button', { name: 'Put the decided beats back' }).click()
    await expect.poll(() => titles(page)).toHaveLength(7)
    const many = await show('outline-many')
    await many.getByText('80 beats are one every 6 s, and few hold a sentence: join some.').waitFor()
    expect(await titles(many)).toHaveLength(80)
    const full = await show('outline-full')
    await full.getByRole('button', { name: 'Add a beat' }).click()
    await full.getByRole('menuitem', { name: 'Turn' }).click()
    await full
      .getByText(/^An outline keeps 100 beats at most/)
      .last()
      .waitFor()
    expect(await titles(full)).toHaveLength(100)
  })

  test('is the creator’s own: the usual beats with the target shared out, to be changed before it is taken', async () => {
    const page = await show('outline-own')
    await expect.poll(() => wordsOf(page.locator('.dialog .total'))).toMatch(/^8:00 of 8:00/)
    await page.getByRole('button', { name: 'More about “Goodbye”' }).click()
    await page.getByRole('menuitem', { name: 'Remove' }).click()
    await page.getByRole('button', { name: 'Take it so' }).click()
    await expect.poll(() => decided(page)).toHaveLength(1)
    const [draft] = await decided(page)
    expect(draft).toMatchObject({ how: 'own', optionIds: [] })
    const { content } = draft!
    expect(content.gate === 'outline' && content.outline.beats.map(beat => beat.kind)).toEqual([
      ...['hook', 'setup', 'turn', 'turn', 'payoff'],
    ])
  })

  test('is mixed beat by beat, in an order that holds', async () => {
    const page = await show('outline-mix')
    await page.getByRole('checkbox', { name: /The driveway/ }).check()
    await page.getByRole('checkbox', { name: /They do not agree/ }).uncheck()
    await page.getByRole('button', { name: 'Take these 7' }).click()
    await expect.poll(() => decided(page)).toHaveLength(1)
    const [draft] = await decided(page)
    const { content } = draft!
    expect(draft).toMatchObject({
      how: 'mixed',
      optionIds: [outlines.options[0]!.id, outlines.options[1]!.id],
    })
    expect(content.gate === 'outline' && content.outline.beats.map(beat => beat.title)).toEqual([
      ...['The street in June', 'Where the water goes', 'A tenth more asphalt', 'The driveway', 'Sponsor'],
      ...['What one garden does', 'Look down tomorrow'],
    ])
  })

  test('goes on without the server, and says that what was changed waits here', async () => {
    const page = await show('outline-offline')
    await page.getByText('Your changes are kept on this computer and go when the server is back.').waitFor()
    await page.getByRole('button', { name: /^Move “The street in June”/ }).focus()
    await page.keyboard.press('Alt+ArrowDown')
    await expect.poll(async () => (await titles(page))[1]).toBe('The street in June')
  })
})
