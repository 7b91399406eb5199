import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { choose } from '../extension/panel/script-poses.ts'
import { beatId, sentenceId } from '../extension/panel/script-samples.ts'
import { called, usePanelStage } from './support/panel.ts'
import { both, sentence, shown, spoken } from './support/script.ts'

const { show } = usePanelStage()

const payoff = (page: Page) => page.getByRole('textbox', { name: 'The words of “What your council can do”' })

const first = 'You walk over forty drains on your way to work.'
const second = 'Each of them decides about your basement.'
const third = 'And none of them was asked.'

const put = (page: Page, text: string) =>
  page.evaluate(text => {
    const data = new DataTransfer()
    data.setData('text/plain', text)
    data.setData('text/html', `<b onclick="document.title='hit'">${text}</b>`)
    document.activeElement!.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  }, text)

test('a script that a newer version wrote in is only read, wherever it shows, and says why', async () => {
  const page = await show('script-newer')
  const why = page.getByText('A newer Ownwords wrote in this script: here you can read it')
  await why.waitFor()
  await page.getByText(first, { exact: true }).waitFor()
  expect(await page.locator('.sentence[data-id]').count()).toBeGreaterThan(0)
  expect(await page.locator('[contenteditable=true]').count()).toBe(0)
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0)
  for (const stage of ['Outline', 'Check']) {
    await page.getByRole('tab', { name: stage }).click()
    await why.waitFor()
  }
  expect(await called(page, 'script.change')).toEqual([])
})

