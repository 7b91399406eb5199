import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { SearchQuestion } from '../../core/contract/search.ts'
import { openSearch } from '../extension/panel/search-poses.ts'
import { called, usePanelStage, wordsOf } from './support/panel.ts'

const { show } = usePanelStage()
const place = (page: Page) => page.getByRole('dialog', { name: 'Search' })
const field = (page: Page) => place(page).getByRole('searchbox')
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')
const asked = async (page: Page) =>
  ((await called(page, 'ask')) as [SearchQuestion][]).map(([question]) => question)

describe('the search', () => {
  test('opens by its keys from every stage, not while something is written, and gives the focus back', async () => {
    const page = await show('research')
    await page.keyboard.press('/')
    await field(page).waitFor()
    await expect.poll(() => field(page).evaluate(each => each === document.activeElement)).toBe(true)
    await page.keyboard.press('Escape')
    // Gone from the page, not only from sight: the closing is told a moment later.
    await expect.poll(() => page.locator('dialog').count()).toBe(0)
    await page.keyboard.press('Control+k')
    await field(page).fill('a/b')
    await expect.poll(() => field(page).inputValue()).toBe('a/b')
    await page.keyboard.press('Control+k')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(1)
  })

  test('asks once for what was typed, says how many passages there are, and by what they were found', async () => {
    const page = await show('search')
    await openSearch(page)
    await field(page).pressSequentially('peak flow')
    await expect.poll(() => wordsOf(place(page).getByRole('status').first())).toBe('5 passages')
    const questions = await asked(page)
    expect(questions.length).toBeLessThan(9)
    expect(questions.at(-1)).toMatchObject({ query: 'peak flow', scope: { in: 'project' } })
    await place(page).getByText('by meaning in 640 of 1,200 passages so far').waitFor()
  })

  test('is gone through by the arrow keys, and Enter opens the place', async () => {
    const page = await show('search-found')
    await field(page).focus()
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => focused(page)).toContain('Urban runoff')
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => focused(page)).toContain('Sponge cities')
    await page.keyboard.press('Enter')
    const [[opened]] = (await called(page, 'openCitation')) as [
      [{ startMs: number; anchor: { exact: string } }],
    ]
    expect(opened).toMatchObject({
      startMs: 767_000,
      anchor: { exact: expect.stringMatching(/^every new driveway/) },
    })
    expect(await called(page, 'remember')).toEqual([['peak flow']])
    await page.keyboard.press('End')
    await expect.poll(() => focused(page)).toContain('Concrete is not the enemy')
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowUp')
    await expect.poll(() => field(page).evaluate(each => each === document.activeElement)).toBe(true)
  })

  test('reads a source at the passage, marked, and comes back to what was found', async () => {
    const page = await show('search-read')
    const marked = () =>
      page.evaluate(() => [...(CSS.highlights.get('passage') ?? [])].map(range => range.toString()))
    await expect
      .poll(marked)
      .toEqual(['a ten per cent rise in paved area roughly doubles the peak flow of a small catchment'])
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(1)
    await expect.poll(() => place(page).locator('.hit').count()).toBe(5)
    await expect.poll(() => page.evaluate(() => CSS.highlights.has('passage'))).toBe(false)
  })

  test('keeps to the place, kinds, tags and days that are chosen, and to none where they are cleared', async () => {
    const page = await show('search-filters')
    await place(page).getByText('The first day is after the last one').waitFor()
    await expect
      .poll(async () => (await asked(page)).at(-1)?.filters)
      .toMatchObject({ kinds: ['video'], from: '2025-02-01', to: '2024-02-01' })
    await place(page).getByRole('button', { name: 'Clear filters' }).click()
    await place(page).getByRole('button', { name: 'All projects' }).click()
    await expect
      .poll(async () => (await asked(page)).at(-1))
      .toMatchObject({ scope: { in: 'everything' }, filters: { kinds: [], from: null } })
    await place(page).getByText('in Why your street floods').first().waitFor()
  })

  test('that finds nothing says what can be tried', async () => {
    const page = await show('search-found-nothing')
    await place(page).getByRole('button', { name: 'In all projects' }).click()
    await expect.poll(async () => (await asked(page)).at(-1)?.scope).toEqual({ in: 'everything' })
  })

  test('without the server finds titles of this computer, and says that it is no more', async () => {
    const page = await show('search-away')
    await place(page).getByText('The words of your sources are searched by your server.').waitFor()
    await expect.poll(() => wordsOf(place(page).getByRole('status').first())).toBe('1 title on this computer')
    await place(page).getByRole('button', { name: 'Read I measured my street' }).click()
    await page.locator('.reader__words').waitFor()
    expect(await asked(page)).toEqual([])
  })

  test('copies a quote with its link, keeps what was asked when it is opened again, and forgets what it is told to', async () => {
    const page = await show('search-found')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await place(page)
      .getByRole('button', { name: /^Copy this quote of Sponge/ })
      .click()
    await page.getByText('The quote is copied, with its link').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
      /^“every new driveway .*” \[Sponge cities, explained by an engineer, 12:47\]\(https:\/\/www\.youtube\.com/,
    )
    await page.keyboard.press('Escape')
    await openSearch(page)
    await expect.poll(() => field(page).inputValue()).toBe('peak flow')
    await field(page).fill('')
    await place(page).getByRole('button', { name: 'who owns the pipe' }).click()
    await expect.poll(() => field(page).inputValue()).toBe('who owns the pipe')
    await field(page).fill('')
    await place(page).getByRole('button', { name: 'Forget what was searched for' }).click()
    await expect.poll(() => place(page).locator('.recent').count()).toBe(0)
    await expect.poll(() => field(page).evaluate(each => each === document.activeElement)).toBe(true)
  })
})

