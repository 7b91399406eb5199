import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { choose, lineOf, menu } from '../extension/panel/script-poses.ts'
import { beatId, sentenceId } from '../extension/panel/script-samples.ts'
import { called, usePanelStage, wordsOf } from './support/panel.ts'
import { both, sentence, spoken } from './support/script.ts'

const { show } = usePanelStage()

const hook = (page: Page) =>
  page.getByRole('textbox', { name: 'The words of “The street that floods in June”' })

const first = 'You walk over forty drains on your way to work.'
const second = 'Each of them decides about your basement.'
const third = 'And none of them was asked.'

describe('a sentence', () => {
  test('says what backs it and opens the place, without moving what stands above', async () => {
    const page = await show('script')
    const top = () => lineOf(page, 2).evaluate(line => line.getBoundingClientRect().top)
    const before = await top()
    await choose(page, 1)
    await choose(page, 2)
    expect(await top()).toBe(before)
    await choose(page, 4)
    const dock = page.getByRole('complementary', { name: 'This sentence' })
    await expect.poll(() => wordsOf(dock)).toMatch(/Quoted.*stand so in one of your sources/s)
    await dock.getByRole('button', { name: /^Open Urban runoff/ }).click()
    expect(await called(page, 'openCitation')).toHaveLength(1)
  })

  test('is the creator’s own knowledge on their word, and shows the shot that they write', async () => {
    const page = await show('script')
    await choose(page, 1)
    await menu(page, 'Backed by', 'I know this myself')
    await expect.poll(() => lineOf(page, 1).getAttribute('data-standing')).toBe('own_knowledge')
    await page.getByRole('textbox', { name: 'Shot' }).fill('My street, from above')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await sentence(page, 1)).cue).toBe('My street, from above')
  })

  test('has what is found put behind it with one press, and is a paraphrase on the creator’s word', async () => {
    const page = await show('script')
    await choose(page, 3)
    await menu(page, 'Backed by', 'Find a source')
    const dialog = page.getByRole('dialog', { name: 'Search' })
    await expect.poll(() => dialog.getByRole('searchbox').inputValue()).toBe(third)
    await dialog.getByRole('button', { name: 'Back the sentence with this' }).click()
    await expect.poll(() => dialog.count()).toBe(0)
    await expect.poll(() => lineOf(page, 3).getAttribute('data-standing')).toBe('paraphrase')
    const dock = page.getByRole('complementary', { name: 'This sentence' })
    await expect
      .poll(() => wordsOf(dock))
      .toMatch(/You say that this passage says so\..*a ten per cent rise/s)
    await page.getByRole('button', { name: 'Undo', exact: true }).last().click()
    await expect.poll(() => lineOf(page, 3).getAttribute('data-standing')).not.toBe('paraphrase')
  })

  test('is moved by the keyboard, in its beat and on into the next, with the cursor in it', async () => {
    const page = await show('script')
    await choose(page, 1)
    await page.keyboard.press('Alt+ArrowDown')
    await both(page, 1, [second, first, third])
    await page.keyboard.press('Alt+ArrowDown')
    await page.keyboard.press('Alt+ArrowDown')
    await both(page, 1, [second, third])
    await expect.poll(async () => (await spoken(page, 2))[0]).toBe(first)
    await page.keyboard.press('End')
    await page.keyboard.type(' So.')
    await expect.poll(async () => (await spoken(page, 2))[0]).toBe(`${first} So.`)
  })

  test('is taken by its mark and let go in another place', async () => {
    const page = await show('script')
    await lineOf(page, 1)
      .locator('.sentence__mark')
      .dragTo(lineOf(page, 3), { targetPosition: { x: 80, y: 24 } })
    await both(page, 1, [second, third, first])
  })
})

test('a beat is taken by its grip and let go before another, with all its sentences', async () => {
  const page = await show('script')
  const beats = page.locator('.beat')
  await beats
    .nth(1)
    .locator('.beat__grip')
    .dragTo(beats.first(), { targetPosition: { x: 60, y: 12 } })
  await expect.poll(() => page.locator('.beat__title').first().textContent()).toBe('What paving does')
  await both(page, 1, [first, second, third])
})

