import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { called, usePanelStage, wordsOf } from './support/panel.ts'

const { show } = usePanelStage()

const group = (page: Page, name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) })
const finding = (page: Page, name: string, at = 0) => group(page, name).locator('.finding').nth(at)
const left = (page: Page) => page.locator('.check-head__left')
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
/** What the panel asked the script to become, change by change. */
const changes = async (page: Page) =>
  ((await called(page, 'script.change')) as [{ do: string; [more: string]: unknown }[]][]).map(
    ([edits]) => edits,
  )

describe('the page before export', () => {
  test('says that nothing is written yet, what it will look at, and where to write', async () => {
    const page = await show('check-none')
    await page.getByText('Nothing is written yet').waitFor()
    await expect.poll(() => button(page, 'Export…').count()).toBe(0)
    await button(page, 'Go to the script').click()
    await expect
      .poll(() => page.getByRole('tab', { name: 'Script' }).getAttribute('aria-selected'))
      .toBe('true')
  })

  test('has what was found in groups with their counts, sentence and reason', async () => {
    const page = await show('check-many')
    await expect.poll(() => wordsOf(left(page))).toBe('10 things to mend')
    const heads = await page.locator('.check-group__title').allInnerTexts()
    expect(heads.map(head => head.replace(/\s+/g, ' '))).toEqual([
      ...[
        'Open 2',
        'Changed sources',
        'Sources that are gone',
        'Whose number is it? 2',
        'Word for word',
        'Too short',
      ],
      ...['Out of breath', 'The sponsor'],
    ])
    await expect
      .poll(() => wordsOf(finding(page, 'Open')))
      .toMatch(/You walk over forty drains.*\n+None of your sources gives this number/)
    await expect
      .poll(() => wordsOf(page.locator('.check-head__length')))
      .toMatch(/about 0:\d\d of 1:00 · 80 words/)
  })

  test('takes away at once what is mended, gives the way back, and keeps the focus on the page', async () => {
    const page = await show('check-many')
    await finding(page, 'Open').getByRole('button', { name: 'I know this myself' }).click()
    await expect.poll(() => wordsOf(left(page))).toBe('9 things to mend')
    await page.getByText('Marked as your own knowledge').waitFor()
    await expect.poll(() => left(page).evaluate(head => head === document.activeElement)).toBe(true)
    const [[edit]] = (await changes(page)) as [[{ do: string; ledger: { standing: string } }]]
    expect(edit).toMatchObject({ do: 'sentence.ledger', ledger: { standing: 'own_knowledge' } })
    await finding(page, 'Open').getByRole('button', { name: 'Remove it' }).click()
    await expect.poll(() => group(page, 'Open').count()).toBe(0)
    await button(page, 'Undo').last().click()
    await expect.poll(() => called(page, 'script.undo')).toHaveLength(1)
  })

  test('shows before the press what a sentence becomes, and writes just that', async () => {
    const page = await show('check-many')
    const one = finding(page, 'Whose number is it')
    const becomes = await one.locator('.finding__becomes p').innerText()
    expect(becomes).toMatch(/^According to Ines Okafor, a tenth more paved area/)
    await one.getByRole('button', { name: 'Say who says it' }).click()
    await page.getByText('It says who says it').waitFor()
    const [[edit]] = (await changes(page)) as [[{ do: string; text: string }]]
    expect(edit).toMatchObject({ do: 'sentence.write', text: becomes })
    await expect.poll(() => group(page, 'Whose number is it').locator('.finding').count()).toBe(1)
  })

  test('looks for a source by the sentence itself', async () => {
    const page = await show('check-many')
    await finding(page, 'Open').getByRole('button', { name: 'Find a source' }).click()
    const field = page.getByRole('dialog', { name: 'Search' }).getByRole('searchbox')
    await expect.poll(() => field.inputValue()).toBe('You walk over forty drains on your way to work.')
  })

  test('puts what was found behind the sentence with one press, says what it is now, and takes it back', async () => {
    const page = await show('check-many')
    await finding(page, 'Open', 1).getByRole('button', { name: 'Find a source' }).click()
    const dialog = page.getByRole('dialog', { name: 'Search' })
    await dialog.getByText('And nobody ever asked the street.').waitFor()
    const back = dialog.getByRole('button', { name: 'Back the sentence with this' })
    await expect.poll(() => back.count()).toBe(2)
    await dialog.getByText('Of another project: clip it into this one').waitFor()
    await dialog.getByText('Said in your own video').waitFor()
    await back.last().click()
    await dialog.getByText(/^These words do not stand in/).waitFor()
    expect(await changes(page)).toEqual([])
    await back.first().click()
    await page.getByText('A paraphrase now: you say that this passage says so').waitFor()
    await expect.poll(() => dialog.count()).toBe(0)
    await expect.poll(() => group(page, 'Open').locator('.finding').count()).toBe(1)
    await expect.poll(() => left(page).evaluate(head => head === document.activeElement)).toBe(true)
    const [[edit]] = (await changes(page)) as [[{ do: string; ledger: object }]]
    expect(edit).toMatchObject({
      do: 'sentence.ledger',
      ledger: {
        standing: 'paraphrase',
        why: 'You say that this passage says so.',
        citations: [{ anchor: { exact: expect.stringMatching(/^a ten per cent rise/) } }],
      },
    })
    await button(page, 'Undo').last().click()
    await expect.poll(() => group(page, 'Open').locator('.finding').count()).toBe(2)
  })

  test('keeps a sentence open whose number the passage does not give, with the focus where it was', async () => {
    const page = await show('check-many')
    const find = finding(page, 'Open').getByRole('button', { name: 'Find a source' })
    await find.click()
    await button(page, 'Back the sentence with this').first().click()
    await page.getByText(/it is still open: “forty” is not in the passage/).waitFor()
    await expect
      .poll(() => wordsOf(finding(page, 'Open')))
      .toMatch(/forty drains.*\n+“forty” is not in the passage/)
    await expect.poll(() => find.evaluate(button => button === document.activeElement)).toBe(true)
  })

  test('leaves a finding as it is, folded, and takes it up again; what is open goes along as open', async () => {
    const page = await show('check-many')
    await finding(page, 'Open').getByRole('button', { name: 'Leave it so' }).click()
    await expect.poll(() => wordsOf(left(page))).toBe('9 things to mend')
    await expect.poll(() => left(page).evaluate(head => head === document.activeElement)).toBe(true)
    await page.getByText('Left as it is, on this computer').waitFor()
    await page.getByText('2 open sentences go along, marked and listed.').waitFor()
    expect(await changes(page)).toEqual([])
    await page.getByText('Left as they are (1)').click()
    await page.locator('.check-left').getByText('You walk over forty drains').waitFor()
    await button(page, 'Take it up again').click()
    await expect.poll(() => wordsOf(left(page))).toBe('10 things to mend')
    await expect.poll(() => page.locator('.check-left').count()).toBe(0)
    await expect.poll(() => left(page).evaluate(head => head === document.activeElement)).toBe(true)
  })

  test('has a changed page clipped again, a gone one looked at again, and all where nobody looked', async () => {
    const page = await show('check-many')
    await finding(page, 'Changed sources').getByRole('button', { name: 'Open it to clip it again' }).click()
    await expect.poll(() => called(page, 'visit')).toHaveLength(1)
    await finding(page, 'Sources that are gone').getByRole('button', { name: 'Look again' }).click()
    await expect
      .poll(async () => ((await called(page, 'check')) as [string[]][]).map(([ids]) => ids.length))
      .toEqual([1])

    const unlooked = await show('check-unlooked')
    await group(unlooked, 'Not looked at today').getByRole('button', { name: 'Look again' }).click()
    await expect
      .poll(async () => ((await called(unlooked, 'check')) as [string[]][]).map(([ids]) => ids.length))
      .toEqual([2])
    await expect.poll(() => group(unlooked, 'Not looked at today').count()).toBe(0)
  })

  test('offers other words beside those that are there, and changes nothing before they are taken', async () => {
    const page = await show('check-rewrite')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('It leaves out who laid them.').waitFor()
    expect(await changes(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Take', exact: true }).click()
    await expect.poll(() => dialog.count()).toBe(0)
    const edits = await changes(page)
    expect(edits.map(each => each.map(edit => edit.do))).toEqual([
      ['sentence.write', 'sentence.insert'],
      // What backs the words comes with them, in the same step.
      ['sentence.ledger'],
    ])
    expect((await called(page, 'script.change')).map(call => (call as [unknown, boolean])[1])).toEqual([
      ...[false, true],
    ])
    await expect.poll(() => group(page, 'Out of breath').count()).toBe(0)
  })

  test('says who would read what before other words are asked for, and asks for nothing until then', async () => {
    const page = await show('check-rewrite-asks')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('gpt-5-mini at api.openai.com reads these sentences').waitFor()
    expect(await called(page, 'script.rewrite')).toEqual([])
    await dialog.getByRole('button', { name: 'Ask for other words' }).click()
    await expect.poll(() => called(page, 'script.rewrite')).toHaveLength(1)
  })

  test('goes to the sentence where it is written, with the cursor in it', async () => {
    const page = await show('check-many')
    await finding(page, 'Open', 1).getByRole('button', { name: 'Go to it' }).click()
    await expect
      .poll(() => page.getByRole('tab', { name: 'Script' }).getAttribute('aria-selected'))
      .toBe('true')
    await expect
      .poll(() =>
        page.evaluate(
          () =>
            getSelection()?.anchorNode?.parentElement?.closest('[contenteditable]') !== null &&
            getSelection()?.anchorNode?.textContent,
        ),
      )
      .toContain('And nobody ever asked the street')
  })

  test('says why no other words came, and asks again', async () => {
    const page = await show('check-rewrite-fails')
    await page.getByRole('dialog').getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => called(page, 'script.rewrite')).toHaveLength(2)
  })

  test('lets one of two sentences stand that two devices wrote', async () => {
    const page = await show('check-undecided')
    await expect
      .poll(() => wordsOf(finding(page, 'Written twice at once')))
      .toContain('Second: I stood in it up to my waist.')
    await button(page, 'Keep the second').click()
    await expect.poll(() => wordsOf(left(page))).not.toContain('3 things')
    const [[edit]] = (await changes(page)) as [[{ do: string }]]
    expect(edit!.do).toBe('sentence.remove')
    await expect.poll(() => group(page, 'Written twice at once').count()).toBe(0)
  })

  test('makes the length that is there the target, and gives the sponsor up', async () => {
    const page = await show('check-many')
    await button(page, 'Make this the target').click()
    await expect.poll(() => group(page, 'Too short').count()).toBe(0)
    await button(page, 'No sponsor in this one').click()
    await page.getByText('The sponsor’s beat is gone').waitFor()
    await button(page, 'Add its beat').click()
    await expect
      .poll(async () => (await changes(page)).flat().map(edit => edit.do))
      .toEqual(['beat.remove', 'beat.put'])
  })

  test('reads by the voice: what is copied from the videos, and what does not sound like them', async () => {
    const page = await show('check-voiced')
    await expect
      .poll(() => wordsOf(finding(page, 'Word for word')))
      .toContain('22 words in a row are in one of your videos')
    await expect
      .poll(() => wordsOf(finding(page, 'Does not sound like you')))
      .toContain('clearly do not sound like you')
    await finding(page, 'Word for word').getByRole('button', { name: 'Quote it openly' }).click()
    await expect.poll(() => group(page, 'Word for word').count()).toBe(0)
  })

  test('has nothing left to mend, and says so', async () => {
    const page = await show('check-clean')
    await expect.poll(() => wordsOf(left(page))).toBe('Nothing left to mend')
    expect(await page.locator('.finding').count()).toBe(0)
  })

  test('works without the server: what needs it is held, with the reason', async () => {
    const page = await show('check-offline')
    const held = finding(page, 'Out of breath').getByRole('button', { name: 'Clearer…' })
    await expect.poll(() => held.getAttribute('aria-disabled')).toBe('true')
    await expect.poll(() => held.getAttribute('title')).toContain('away')
    await finding(page, 'Open').getByRole('button', { name: 'It is my opinion' }).click()
    await page.getByText('Marked as your opinion').waitFor()
    await button(page, 'Export…').click()
    await page.getByRole('dialog', { name: 'Export' }).waitFor()
  })

  test('shows what somebody else wrote as words, and many behind a press', async () => {
    const page = await show('check-hard')
    expect(await page.locator('.finding img, .finding b, .finding a').count()).toBe(0)
    await expect.poll(() => group(page, 'Open').locator('.finding').count()).toBe(4)
    await button(page, 'Show all 43').click()
    await expect.poll(() => group(page, 'Open').locator('.finding').count()).toBe(43)
  })
})

describe('the export', () => {
  test('is possible whatever is left to mend, and says what is open', async () => {
    const page = await show('check-many')
    await expect.poll(() => wordsOf(page.locator('.export-door'))).toContain('2 open sentences go along')
    await button(page, 'Export…').click()
    const dialog = page.getByRole('dialog', { name: 'Export' })
    await dialog.getByText('2 of 6 sentences are open').waitFor()
    await dialog.getByText('each form but the spoken ones says which').waitFor()
  })

  test.each([
    ['To speak', ['spoken.txt', 'spoken.docx']],
    ['To shoot and cut', ['two columns.docx', 'two columns.md', 'two columns.html', 'subtitles.vtt']],
    ['To publish', ['description.txt']],
    ['To keep and to show', ['script.md', 'outline.md', 'ledger.md', 'ledger.json']],
    ['The creator’s hand', ['decisions.md', 'decisions.json']],
  ])('saves each form as a file with the project’s name: %s', async (group, files) => {
    const page = await show('export-sheet')
    const saved: string[] = []
    page.on('download', download => saved.push(download.suggestedFilename()))
    const saves = page.getByRole('region', { name: group }).getByRole('button', { name: /^Save as/ })
    for (const [at, file] of files.entries()) {
      await saves.nth(at).click()
      await expect.poll(() => saved[at]).toBe(`Why your street floods, ${file}`)
    }
    expect(await saves.count()).toBe(files.length)
  })

  test('copies words for pasting, the two columns as a table', async () => {
    const page = await show('export-sheet')
    await page.evaluate(() => {
      const written: Record<string, string>[] = []
      Object.assign(window, { written })
      navigator.clipboard.writeText = async text => void written.push({ 'text/plain': text })
      navigator.clipboard.write = async items => {
        for (const item of items) {
          const parts = item.types.map(async type => [type, await (await item.getType(type)).text()])
          written.push(Object.fromEntries(await Promise.all(parts)))
        }
      }
    })
    const written = () =>
      page.evaluate(() => (window as unknown as { written: Record<string, string>[] }).written)
    const dialog = page.getByRole('dialog', { name: 'Export' })
    await dialog.getByRole('button', { name: 'Copy: Two columns' }).click()
    await dialog.getByText('Copied: a table with its links').waitFor()
    await dialog.getByRole('button', { name: 'Copy: Description for YouTube' }).click()
    await dialog.getByText('Description for YouTube: copied').waitFor()
    const [table, description] = await written()
    expect(table!['text/html']).toContain('<table>')
    expect(table!['text/plain']).toContain('| Time | Picture | Sound |')
    expect(description!['text/plain']).toContain('Sources:\n')
    expect(await called(page, 'exports.taken')).toHaveLength(2)
  })

  test('says why the decisions could not be read, and saves nothing', async () => {
    const page = await show('export-sheet')
    await page.evaluate(() => {
      window.fake.next.failure = { code: 'network', message: 'The server did not answer. Try again.' }
    })
    await button(page, 'Save as Markdown: Decisions').click()
    await page.getByText('The server did not answer. Try again.').waitFor()
    await expect.poll(() => page.getByText(/^Saved as/).count()).toBe(0)
  })

  test('hands the script to the teleprompter and to the page for print', async () => {
    const page = await show('export-sheet')
    await button(page, 'Teleprompter').click()
    await button(page, 'Print or PDF').click()
    await expect
      .poll(() => called(page, 'exports.open'))
      .toEqual([
        ['teleprompter', 'Why your street floods'],
        ['print', 'Why your street floods'],
      ])
  })
})