describe('tags', () => {
  test('are added and taken away, and shown on the source', async () => {
    const page = await show('tags-open')
    const dialog = page.getByRole('dialog', { name: 'Tags' })
    await dialog.getByRole('button', { name: /Take away.*council/ }).click()
    await dialog.getByRole('textbox').pressSequentially('Rain, costs, ')
    await expect
      .poll(() => dialog.getByRole('list', { name: 'Tags of this source' }).locator('li').allInnerTexts())
      .toEqual([expect.stringContaining('costs'), expect.stringContaining('Rain')])
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    const [[, tags]] = (await called(page, 'tagSource')) as [[string, string[]]]
    expect(tags).toEqual(['costs', 'Rain'])
    await expect
      .poll(() => wordsOf(page.locator('.source').first().getByRole('list', { name: 'Tags' })))
      .toContain('Rain')
  })

  test('that are too long are refused in words', async () => {
    const page = await show('tags-open')
    await page.getByRole('dialog').getByRole('textbox').fill('x'.repeat(60))
    await page.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => wordsOf(page.getByRole('alert'))).toContain('a tag has 40 letters at most')
    expect(await called(page, 'tagSource')).toEqual([])
  })
})

test('a reading for meaning that stopped is taken up again from where its failure is told', async () => {
  const page = await show('search-with-problem')
  await expect.poll(() => wordsOf(place(page))).toContain('refused the key')
  await place(page).getByRole('button', { name: 'Read the passages again' }).click()
  await place(page).getByText('Your passages are being read.').waitFor()
  // Asked of all projects the passages are one's own, whichever project is open.
  await place(page).getByRole('button', { name: 'All projects' }).click()
  await place(page).getByRole('button', { name: 'Read the passages again' }).click()
  await expect.poll(() => called(page, 'retryRun')).toHaveLength(2)
  const [[, inProject], [, inAll]] = (await called(page, 'retryRun')) as [[string, string], [string, null]]
  expect(inProject).toMatch(/^[\da-f-]{36}$/)
  expect(inAll).toBeNull()
})
