import { describe, expect, test } from 'vitest'
import { called, usePanelStage, wordsOf } from './support/panel.ts'

const { show } = usePanelStage()

describe('versions', () => {
  test('are opened from their number, the newest against the one before, with what changed counted', async () => {
    const page = await show('versions')
    await page.getByRole('button', { name: '3 versions' }).click()
    const dialog = page.getByRole('dialog')
    await expect.poll(() => wordsOf(dialog.locator('.difference__sum'))).toBe('12 words added')
    await expect
      .poll(() => called(page, 'versions.read'))
      .toEqual([
        [expect.any(String), 2],
        [expect.any(String), 3],
      ])
    await expect.poll(() => dialog.locator('ins').count()).toBe(1)
    await expect.poll(() => dialog.locator('del').count()).toBe(0)
  })

  test('can be compared any two: what went and what came is marked as such, the rest folded', async () => {
    const page = await show('versions-open')
    const dialog = page.getByRole('dialog')
    await expect
      .poll(() => wordsOf(dialog.locator('.difference__sum')))
      .toMatch(/^\d+ words added, \d+ removed$/)
    await expect.poll(() => dialog.locator('del').first().textContent()).toContain('Removed: ')
    await expect.poll(() => dialog.locator('ins').first().textContent()).toContain('Added: ')
    const fold = dialog.getByRole('button', { name: '1 part unchanged' }).first()
    await expect.poll(() => fold.getAttribute('aria-expanded')).toBe('false')
    await fold.click()
    await expect.poll(() => wordsOf(dialog)).toContain('Thirty years of gauges stand behind the figures.')
    const older = dialog.getByLabel('From').locator('option')
    await dialog.getByLabel('To').selectOption({ index: 1 })
    // Only what is older than the newer.
    await expect.poll(() => older.count()).toBe(1)
  })

  test('say at the clip that the page changed, and lead to what did', async () => {
    const page = await show('clip-changed')
    const outcome = page.locator('.outcome')
    await expect
      .poll(() => wordsOf(outcome))
      .toContain('Changed since you clipped it on 3 March: new version kept beside the old')
    await expect
      .poll(() => wordsOf(outcome))
      .toContain('Also in your project “Sand, the quiet shortage” and 1 more')
    await outcome.getByRole('button', { name: 'See what changed' }).click()
    await page.getByRole('dialog').locator('.difference__sum').waitFor()
  })

  test('say at the clip that nothing changed', async () => {
    const page = await show('clip-same')
    await expect.poll(() => wordsOf(page.locator('.outcome'))).toContain('Nothing changed since 3 March')
    await expect.poll(() => page.getByRole('button', { name: 'See what changed' }).count()).toBe(0)
  })
})