describe('other words', () => {
  test('are shown as a difference and taken or refused sentence by sentence', async () => {
    const page = await show('script')
    await hook(page).focus()
    await page.keyboard.press('Control+A')
    await menu(page, 'Rewrite', 'Shorter')
    const offered = page.locator('.offered__one')
    await expect.poll(() => offered.count()).toBe(2)
    expect(await called(page, 'script.rewrite')).toEqual([[[sentenceId(1), sentenceId(2)], 'shorter', null]])
    await expect.poll(() => offered.first().locator('del').count()).toBeGreaterThan(0)
    await both(page, 1, [first, second, third])
    await offered.first().getByRole('button', { name: 'Take' }).click()
    await both(page, 1, ['You cross forty drains before work.', second, third])
    await page.locator('.offered__one').getByRole('button', { name: 'Refuse' }).click()
    await expect.poll(() => page.locator('.offered').count()).toBe(0)
    await page.keyboard.press('Control+Z')
    await both(page, 1, [first, second, third])
  })

  test('by an order of the creator’s own are asked for with it', async () => {
    const page = await show('script-own-order')
    await page.keyboard.press('Enter')
    await page.locator('.offered__one').waitFor()
    expect(await called(page, 'script.rewrite')).toEqual([
      [[sentenceId(1)], 'own_order', 'Say it as a question'],
    ])
  })

  test('that are not to be had say why, and can be asked for again', async () => {
    const page = await show('script-rewrite-failed')
    await page.getByText('Your server is away').first().waitFor()
    await page.evaluate(() => {
      window.fake.next.failure = null
    })
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.locator('.offered__one').waitFor()
  })
})

describe('a beat', () => {
  test('is drafted on a wish, shows what is said while it is, and is stopped', async () => {
    const page = await show('script-drafting')
    await menu(page, 'More about the beat What paving does', 'Draft it anew…')
    const dialog = page.getByRole('dialog')
    await expect.poll(() => wordsOf(dialog)).toContain('1 sentence that you wrote, changed or locked stays')
    await dialog.getByRole('textbox').fill('with the year')
    await dialog.getByRole('button', { name: 'Draft' }).click()
    await expect.poll(() => called(page, 'script.draft')).toEqual([[[beatId(2)], 'with the year']])
    await page.getByText('The cheapest of the three is a grate').waitFor()
    await page.getByRole('button', { name: 'Stop' }).click()
    await expect.poll(() => called(page, 'cancelRun')).toHaveLength(1)
  })

  test('has its candidates with both judges’ figures, and takes another one', async () => {
    const page = await show('script-candidates')
    const second = page.locator('.candidate').nth(1)
    await expect
      .poll(() => wordsOf(second))
      .toMatch(/past your own band.*Meter \+3\.4, yours are -0\.4 to \+2\.8/s)
    await second.getByRole('button', { name: 'Take this one' }).click()
    await expect.poll(() => called(page, 'script.take')).toHaveLength(1)
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
  })

  test('moves up from its menu, and takes another title and time', async () => {
    const page = await show('script')
    await menu(page, 'More about the beat What paving does', 'Move up')
    await expect.poll(() => page.locator('.beat__title').first().textContent()).toBe('What paving does')
    await menu(page, 'More about the beat What paving does', /^Edit title/)
    await page.getByRole('textbox', { name: 'How long it is to be' }).fill('1:90')
    await page.getByText('Minutes and seconds, as in 1:30').waitFor()
    await page.getByRole('textbox', { name: 'How long it is to be' }).fill('2:30')
    await page.getByRole('textbox', { name: 'Title' }).fill('What asphalt does')
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    await expect
      .poll(() => wordsOf(page.locator('.beat__head').first()))
      .toMatch(/What asphalt does.*0:3\d of 2:30.*short/s)
  })
})

test('points are kept by name, held against what is there now word by word, and gone back to', async () => {
  const page = await show('script-points-compared')
  const dialog = page.getByRole('dialog')
  await expect.poll(() => wordsOf(dialog.locator('.difference__sum'))).toMatch(/added, .*removed/)
  await dialog.getByRole('textbox').fill('Before the cut')
  await dialog.getByRole('button', { name: 'Keep this point' }).click()
  await dialog.getByText('Before the cut', { exact: true }).waitFor()
  await dialog.getByRole('button', { name: 'Go back to it' }).click()
  await expect.poll(() => called(page, 'script.goBack')).toEqual([['Read aloud to Ines']])
  await expect
    .poll(async () => (await spoken(page, 1))[0])
    .toBe('You walk over many drains on your way to work.')
})

test('a rule that edits suggest shows them, and is accepted', async () => {
  const page = await show('script-rule-open')
  await expect.poll(() => page.locator('.rule .diff-words').count()).toBe(3)
  await page.getByRole('button', { name: 'Make it a rule' }).click()
  await expect.poll(() => page.locator('.rule').count()).toBe(0)
  expect((await called(page, 'script.decideRule'))[0]?.[1]).toBe('accepted')
})

test('everything goes by the keyboard alone', async () => {
  const page = await show('script')
  await hook(page).focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('Look. ')
  await expect.poll(async () => (await spoken(page, 1))[0]).toBe(`Look. ${first}`)
  await page.keyboard.press('Control+End')
  await page.locator(`.sentence[data-chosen][data-id="${sentenceId(3)}"]`).waitFor()
  await page.keyboard.press('ArrowDown')
  await expect.poll(() => page.locator('.sentence[data-chosen]').getAttribute('data-id')).toBe(sentenceId(4))
  await page.keyboard.press('Escape')
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Lock')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await sentence(page, 4)).locked).toBe(true)
  await page.keyboard.press('Escape')
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
    .toBe('The words of “What paving does”')
})
