import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { called, usePanelStage, wordsOf } from './support/panel.ts'

const { show } = usePanelStage()

const box = (page: Page) => page.getByRole('textbox', { name: 'Ask your sources' })
const ask = (page: Page) => page.getByRole('button', { name: 'Ask', exact: true })
const log = (page: Page) => page.getByRole('log')
const turnOn = (page: Page, changes: Record<string, unknown>) =>
  page.evaluate(change => {
    const { turns } = window.fake.world.talk.conversation.peek()
    window.fake.converse({
      turns: turns.map((turn, at) => (at === turns.length - 1 ? { ...turn, ...change } : turn)),
    })
  }, changes)

describe('the composer', () => {
  test('is docked under every stage, and tells which one it was asked in', async () => {
    const page = await show('talk-empty')
    await box(page).fill('What do they agree on?')
    await box(page).press('Enter')
    await expect.poll(() => called(page, 'talk.ask')).toEqual([['What do they agree on?', 'collect']])
    await turnOn(page, { state: 'done' })
    await page.getByRole('tab', { name: /^Brief/ }).click()
    await box(page).fill('And what not?')
    await ask(page).click()
    await expect.poll(async () => (await called(page, 'talk.ask')).at(-1)).toEqual(['And what not?', 'brief'])
  })

  test('keeps what is written when it cannot be sent, and says why', async () => {
    const page = await show('talk-empty')
    await page.evaluate(() => {
      window.fake.next.failure = {
        code: 'offline',
        message: 'The server is away. Try again when it is back.',
      }
    })
    await box(page).fill('Do not lose me')
    await box(page).press('Enter')
    await page.getByText('The server is away. Try again when it is back.').waitFor()
    expect(await box(page).inputValue()).toBe('Do not lose me')
  })

  test('takes a new line with Shift and Enter, and asks nothing empty', async () => {
    const page = await show('talk-empty')
    await box(page).press('Enter')
    await box(page).fill('one')
    await box(page).press('Shift+Enter')
    await box(page).pressSequentially('two')
    expect(await box(page).inputValue()).toBe('one\ntwo')
    expect(await called(page, 'talk.ask')).toEqual([])
  })

  test('moves nothing that is being pressed: the button under the pointer stays there', async () => {
    const page = await show('talk-answered')
    const button = page.getByRole('button', { name: /^Show the conversation/ })
    const before = await button.boundingBox()
    await box(page).focus()
    expect(await button.boundingBox()).toEqual(before)
  })

  test('says before it is asked to whom it goes and what it costs, and that a cap stands against it', async () => {
    const costly = await show('talk-cost')
    expect(await wordsOf(costly.locator('.composer'))).toContain('gpt-5-mini at api.openai.com')
    expect(await wordsOf(costly.locator('.composer'))).toContain('up to 6,400 tokens, about 0.4 ¢')
    // The next brief is told of in the same way.
    expect(await wordsOf(costly.locator('.build-bar'))).toContain('up to 6,400 tokens, about 0.4 ¢')
    expect(await called(costly, 'usage.estimate')).toContainEqual(['brief', undefined, undefined])
    const capped = await show('talk-cap')
    expect(await wordsOf(capped.locator('.composer'))).toContain('over your cap of 200,000 tokens')
  })

  test('writes what is said to it, with the word that the browser’s maker hears it', async () => {
    const page = await show('talk-typing')
    await page.getByRole('button', { name: 'Speak your question' }).click()
    await page.getByText('What you say goes to your browser’s maker').waitFor()
    await page.getByRole('button', { name: 'Stop listening' }).click()
    await expect.poll(() => box(page).inputValue()).toMatch(/who says so\? and when$/)
  })

  test('has no microphone where the browser cannot listen', async () => {
    const page = await show('talk-empty')
    expect(await page.getByRole('button', { name: 'Speak your question' }).count()).toBe(0)
  })
})

describe('an answer', () => {
  test('grows while it comes, unchecked by its own word, and can be stopped', async () => {
    const page = await show('talk-stream')
    expect(await wordsOf(log(page))).toContain('The older of the two gives a doubling, the')
    expect(await wordsOf(log(page))).toContain('Quotes are checked when the answer is whole.')
    expect(await page.locator('.turn__going mark').count()).toBe(0)
    await page.getByRole('button', { name: 'Stop', exact: true }).click()
    await expect.poll(() => called(page, 'talk.stop')).toHaveLength(1)
    await page.getByText('You stopped this').waitFor()
  })

  test('marks each sentence by what backs it, and opens the place', async () => {
    const page = await show('talk-answer')
    const answer = page.locator('.answer')
    expect(await answer.locator('mark').allInnerTexts()).toHaveLength(2)
    expect(await wordsOf(answer)).toContain('nobody backs this')
    expect(await wordsOf(answer)).toContain('1 sentence that none of your sources says in so many words.')
    await answer.getByRole('button', { name: /Urban runoff/ }).click()
    await expect.poll(() => called(page, 'openCitation')).toHaveLength(1)
    await answer.getByRole('button', { name: /^Play You, in/ }).click()
    await expect.poll(() => called(page, 'voice.play')).toEqual([['sponge_city', 252_000]])
  })

  test('suggests what is missing, and asks it on a press', async () => {
    const page = await show('talk-answer')
    await page.getByRole('button', { name: 'What does a retention basin cost?' }).click()
    await expect
      .poll(() => called(page, 'talk.ask'))
      .toEqual([['What does a retention basin cost?', 'collect']])
  })

  test('that failed says what to do; one that was stopped can be taken up again', async () => {
    const page = await show('talk-broken')
    expect(await wordsOf(log(page))).toContain('nothing of this was checked against your sources')
    await page.getByRole('button', { name: 'Take it up again' }).click()
    await expect.poll(() => called(page, 'talk.again')).toHaveLength(1)
    await page.getByRole('button', { name: 'Ask otherwise' }).click()
    expect(await box(page).inputValue()).toBe('What does a basin cost?')
  })

  test('shows the text of a page as text, whatever is in it', async () => {
    const page = await show('talk-empty')
    await box(page).fill('x')
    await box(page).press('Enter')
    const hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    await turnOn(page, {
      state: 'done',
      answer: [{ standing: 'own', text: hostile, failedQuotes: [hostile] }],
      next: [hostile],
    })
    await page.getByText('nobody backs this').waitFor()
    expect(await log(page).locator('img, script').count()).toBe(0)
    expect(await wordsOf(page.locator('.answer'))).toContain(hostile)
  })
})

