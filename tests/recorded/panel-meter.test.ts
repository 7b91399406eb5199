import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { drafts, openMeterTab, ownHook } from '../extension/panel/meter-scenarios.ts'
import { usePanelStage, wordsOf } from './support/panel.ts'

const { show } = usePanelStage()

const field = (page: Page) => page.getByRole('textbox', { name: 'Your draft' })
const verdict = (page: Page) => page.getByRole('region', { name: 'What the meter says' })
const headline = (page: Page) => page.locator('.headline')
const sentence = (page: Page) => page.getByRole('region', { name: 'This sentence' })
const step = (page: Page) => page.getByRole('button', { name: 'Next coloured sentence' })

describe('a draft in the meter', () => {
  test('is read while it is typed, and coloured in its place', async () => {
    const page = await show('meter')
    await field(page).click()
    await page.keyboard.type('So you can see it. Moreover, it is crucial to delve. ')
    await expect.poll(() => wordsOf(headline(page))).toMatch(/Too short to judge\s*11 words/)
    await expect
      .poll(() => page.locator('.draft__mirror .pull--towards').allInnerTexts())
      .toEqual(['So you can see it.'])
    await expect
      .poll(() => page.locator('.draft__mirror .pull--away').allInnerTexts())
      .toEqual(['Moreover, it is crucial to delve.'])
    await page.keyboard.insertText(drafts.model)
    await expect.poll(() => wordsOf(headline(page))).toMatch(/Clearly not your voice\s*139 words/)
  })

  test('keeps its colours over the right words while an answer is on its way', async () => {
    const page = await show('meter-slow')
    await field(page).fill('So you can see it. The pipe is old.')
    await expect
      .poll(() => page.locator('.draft__mirror .pull').allInnerTexts())
      .toEqual(['So you can see it.'])
    await field(page).press('ControlOrMeta+Home')
    const kept = await page.evaluate(async () => {
      const text = document.querySelector<HTMLTextAreaElement>('.draft__text')!
      text.setRangeText('Well. ', 0, 0, 'end')
      text.dispatchEvent(new InputEvent('input', { bubbles: true }))
      await new Promise(requestAnimationFrame)
      return {
        mirrored: document.querySelector<HTMLElement>('.draft__mirror')!.textContent,
        coloured: [...document.querySelectorAll('.draft__mirror .pull')].map(each => each.textContent),
      }
    })
    expect(kept.mirrored).toBe('Well. So you can see it. The pipe is old.')
    expect(kept.coloured).toEqual(['Well. So you can see it.'])
    await expect
      .poll(() => page.locator('.draft__mirror .pull').allInnerTexts())
      .toEqual(['So you can see it.'])
  })

  test('has its colours on the same lines as its words, whatever is in it and however wide the panel is', async () => {
    const page = await show('meter')
    const hard = [
      drafts.rtl,
      `${'unbroken'.repeat(60)} so\tyou\t\tsee   it ${'🌧️👩🏽‍🚒'.repeat(30)}\n\n\n  so you end with lines\n\n`,
      `${'So you see it. '.repeat(300)}`,
    ]
    for (const text of hard) {
      await field(page).fill(text)
      for (const width of [320, 400, 640]) {
        await page.setViewportSize({ width, height: 820 })
        await expect
          .poll(() =>
            page.evaluate(() => {
              const text = document.querySelector<HTMLElement>('.draft__text')!
              const mirror = document.querySelector<HTMLElement>('.draft__mirror')!
              return [mirror.scrollHeight - text.scrollHeight, mirror.scrollTop - text.scrollTop]
            }),
          )
          .toEqual([0, 0])
      }
    }
  })

  test('that is markup stays text', async () => {
    const page = await show('meter')
    await field(page).fill(drafts.markup)
    await expect.poll(() => wordsOf(headline(page))).toMatch(/words/)
    await expect.poll(() => page.locator('.draft__mirror').textContent()).toContain('<img src=x onerror=')
    expect(await page.locator('.meter img, .meter script, .meter b').count()).toBe(0)
    expect(await page.title()).not.toBe('hit')
  })

  test('says that it stays on this computer', async () => {
    const page = await show('meter')
    await expect
      .poll(() =>
        field(page).evaluate(
          each => document.getElementById(each.getAttribute('aria-describedby')!)!.textContent,
        ),
      )
      .toBe('Your text stays on this computer. Nothing is sent anywhere.')
  })
})

