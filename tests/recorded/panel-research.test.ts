import { describe, expect, test } from 'vitest'
import { called, usePanelStage, wordsOf } from './support/panel.ts'

const { show } = usePanelStage()

describe('the stage of research', () => {
  test('says who will read the sources, finds with its progress in words, and shows what was found', async () => {
    const page = await show('research-none')
    await expect
      .poll(() => wordsOf(page.locator('.teach')))
      .toContain('gpt-5-mini at api.openai.com will read your sources')
    await page.getByRole('button', { name: 'Find claims' }).click()
    await page.getByText('Reading 3 of 10 sources').first().waitFor()
    await page.getByRole('tab', { name: /^Research making/ }).waitFor()
    await page.evaluate(() => window.fake.finishClaims())
    await page.getByText('Found without a model').waitFor()
    await expect.poll(() => wordsOf(page.locator('p[role=status].unseen'))).toBe('The claims are ready')
    await expect.poll(() => called(page, 'findClaims')).toHaveLength(1)
  })

  test('is stopped on a press, and taken up again', async () => {
    const page = await show('research-finding')
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('You stopped the search for claims').waitFor()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => called(page, 'retryRun')).toHaveLength(1)
  })

  test('keeps what was found readable while the server is away, and says why it cannot be found anew', async () => {
    const page = await show('research-offline')
    await page.getByText('By about a third').first().waitFor()
    await page.getByText('Claims are found by your server, which is away just now.').waitFor()
    await expect
      .poll(() => page.getByRole('button', { name: 'Find again' }).getAttribute('aria-disabled'))
      .toBe('true')
  })

  test('says that sources came and went since, and finds again', async () => {
    const page = await show('research-stale')
    const notice = page.locator('.notice')
    await expect
      .poll(() => wordsOf(notice))
      .toContain('1 new or changed source, 1 removed since these claims')
    await notice.getByRole('button', { name: 'Find again' }).click()
    await expect.poll(() => called(page, 'findClaims')).toHaveLength(1)
  })
})

describe('a claim', () => {
  test('on which sources part has its sides with who says it, when, and what that is worth', async () => {
    const page = await show('research')
    const side = page.locator('.side').first()
    await expect
      .poll(() => wordsOf(side))
      .toMatch(/By about a third\s+2 sources\s.*Civil Sense · 2 May 2024.*personal/s)
    await expect.poll(() => page.locator('.claim').first().locator('.side').count()).toBe(2)
  })

  test('opens its quote, and the second in the creator’s own video', async () => {
    const page = await show('research')
    await page
      .getByRole('button', { name: /^Open Sponge cities.* at 7:12$/ })
      .first()
      .click()
    await page
      .getByRole('button', { name: /^Open your video.*4:12$/ })
      .first()
      .click()
    const places = (await called(page, 'openCitation')) as [{ startMs: number; link: string }][]
    expect(places.map(([place]) => [place.startMs, place.link])).toEqual([
      [432_000, 'https://www.youtube.com/watch?v=sponge_city&t=432s'],
      [252_000, 'https://www.youtube.com/watch?v=own_video_1&t=252s'],
    ])
  })

  test('has the highlighter on literal quotes alone', async () => {
    const page = await show('research')
    const marked = await page.locator('mark').evaluateAll(all => all.every(mark => mark.closest('q.quote')))
    expect(marked).toBe(true)
    expect(await page.locator('.side__says mark, .claim__text mark').count()).toBe(0)
  })

  test('is found by its filter, which says how many there are', async () => {
    const page = await show('research')
    await page.getByRole('button', { name: /^Single source/ }).click()
    await expect.poll(() => page.locator('.claim').count()).toBe(1)
    await page.getByText('Only one source gives this number.').waitFor()
    await expect.poll(() => wordsOf(page.locator('p[role=status].unseen'))).toBe('Single source: 1 claim')
    await page.getByRole('button', { name: /^You said it/ }).click()
    await expect.poll(() => page.locator('.claim').count()).toBe(2)
    await page.getByText('You already said otherwise').waitFor()
  })

  test('of many waits behind a button, and the focus goes on where it was', async () => {
    const page = await show('research-hard')
    const numbers = page.getByRole('region', { name: 'Numbers' })
    await expect.poll(() => numbers.locator('.claim').count()).toBe(8)
    await numbers.getByRole('button', { name: 'Show all 42 claims' }).click()
    await expect.poll(() => numbers.locator('.claim').count()).toBe(42)
    await expect
      .poll(() =>
        numbers
          .locator('.claim')
          .nth(8)
          .evaluate(claim => claim === document.activeElement),
      )
      .toBe(true)
  })
})

describe('the gap map', () => {
  test('opens the second in which a video says it, and names those that do not', async () => {
    const page = await show('research-gap-map')
    const some = page.getByRole('region', { name: 'Some of them say' })
    await some.getByRole('button', { name: 'Open I measured my street for a year at 10:11' }).click()
    const [[place]] = (await called(page, 'openCitation')) as [[{ startMs: number }]]
    expect(place.startMs).toBe(611_000)
    expect(await some.locator('li').first().textContent()).toContain(
      'Why the council will not dig does not say it',
    )
    const none = page.getByRole('region', { name: 'None of them says' })
    await expect.poll(() => wordsOf(none)).toContain('EUR 3 100 per metre')
  })
})

describe('what a source is worth', () => {
  test('is told with its rule, changed for its channel, and taken back', async () => {
    const page = await show('research-tier')
    const dialog = page.getByRole('dialog')
    await expect.poll(() => wordsOf(dialog)).toMatch(/“civil sense” on YouTube.*personal, by Ownwords’ list/s)
    await dialog.getByRole('radio', { name: /^edited/ }).check()
    await dialog.getByLabel('It counts for').selectOption({ index: 0 })
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    expect(await called(page, 'setTier')).toEqual([['youtube.com/civil sense', 'edited']])
    await page.getByText('“civil sense” on YouTube is edited from now on').waitFor()

    await page
      .getByRole('button', { name: /^personal.*civil sense/ })
      .first()
      .click()
    await page.getByRole('button', { name: /^Back to/ }).click()
    await expect
      .poll(() => called(page, 'setTier'))
      .toEqual([
        ['youtube.com/civil sense', 'edited'],
        ['youtube.com/civil sense', null],
      ])
  })

  test('that cannot be looked up says why, and can be asked again', async () => {
    const page = await show('research-tier-fails')
    await page.getByRole('dialog').getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => called(page, 'tiers')).toHaveLength(2)
  })

  test('has the creator’s rules in the settings, each to be taken back, with the focus kept inside', async () => {
    const page = await show('settings-tiers')
    await page.getByRole('button', { name: 'Take back your rule for thewire.example.com' }).click()
    await expect.poll(() => page.locator('.tier-rules li').count()).toBe(1)
    expect(await called(page, 'setTier')).toEqual([['thewire.example.com', null]])
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('.settings__part') !== null))
      .toBe(true)
  })
})

test('findings are copied as Markdown after the sources were asked about', async () => {
  const page = await show('research')
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Copy unchecked' }).click()
  await page.locator('.toast').waitFor()
})