describe('a proposal', () => {
  test('is taken, refused and decided again, each by the creator alone', async () => {
    const page = await show('talk-cards')
    const card = page.getByRole('article', { name: 'Proposed Angle' }).first()
    await card.getByRole('button', { name: 'Take it' }).click()
    await card.getByText('taken', { exact: true }).waitFor()
    await card.getByRole('button', { name: 'Decide again' }).click()
    await card.getByRole('button', { name: 'No', exact: true }).click()
    await card.getByText('refused', { exact: true }).waitFor()
    const decided = await called(page, 'talk.decide')
    expect(decided.map(([, decision]) => decision)).toEqual([
      { state: 'accepted', edited: null },
      { state: 'offered' },
      { state: 'refused' },
    ])
  })

  test('is taken in the creator’s own words', async () => {
    const page = await show('talk-change')
    await page.getByRole('textbox', { name: 'In short' }).fill('Where the water goes')
    await page.getByRole('textbox', { name: 'In your words' }).fill('Down my own drain.')
    await page.getByRole('button', { name: 'Take it so' }).click()
    await expect
      .poll(async () => (await called(page, 'talk.decide'))[0]?.[1])
      .toEqual({ state: 'accepted', edited: { title: 'Where the water goes', text: 'Down my own drain.' } })
    await page.getByText('taken, in your words').first().waitFor()
  })
})

describe('notes and interview', () => {
  test('a note is kept, changed, removed and brought back', async () => {
    const page = await show('talk-noted')
    const dialog = page.getByRole('dialog', { name: 'Notes' })
    await dialog.getByRole('textbox', { name: 'A new note' }).fill('Ask the mayor.')
    await dialog.getByRole('button', { name: 'Keep it' }).click()
    await dialog.getByText('Ask the mayor.').waitFor()
    await dialog.getByRole('button', { name: 'Change this note' }).first().click()
    await dialog.getByRole('textbox', { name: 'This note' }).fill('Ask the mayor twice.')
    await dialog.getByRole('listitem').getByRole('button', { name: 'Keep it' }).click()
    await dialog.getByText('Ask the mayor twice.').waitFor()
    await dialog.getByRole('button', { name: 'Remove this note' }).first().click()
    await dialog.getByRole('button', { name: 'Undo' }).click()
    await expect
      .poll(async () => (await called(page, 'talk.keepNote')).at(-1))
      .toEqual(['Ask the mayor twice.'])
  })

  test('an answer goes where sources go, as the creator’s own knowledge', async () => {
    const page = await show('talk-asked')
    const dialog = page.getByRole('dialog', { name: 'Interview me' })
    expect(await wordsOf(dialog)).toContain('1 of 3 questions answered')
    await dialog.getByRole('textbox', { name: /Who should pay/ }).fill('Whoever paves.')
    await dialog.getByRole('button', { name: 'Keep my answer' }).first().click()
    await expect
      .poll(async () => (await called(page, 'talk.answer'))[0]?.slice(1))
      .toEqual([expect.stringContaining('Who should pay'), { text: 'Whoever paves.', spoken: false }])
  })
})

test('the caps of the model are read, changed and refused where they are none', async () => {
  const page = await show('talk-usage')
  const part = page.getByRole('region', { name: 'What the model costs' })
  expect(await wordsOf(part)).toContain('203,710 tokens, about 8.8 ¢')
  await part.getByRole('textbox', { name: 'Most tokens a run' }).fill('many')
  await part.getByText('A number above 0, or nothing.').waitFor()
  await part.getByRole('textbox', { name: 'Most tokens a run' }).fill('50,000')
  await part.getByRole('textbox', { name: 'Most dollars a month' }).fill('')
  await part.getByRole('button', { name: 'Keep these caps' }).click()
  await expect
    .poll(() => called(page, 'usage.setBudget'))
    .toEqual([[{ runTokens: 50_000, monthTokens: 2_000_000, runDollars: null, monthDollars: null }]])
})