describe('a sentence', () => {
  test('shows its reasons where the pointer is, and the caret’s again when it leaves', async () => {
    const page = await show('meter')
    await field(page).fill('So you can see it. Moreover, it is crucial.')
    await expect.poll(() => wordsOf(sentence(page))).toMatch(/Pulls .*away.*Sentence 2 of 2/s)
    await page.locator('.draft__mirror .pull--towards').hover({ force: true })
    await expect
      .poll(() => wordsOf(sentence(page)))
      .toMatch(/Pulls .*towards.*Sentence 1 of 2.*You say “so” 2.1/s)
    await page.getByText('What pulls it away').hover()
    await expect.poll(() => wordsOf(sentence(page))).toMatch(/away.*Sentence 2 of 2/s)
  })

  test('is gone to by keyboard, round the end, and edited from there', async () => {
    const page = await show('meter')
    await field(page).fill('So you can see it. The pipe is old. Moreover, it is crucial.')
    await expect.poll(() => wordsOf(sentence(page))).toContain('Sentence 3 of 3')
    await step(page).focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => wordsOf(sentence(page))).toContain('Sentence 1 of 3')
    await page.keyboard.press('Enter')
    await expect.poll(() => wordsOf(sentence(page))).toContain('Sentence 3 of 3')
    await page.getByRole('button', { name: 'Edit this sentence' }).click()
    await page.keyboard.insertText('That is all.')
    await expect.poll(() => field(page).inputValue()).toBe('So you can see it. The pipe is old. That is all.')
  })

  test('far down in a long draft is brought into the view', async () => {
    const page = await show('meter')
    await field(page).fill(
      `${'The pipe is old.\n\n'.repeat(60)}So you can see it.\n\n${'The pipe is old.\n\n'.repeat(60)}`,
    )
    await expect.poll(() => page.locator('.draft__mirror .pull').count()).toBe(1)
    await step(page).click()
    const shown = page.locator('.draft__piece--chosen')
    await expect
      .poll(async () => {
        const [box, at] = [await field(page).boundingBox(), await shown.boundingBox()]
        return box && at ? at.y >= box.y && at.y + at.height <= box.y + box.height : false
      })
      .toBe(true)
  })

  test('has no verdict', async () => {
    const page = await show('meter')
    await field(page).fill(drafts.model)
    await expect.poll(() => wordsOf(sentence(page))).toMatch(/Pulls/)
    expect(await wordsOf(sentence(page))).not.toMatch(/your voice\b.*(?:Clearly|Not|Cannot)|%/)
  })
})

describe('the judgement', () => {
  test('stands in words beside the creator’s own band, with its numbers in a table and its limit', async () => {
    const page = await show('meter')
    await field(page).fill(drafts.own)
    await expect.poll(() => wordsOf(headline(page))).toMatch(/Clearly your voice/)
    await expect.poll(() => page.locator('.verdict .voice-figure svg').count()).toBe(1)
    const says = await wordsOf(verdict(page))
    expect(says).toMatch(/nine in ten of your own videos|Inside the band/)
    expect(says).toContain('A model that imitates you closely can stand inside your band')
    expect(says).not.toMatch(/%|AI.written|machine/i)
    await page.getByText('Numbers of where this text stands').click()
    const rows = verdict(page).getByRole('row')
    await expect.poll(() => rows.count()).toBe(4)
    await expect.poll(() => rows.nth(1).innerText()).toMatch(/Your own videos\s+2\.1\s+3\.4\s+4\.6/)
  })

  test('of a longer text is also made passage by passage, and each is shown in its place', async () => {
    const page = await show('meter')
    await field(page).fill(drafts.mixed)
    const passages = page.locator('.passages__list button')
    await expect.poll(() => passages.allInnerTexts()).toHaveLength(3)
    await expect.poll(() => wordsOf(passages.nth(1))).toMatch(/Words 121 to 240.*not your voice/is)
    const marked = () =>
      field(page).evaluate(
        (each: HTMLTextAreaElement) =>
          each.value.slice(each.selectionStart, each.selectionEnd).split(/\s+/).length,
      )
    await passages.nth(0).click()
    await expect.poll(marked).toBe(120)
    const apart = page.getByRole('button', { name: /Words 121 to 240\s*Go least with the rest/ })
    await apart.click()
    await expect
      .poll(() => field(page).evaluate((each: HTMLTextAreaElement) => each.selectionStart))
      .toBeGreaterThan(400)
    expect(await marked()).toBe(120)
    await expect
      .poll(() => field(page).evaluate(each => each.getBoundingClientRect().top))
      .toBeGreaterThanOrEqual(0)
    await field(page).fill(drafts.own)
    await expect.poll(() => apart.count()).toBe(0)
  })

  test('is said aloud once the typing rests', async () => {
    const page = await show('meter')
    await field(page).fill(drafts.own)
    await expect
      .poll(() => page.locator('p[role=status].unseen').allInnerTexts())
      .toContain('Clearly your voice')
  })

  test('is not made of too few words, and reasons are given', async () => {
    const page = await show('meter')
    await field(page).fill(ownHook)
    await expect
      .poll(() => wordsOf(page.locator('.meter')))
      .toMatch(/Too short to judge.*56 words more.*You say “you”/s)
    expect(await page.locator('.verdict .voice-figure svg').count()).toBe(0)
  })

  test('is not made of another language', async () => {
    const page = await show('meter')
    await field(page).fill(drafts.german)
    await expect.poll(() => wordsOf(page.locator('.meter'))).toMatch(/Another language.*German.*English/s)
    expect(await page.locator('.pull').count()).toBe(0)
  })

  test('of a copy is that it is one, and of a part of one both', async () => {
    const page = await show('meter')
    await field(page).fill(drafts.allCopied)
    await expect
      .poll(() => wordsOf(page.locator('.meter')))
      .toMatch(/Copied from your videos.*132 of 132 words/s)
    expect(await page.locator('.verdict .voice-figure svg').count()).toBe(0)
    await field(page).fill(drafts.copied)
    await expect.poll(() => wordsOf(page.locator('.meter'))).toMatch(/your voice.*22 of 120 words/is)
    await expect
      .poll(() => page.locator('.draft__piece--copied').first().textContent())
      .toMatch(/^okay so a rain/)
  })

  test('carries what is doubtful about the voice itself', async () => {
    const provisional = await show('meter-provisional')
    await expect
      .poll(() => wordsOf(provisional.locator('.notice')))
      .toMatch(/made of 4 videos.*changed since/s)
    const little = await show('meter-too-little')
    await expect.poll(() => wordsOf(little.locator('.notice'))).toMatch(/2 videos: too little/)
  })
})