describe('writing', () => {
  test('goes into the sentence that the cursor is in, as one change after another and one step of undo', async () => {
    const page = await show('script')
    await choose(page, 1)
    await page.keyboard.press('End')
    await page.keyboard.type(' Twice.')
    await both(page, 1, [`${first} Twice.`, second, third])
    expect((await sentence(page, 1)).origin).toBe('edited')
    await page.keyboard.press('Control+Z')
    await both(page, 1, [first, second, third])
    expect((await sentence(page, 1)).origin).toBe('model')
    await page.keyboard.press('Control+Shift+Z')
    await both(page, 1, [`${first} Twice.`, second, third])
    await page.getByRole('button', { name: 'Undo' }).click()
    await both(page, 1, [first, second, third])
  })

  test('begins an empty beat, and its words are the creator’s', async () => {
    const page = await show('script')
    await payoff(page).click()
    await page.keyboard.type('Ask for one grate.')
    await both(page, 3, ['Ask for one grate.'])
    const made = await page.evaluate(async id => {
      const { state } = (await window.fake.world.script()).document.value!
      return Object.values(state.value.sentences).find(each => each.beatId === id)!
    }, beatId(3))
    expect(made).toMatchObject({ origin: 'creator', ledger: { standing: 'open' } })
    await page.keyboard.press('Control+Z')
    await expect.poll(() => spoken(page, 3)).toEqual([])
  })

  test('parts a sentence with Enter, and makes it one again with Backspace', async () => {
    const page = await show('script')
    await choose(page, 1)
    await page.keyboard.press('Home')
    for (let n = 0; n < 'You walk over forty drains'.length; n++) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await both(page, 1, ['You walk over forty drains', 'on your way to work.', second, third])
    expect((await sentence(page, 1)).id).toBe(sentenceId(1))
    await page.keyboard.press('Backspace')
    await both(page, 1, [first, second, third])
  })

  test('makes a line before a sentence without touching it, and takes it away again', async () => {
    const page = await show('script')
    await choose(page, 2)
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await both(page, 1, [first, '', second, third])
    const { revision } = await sentence(page, 2)
    await page.keyboard.press('Backspace')
    await both(page, 1, [first, second, third])
    expect((await sentence(page, 2)).revision).toBe(revision)
  })

  test('takes what is pasted in sentence by sentence, as words and never as markup', async () => {
    const page = await show('script')
    await choose(page, 2)
    await page.keyboard.press('End')
    await put(page, 'Dr. Okafor measured it. She did so twice!\nThen <img src=x onerror=alert(1)> it rained.')
    await both(page, 1, [
      first,
      second,
      'Dr. Okafor measured it.',
      'She did so twice!',
      'Then <img src=x onerror=alert(1)> it rained.',
      third,
    ])
    expect(await page.title()).not.toBe('hit')
    await page.keyboard.press('Control+Z')
    await both(page, 1, [first, second, third])
  })

  test('keeps what backs a sentence that is cut out and put in elsewhere', async () => {
    const page = await show('script')
    const cite = 'A tenth more paved area about doubles the peak of a small catchment.'
    await payoff(page).click()
    await put(page, cite)
    await expect.poll(() => spoken(page, 3)).toEqual([cite])
    await expect
      .poll(() =>
        page
          .locator(`[data-beat="${beatId(3)}"] .sentence`)
          .first()
          .getAttribute('data-standing'),
      )
      .toBe('quoted')
  })

  test('takes what an input method composes, in one, and lets nothing from outside break into it', async () => {
    const page = await show('script')
    await choose(page, 1)
    await page.keyboard.press('End')
    const session = await page.context().newCDPSession(page)
    const compose = (text: string) =>
      session.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      })
    await compose('に')
    await compose('にほ')
    await page.evaluate(
      id =>
        window.fake.script.outside([
          {
            do: 'sentence.write',
            sentenceId: id,
            text: 'Each of them rules on your basement.',
            base: 99,
            besideId: crypto.randomUUID(),
            undo: false,
            origin: null,
          },
        ]),
      sentenceId(2),
    )
    await compose('にほん')
    expect(await shown(page, 1)).toEqual([`${first}にほん`, second, third])
    await session.send('Input.insertText', { text: '日本' })
    await both(page, 1, [`${first}日本`, 'Each of them rules on your basement.', third])
  })

  test('leaves a locked sentence as it is, and says why', async () => {
    const page = await show('script')
    await choose(page, 3)
    await page.keyboard.press('End')
    await page.keyboard.type('No')
    await page.getByText('This sentence is locked').first().waitFor()
    await both(page, 1, [first, second, third])
    await page.keyboard.press('Control+A')
    await expect.poll(() => page.locator('.sentence[data-chosen]').count()).toBe(3)
    await page.keyboard.press('Delete')
    await page.getByText('One of these sentences is locked').first().waitFor()
    await both(page, 1, [first, second, third])
    await choose(page, 3)
    await page.getByRole('button', { name: 'Unlock' }).click()
    await choose(page, 3)
    await page.keyboard.press('End')
    await page.keyboard.type(' Ever.')
    await both(page, 1, [first, second, `${third} Ever.`])
  })

  test('writes right to left, and holds 2,000 characters', async () => {
    const page = await show('script-strange')
    await choose(page, 1)
    await page.keyboard.press('End')
    await page.keyboard.type(' גשם')
    await expect.poll(async () => (await spoken(page, 1))[0]).toBe('המים יורדים לרחוב ואין להם לאן ללכת. גשם')
    await choose(page, 5)
    await page.keyboard.type('0123456789 too long')
    await page.getByText('2000 characters at most').first().waitFor()
    const texts = await spoken(page, 1)
    expect(Math.max(...texts.map(each => each.length))).toBe(2_000)
  })
})