describe('copies of the same text', () => {
  test('are told once, at the newer, and both are kept on a press', async () => {
    const page = await show('twins')
    const note = page.locator('.twin')
    await expect.poll(() => note.count()).toBe(1)
    await expect
      .poll(() => wordsOf(note))
      .toMatch(/^The same text as “Urban runoff.*” \(Journal of City Water\)/)
    await note.getByRole('button', { name: 'Keep both' }).click()
    await expect.poll(() => note.count()).toBe(0)
    await expect.poll(() => called(page, 'duplicates.keepBoth')).toHaveLength(1)
  })

  test('can be removed, and come back', async () => {
    const page = await show('twins')
    await page.locator('.twin').getByRole('button', { name: 'Remove this' }).click()
    await expect.poll(() => page.locator('.sources > li').count()).toBe(2)
    await expect.poll(() => page.locator('.twin').count()).toBe(0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(() => page.locator('.sources > li').count()).toBe(3)
  })
})

test('a long list is filtered by kind', async () => {
  const page = await show('kinds')
  const rows = page.locator('.sources > li')
  await expect.poll(() => rows.count()).toBe(11)
  const pdfs = page.getByRole('button', { name: /^PDFs/ })
  await pdfs.click()
  await expect.poll(() => rows.count()).toBe(1)
  await expect.poll(() => pdfs.getAttribute('aria-pressed')).toBe('true')
  await page.getByRole('button', { name: /^All/ }).click()
  await expect.poll(() => rows.count()).toBe(11)
})

describe('reading what was kept', () => {
  test('has tables, code, equations and facts as such, and asks the net for nothing', async () => {
    const page = await show('kinds')
    const asked: string[] = []
    page.on('request', request => {
      // The part of the panel that reads is loaded from the extension itself.
      if (new URL(request.url()).hostname !== '127.0.0.1') asked.push(request.url())
    })
    await page.getByRole('button', { name: /More about The rational/ }).click()
    await page.getByRole('menuitem', { name: 'Read what was kept' }).click()
    const reader = page.getByRole('dialog')
    await reader.getByRole('columnheader', { name: 'Surface' }).waitFor()
    await expect.poll(() => reader.getByRole('row').count()).toBe(4)
    await expect
      .poll(() => wordsOf(reader.getByRole('cell', { name: 'Roofs | gutters' })))
      .toBe('Roofs | gutters')
    await expect
      .poll(() => wordsOf(reader.locator('.reader__formula')))
      .toBe('Q_p = 0.278 \\cdot C \\cdot i \\cdot A')
    await expect.poll(() => wordsOf(reader.locator('.reader__facts'))).toContain('10.5555/drainage.2019.0042')
    await expect.poll(() => reader.locator('img').count()).toBe(0)
    await expect
      .poll(() => reader.getByRole('link', { name: 'A hyetograph' }).first().getAttribute('href'))
      .toBe('https://docs.example.org/storm.png')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await reader.getByRole('button', { name: 'Copy the code' }).click()
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^def peak_flow/)
    await page.waitForTimeout(200)
    expect(asked).toEqual([])
  })

  test('scrolls a wide table in its own box at 320 pixels', async () => {
    const page = await show('read-rich')
    await page.setViewportSize({ width: 320, height: 800 })
    const sizes = await page.locator('.reader__table').evaluate(box => ({
      scrolls: box.scrollWidth > box.clientWidth,
      dialog: document.querySelector('dialog')!.scrollWidth - document.querySelector('dialog')!.clientWidth,
    }))
    expect(sizes).toEqual({ scrolls: true, dialog: 0 })
  })

  test('has a PDF’s pages with their numbers, each of which leads to the page', async () => {
    const page = await show('read-pdf')
    const reader = page.getByRole('dialog')
    await expect.poll(() => wordsOf(reader)).toMatch(/Page 1.*Page 2\s*no text on it.*Page 3.*Page 4/s)
    await reader.getByRole('link', { name: 'Page 3' }).click()
    await expect
      .poll(() => called(page, 'visit'))
      .toEqual([['https://files.example.org/stormwater-plan-2024.pdf#page=3']])
  })
})

describe('a disk that gets full', () => {
  test('is told with what waits and what to do, and can be put off', async () => {
    const page = await show('low-room')
    const notice = page.locator('.notice', { hasText: 'running low' })
    await expect
      .poll(() => wordsOf(notice))
      .toMatch(/148 MB left.*12 clips wait on this computer.*Start your server/s)
    await notice.getByRole('button', { name: 'Send now' }).click()
    await expect.poll(() => called(page, 'reconnect')).toHaveLength(1)
    await notice.getByRole('button', { name: 'Later' }).click()
    await expect.poll(() => notice.count()).toBe(0)
  })

  test('cannot be put off when the next clip may not fit', async () => {
    const page = await show('no-room')
    const notice = page.locator('.notice', { hasText: 'nearly full' })
    await expect.poll(() => wordsOf(notice)).toContain('12 MB left')
    await expect.poll(() => notice.getByRole('button', { name: 'Later' }).count()).toBe(0)
  })
})

describe('a video without words', () => {
  test('takes a caption file', async () => {
    const page = await show('wordless')
    const file = { name: 'drains.srt', mimeType: 'application/x-subrip', buffer: Buffer.from('1\n') }
    await page.locator('.source .captions input[type=file]').setInputFiles(file)
    await expect.poll(() => called(page, 'addCaptions')).toEqual([[expect.any(String), 'drains.srt']])
    await expect.poll(() => wordsOf(page.locator('.toast'))).toContain('came from drains.srt')
  })

  test('takes a pasted transcript or goes back to the button', async () => {
    const page = await show('wordless')
    const card = page.locator('.source', { has: page.locator('.captions') }).first()
    await card.getByRole('button', { name: 'Paste text' }).click()
    const field = card.getByRole('textbox')
    await field.press('Escape')
    await expect
      .poll(() =>
        card.getByRole('button', { name: 'Paste text' }).evaluate(it => it === document.activeElement),
      )
      .toBe(true)
    await card.getByRole('button', { name: 'Paste text' }).press('Enter')
    await field.fill('0:01 some words')
    await card.getByRole('button', { name: 'Add these words' }).click()
    await expect.poll(() => called(page, 'addCaptions')).toEqual([[expect.any(String), '0:01 some words']])
    await expect.poll(() => wordsOf(page.locator('.toast'))).toContain('came from what you pasted')
  })
})