describe('a text that is too long', () => {
  const pasted = async (page: Page, words: number) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await field(page).click()
    await page.evaluate(words => navigator.clipboard.writeText('so it goes on '.repeat(words / 4)), words)
    await page.keyboard.press('ControlOrMeta+V')
  }

  test('of a million words is not put in, with words, and what stood there stays', async () => {
    const page = await show('meter')
    await field(page).fill('So you can see it. ')
    await pasted(page, 1_000_000)
    await expect
      .poll(() => wordsOf(page.locator('.notice')))
      .toMatch(/nothing was put in.*1,000,005 words.*20,000/is)
    expect(await field(page).inputValue()).toBe('So you can see it. ')
    await field(page).press('x')
    await expect.poll(() => page.locator('.notice').count()).toBe(0)
  })

  test('that comes in another way is refused, and the field can be emptied', async () => {
    const page = await show('meter-refused')
    await expect.poll(() => wordsOf(page.locator('.notice'))).toMatch(/24,000 words/)
    await page.getByRole('button', { name: 'Empty the field' }).click()
    await expect.poll(() => field(page).inputValue()).toBe('')
    await expect.poll(() => page.locator('.notice').count()).toBe(0)
  })

  test('of 20,000 words is read, and typing in it goes on', async () => {
    const page = await show('meter')
    await pasted(page, 19_000)
    await expect.poll(() => wordsOf(headline(page))).toMatch(/19,000 words/)
    const before = Date.now()
    await page.keyboard.type('and so on')
    await expect.poll(() => wordsOf(headline(page))).toMatch(/19,003 words/)
    expect(Date.now() - before).toBeLessThan(9_000)
  })
})

describe('a meter that fails', () => {
  test('to open says why and tries again', async () => {
    const page = await show('meter-away')
    await field(page).fill(drafts.own)
    await expect.poll(() => wordsOf(page.locator('.notice'))).toMatch(/not on this computer yet/)
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect
      .poll(() => page.evaluate(() => window.fake.calls.filter(({ act }) => act === 'voice.meter').length))
      .toBeGreaterThan(1)
  })

  test('on a text says so and keeps the text', async () => {
    const page = await show('meter-dead')
    await field(page).fill(drafts.own)
    await expect.poll(() => wordsOf(page.locator('.notice'))).toMatch(/stopped on this text/)
    expect(await field(page).inputValue()).toBe(drafts.own)
  })
})

describe('on the voice’s page', () => {
  test('the draft is still there after a look at the profile, and after the page was closed', async () => {
    const page = await show('voice-ready')
    await openMeterTab(page)
    await field(page).fill(drafts.model)
    await expect.poll(() => wordsOf(headline(page))).toMatch(/Clearly not your voice/)
    await page.getByRole('tab', { name: 'How you talk' }).click()
    await expect.poll(() => field(page).count()).toBe(0)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    await openMeterTab(page)
    await expect.poll(() => field(page).inputValue()).toBe(drafts.model)
    await expect.poll(() => wordsOf(headline(page))).toMatch(/Clearly not your voice/)
  })
})