describe('what comes from elsewhere', () => {
  const outside = (page: Page, n: number, text: string, base: number) =>
    page.evaluate(
      ({ id, text, base }) =>
        window.fake.script.outside([
          {
            do: 'sentence.write',
            sentenceId: id,
            text,
            base,
            besideId: crypto.randomUUID(),
            undo: false,
            origin: null,
          },
        ]),
      { id: sentenceId(n), text, base },
    )

  test('shows at once, and leaves the cursor in its sentence at its letter', async () => {
    const page = await show('script')
    await choose(page, 2)
    await page.keyboard.press('End')
    await outside(page, 1, 'Forty drains. You walk over them all.', 99)
    await page.keyboard.type(' Yes')
    await page.evaluate(
      ({ id, beatId }) =>
        window.fake.script.outside([
          {
            do: 'sentence.insert',
            sentence: {
              id,
              beatId,
              rank: 'Zz',
              text: 'It rained.',
              origin: 'creator',
              ledger: { standing: 'opinion', citations: [], why: '' },
              cue: '',
            },
          },
        ]),
      { id: sentenceId(80), beatId: beatId(1) },
    )
    await page.keyboard.type(', it does.')
    await both(page, 1, [
      'It rained.',
      'Forty drains. You walk over them all.',
      `${second} Yes, it does.`,
      third,
    ])
  })

  test('leaves the cursor where it was moved to, though the browser has not told of it yet', async () => {
    const page = await show('script')
    await choose(page, 2)
    await page.keyboard.press('Home')
    await page.evaluate(
      ({ id, text }) => {
        const cursor = document.getSelection()!
        cursor.collapse(cursor.anchorNode, cursor.anchorNode!.textContent!.length)
        // In the same turn: nobody can have heard of the cursor.
        const edit = { sentenceId: id, text, base: 99, besideId: crypto.randomUUID() }
        window.fake.script.outside([{ do: 'sentence.write', ...edit, undo: false, origin: null }])
      },
      { id: sentenceId(1), text: 'Forty drains. You walk over them all.' },
    )
    await page.keyboard.type(' Yes')
    await both(page, 1, ['Forty drains. You walk over them all.', `${second} Yes`, third])
  })

  test('into the sentence that is being written is kept beside it, and the creator says which stays', async () => {
    const page = await show('script')
    const { revision } = await sentence(page, 2)
    await choose(page, 2)
    await page.keyboard.press('End')
    await page.keyboard.type(' Really.')
    await outside(page, 2, 'Every drain decides about your basement.', revision)
    await both(page, 1, [first, 'Every drain decides about your basement.', `${second} Really.`, third])
    await page.keyboard.type(' Yes.')
    await both(page, 1, [first, 'Every drain decides about your basement.', `${second} Really. Yes.`, third])
    const two = page.getByRole('region', { name: 'Written twice' })
    await two.getByRole('button', { name: 'Keep the second' }).click()
    await both(page, 1, [first, `${second} Really. Yes.`, third])
    await expect.poll(() => two.count()).toBe(0)
  })

  test('that was written twice can stay both', async () => {
    const page = await show('script-twice')
    await choose(page, 1)
    await page.getByRole('button', { name: 'Keep both' }).click()
    await both(page, 1, [first, 'You walk over forty-one drains on your way to the bus.', second, third])
    await expect.poll(() => page.locator('.sentence[data-beside]').count()).toBe(0)
  })

  test('says where the words are: saved, waiting here, or refused with the reason', async () => {
    const page = await show('script-offline')
    await page.getByText('Offline: 3 changes wait on this computer').waitFor()
    await page.evaluate(() => window.fake.script.sync({ state: 'saved', waiting: 0, failure: null }))
    await page.locator('.sync').getByText('Saved').waitFor()
  })
})

describe('a script of 5,000 sentences', () => {
  test('opens, and a letter shows within a quarter of a second on a busy machine', async () => {
    const page = await show('script-long')
    await page.locator('.sentence').nth(4_999).waitFor({ state: 'attached' })
    await choose(page, 1)
    await page.keyboard.press('End')
    const ms = await page.evaluate(async () => {
      const times: number[] = []
      for (let n = 0; n < 20; n++) {
        const begun = performance.now()
        document.execCommand('insertText', false, 'x')
        await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))
        times.push(performance.now() - begun)
      }
      return times.sort((a, b) => a - b)[10]!
    })
    expect(ms).toBeLessThan(250)
    await expect.poll(async () => (await spoken(page, 1))[0]).toMatch(/x{20}/)
  })
})
