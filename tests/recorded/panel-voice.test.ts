import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { VoiceDraft, VoiceEdits } from '../../core/contract/voice.ts'
import { VoiceFile } from '../../core/contract/voice.ts'
import { called, usePanelStage, wordsOf } from './support/panel.ts'

const { show } = usePanelStage()
const place = (page: Page) => page.getByRole('dialog', { name: 'Your voice' })
const edits = async (page: Page) =>
  ((await called(page, 'voice.edit')) as [string, VoiceEdits][]).map(call => call[1])

describe('the voice’s page', () => {
  test('says whose voice it is, of what it was measured, and that it is ready', async () => {
    const page = await show('voice-page')
    await expect
      .poll(() => wordsOf(place(page).locator('.voice-head')))
      .toMatch(/Water under the street.*24 videos · 40,320 words · 2022–2026.*Ready/s)
    await expect.poll(() => called(page, 'voice.refresh')).toHaveLength(1)
  })

  test('shows first what sets the creator apart, each with its plot and three places to hear it', async () => {
    const page = await show('voice-page')
    const first = place(page).locator('.trait--lead')
    await expect.poll(() => first.count()).toBe(6)
    await expect.poll(() => first.locator('svg.voice-plot circle').count()).toBe(6 * 24)
    await expect.poll(() => first.locator('.receipts__play').count()).toBe(18)
    await expect.poll(() => wordsOf(first.first().locator('.trait__says'))).toMatch(/^You .*; others /)
  })

  test('plays a receipt at its second', async () => {
    const page = await show('voice-page')
    await place(page)
      .getByRole('button', { name: /^Play “/ })
      .first()
      .click()
    await expect
      .poll(() => called(page, 'voice.play'))
      .toEqual([[expect.stringMatching(/^video\d{6}$/), expect.any(Number)]])
  })

  test('has a table with the same numbers behind each plot', async () => {
    const page = await show('voice-page')
    const trait = place(page).locator('.trait--lead').first()
    await trait.locator('.voice-numbers summary').click()
    await expect.poll(() => trait.getByRole('table').count()).toBe(2)
    await expect.poll(() => trait.getByRole('table').nth(1).getByRole('row').count()).toBe(25)
    await expect.poll(() => trait.locator('figure svg').getAttribute('aria-hidden')).toBe('true')
  })

  test('draws nothing of a group before it is opened', async () => {
    const page = await show('voice-page')
    await expect.poll(() => place(page).locator('.voice-group .trait').count()).toBe(0)
    await place(page).locator('.voice-group', { hasText: 'Rhythm' }).locator('summary').first().click()
    await expect
      .poll(() => wordsOf(place(page).locator('.voice-group', { hasText: 'Rhythm' })))
      .toMatch(/estimate/)
  })

  test('sets phrases of topics apart from those of the voice', async () => {
    const page = await show('voice-page')
    const phrases = place(page).getByRole('region', { name: 'Signature phrases' })
    await expect.poll(() => wordsOf(phrases)).toContain('kind of the whole')
    await expect.poll(() => wordsOf(phrases)).not.toContain('storm drain')
    await phrases.getByText('Phrases of your topics').click()
    await expect.poll(() => wordsOf(phrases)).toContain('storm drain')
    await phrases.locator('.phrase__line').first().click()
    await expect.poll(() => wordsOf(phrases)).toMatch(/per 1,000 words, cap/)
  })

  test('changes the video of the rhythm and of the pace', async () => {
    const page = await show('voice-page')
    const rhythm = place(page).getByRole('region', { name: 'Rhythm and pace of a video' })
    await expect.poll(() => rhythm.locator('svg.voice-plot').count()).toBe(2)
    const before = await rhythm.getByText(/sentences · middle/).innerText()
    await rhythm.getByLabel('Video').selectOption({ index: 8 })
    await expect.poll(() => rhythm.getByText(/sentences · middle/).innerText()).not.toBe(before)
    await rhythm.getByRole('button', { name: /^Fastest/ }).click()
    await expect.poll(() => called(page, 'voice.play')).toHaveLength(1)
  })

  test('says what models would get wrong, what is missing, in doubt and left out', async () => {
    const page = await show('voice-page')
    await expect.poll(() => wordsOf(place(page))).toMatch(/it’s not just/)
    const gaps = place(page).getByRole('list', { name: 'Where a model differs from you' })
    await expect.poll(() => wordsOf(gaps)).toMatch(/times per 100 words; a model \d/)
    const made = place(page).getByRole('region', { name: 'What this is made of' })
    await expect.poll(() => wordsOf(made)).toMatch(/captions hide.*Two speakers\?/s)
    await made.getByText('Left out').click()
    await expect.poll(() => wordsOf(made)).toMatch(/Too short: 38 words/)
  })

  test('shows what pages and captions say as words only', async () => {
    const page = await show('voice-page-hostile')
    await expect.poll(() => wordsOf(place(page))).toContain('<img src=x')
    await expect.poll(() => page.locator('img').count()).toBe(0)
  })

  test('compares with nobody where there is nobody of the language', async () => {
    const page = await show('voice-page-hebrew')
    await expect.poll(() => wordsOf(place(page))).toMatch(/What you do most steadily/)
    await expect.poll(() => wordsOf(place(page).locator('.traits').first())).not.toMatch(/others/)
  })

  test('closes by Escape and gives the focus back', async () => {
    const page = await show('voice-page')
    await page.keyboard.press('Escape')
    await expect.poll(() => place(page).count()).toBe(0)
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Your voice')
  })
})

describe('a voice in the making', () => {
  test('begins with the channel’s videos and is measured at once', async () => {
    const page = await show('voice-new')
    const form = page.getByRole('dialog', { name: 'New voice' })
    await form.getByLabel('Name').fill('Told slowly')
    await form.getByLabel('Kind').selectOption('story')
    await form.getByRole('button', { name: 'None' }).click()
    for (const at of [0, 2, 5]) await form.getByRole('checkbox').nth(at).check()
    await form.getByRole('button', { name: 'Measure this voice' }).click()
    await expect.poll(() => called(page, 'voice.create')).toHaveLength(1)
    const [draft] = (await called(page, 'voice.create'))[0] as [VoiceDraft]
    expect(draft).toMatchObject({ name: 'Told slowly', kind: 'story', language: null })
    expect(draft.videos.map(video => video.videoId)).toEqual(['video000000', 'video000002', 'video000005'])
    await expect.poll(() => called(page, 'voice.measure')).toHaveLength(1)
    await expect.poll(() => wordsOf(place(page).locator('.voice-going'))).toMatch(/9 of 24/)
  })

  test('is not made of nothing, or without a name', async () => {
    const page = await show('voice-new')
    const form = page.getByRole('dialog', { name: 'New voice' })
    await form.getByRole('button', { name: 'None' }).click()
    await form.getByRole('button', { name: 'Measure this voice' }).click()
    await expect.poll(() => wordsOf(form.getByRole('alert').last())).toMatch(/at least one video/)
    await form.getByLabel('Name').fill('  ')
    await form.getByRole('button', { name: 'Measure this voice' }).click()
    await expect.poll(() => wordsOf(form.getByRole('alert').last())).toMatch(/name/)
    expect(await called(page, 'voice.create')).toEqual([])
  })

  test('leads to the channel where there is none', async () => {
    const page = await show('voice-page-no-channel')
    await page.getByRole('button', { name: 'Set up your channel…' }).click()
    await expect
      .poll(() => page.getByRole('dialog', { name: 'Your channel' }).getByRole('textbox').count())
      .toBe(1)
  })

  test('goes on by video and can be stopped, with what is measured kept', async () => {
    const page = await show('voice-page-measuring')
    await place(page).getByRole('button', { name: 'Stop' }).click()
    await expect
      .poll(() => wordsOf(place(page).locator('.notice')))
      .toMatch(/Measuring was stopped.*is kept/s)
    await place(page).getByRole('button', { name: 'Go on' }).click()
    await expect.poll(() => called(page, 'voice.measure')).toHaveLength(1)
  })

  test('that could not be measured says why and lets it be tried again', async () => {
    const page = await show('voice-page-run-failed')
    await expect
      .poll(() => wordsOf(place(page).locator('.notice')))
      .toMatch(/None of the chosen videos has words/)
    await place(page).getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => called(page, 'voice.measure')).toHaveLength(1)
  })

  test.each([
    ['voice-page-too-little', /Too little to judge.*1 more video/s, 0],
    ['voice-page-provisional', /Provisional.*2 more videos/s, 1],
  ] as const)('%s says what is missing, and is judged by only then', async (name, says, tabs) => {
    const page = await show(name)
    await expect.poll(() => wordsOf(place(page).locator('.voice-ready'))).toMatch(says)
    await expect.poll(() => place(page).getByRole('tablist').count()).toBe(tabs)
  })

  test('is readable without its server, and cannot be changed', async () => {
    const page = await show('voice-page-offline')
    await expect.poll(() => wordsOf(place(page).locator('.notice'))).toMatch(/Your server is away/)
    await expect.poll(() => place(page).locator('.trait--lead').count()).toBe(6)
    await expect
      .poll(() =>
        place(page)
          .getByRole('button', { name: /^Change: / })
          .count(),
      )
      .toBe(0)
    await place(page).getByRole('button', { name: 'Measure again' }).click({ force: true })
    expect(await called(page, 'voice.measure')).toEqual([])
  })
})

describe('an edit of a voice', () => {
  const menu = async (page: Page, item: string) => {
    await place(page).getByRole('button', { name: 'Change: You say “so”' }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  const openSo = async (page: Page) => {
    for (const group of await place(page).locator('.voice-group > summary').all()) await group.click()
    await place(page).getByRole('button', { name: 'Change: You say “so”' }).waitFor()
  }

  test('mutes a trait as a version of its own, and takes it back', async () => {
    const page = await show('voice-page')
    await openSo(page)
    await menu(page, 'Mute')
    await expect
      .poll(() => edits(page))
      .toEqual([
        {
          base: 3,
          edits: [{ id: 'so', value: null, note: null, locked: false, muted: true }],
          says: 'Muted: You say “so”',
        },
      ])
    await page.locator('.toast').getByRole('button', { name: 'Undo' }).click()
    await expect
      .poll(() => edits(page).then(all => all[1]))
      .toEqual({ base: 4, edits: [], says: 'Undone: You say “so”' })
  })

  test('sets the creator’s own figure with a note, and refuses what is no figure', async () => {
    const page = await show('voice-page')
    await openSo(page)
    await menu(page, 'Figure and note…')
    const dialog = page.getByRole('dialog', { name: 'You say “so”' })
    await dialog.getByLabel('Figure').fill('often')
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => wordsOf(dialog.getByRole('alert'))).toMatch(/Write a number/)
    expect(await edits(page)).toEqual([])
    await dialog.getByLabel('Figure').fill('1,5')
    await dialog.getByLabel('Note').fill('Less of it.')
    await dialog.getByLabel('Keep it over new measurings').check()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect
      .poll(() => edits(page).then(all => all[0]?.edits))
      .toEqual([{ id: 'so', value: 1.5, note: 'Less of it.', locked: true, muted: false }])
    await expect.poll(() => dialog.count()).toBe(0)
  })
})

describe('versions of a voice', () => {
  test('are told with what changed beyond noise', async () => {
    const page = await show('voice-versions')
    const sheet = page.getByRole('dialog', { name: /^Versions of/ })
    await expect.poll(() => sheet.locator('.voice-change__row').count()).toBe(2)
    await expect.poll(() => wordsOf(sheet)).toMatch(/You say “so”.*1\.4 → 2\.\d/s)
    await sheet.locator('.versions__select').nth(1).selectOption('2')
    await expect
      .poll(() => wordsOf(sheet.locator('.voice-change')))
      .toMatch(/Edits.*Locked, Noted: You say “so”/s)
  })

  test('come back on a press, above what was newer', async () => {
    const page = await show('voice-versions')
    const sheet = page.getByRole('dialog', { name: /^Versions of/ })
    await sheet.getByRole('button', { name: 'Restore version 1' }).click()
    await expect.poll(() => wordsOf(sheet.locator('li').first())).toMatch(/4 Restored version 1/)
  })
})

describe('stretches of a video', () => {
  test('are marked by a suggestion, by a press and from one to another, and kept', async () => {
    const page = await show('voice-cuts')
    const sheet = page.getByRole('dialog', { name: 'Four cities, one storm' })
    await sheet.getByRole('button', { name: /as Sponsor read$/ }).click()
    await sheet.getByLabel('Sponsor read', { exact: true }).check()
    const words = sheet.locator('.stretch__words')
    await words.nth(3).click()
    await words.nth(5).click({ modifiers: ['Shift'] })
    await expect.poll(() => words.nth(4).getAttribute('aria-pressed')).toBe('true')
    // It was marked before: a press gives it back.
    await words.nth(1).click()
    await expect.poll(() => words.nth(1).getAttribute('aria-pressed')).toBe('false')
    await sheet.getByRole('button', { name: 'Keep' }).click()
    await expect.poll(() => called(page, 'voice.change')).toHaveLength(1)
    const [, draft] = (await called(page, 'voice.change'))[0] as [string, VoiceDraft]
    const { cuts } = draft.videos.find(video => video.videoId === 'video000006')!
    expect(cuts.map(cut => cut.why)).toEqual(['sponsor', 'sponsor'])
    expect(cuts[0]!.startMs).toBe(36_000)
    expect(cuts[1]!.startMs).toBe(144_000)
    await expect
      .poll(() => wordsOf(place(page).locator('.voice-head')))
      .toMatch(/changed since it was measured/)
  })
})

describe('a voice as a file', () => {
  test('is saved whole and can be taken in again', async () => {
    const page = await show('voice-page')
    const saving = page.waitForEvent('download')
    await place(page)
      .getByRole('button', { name: /^More about/ })
      .click()
    await page.getByRole('menuitem', { name: 'Export as a file' }).click()
    const saved = await saving
    expect(saved.suggestedFilename()).toBe('water-under-the-street.voice.json')
    const path = await saved.path()
    expect(VoiceFile.parse(JSON.parse(await readFile(path, 'utf8'))).profile.videos).toHaveLength(24)
    await place(page).locator('input[type=file]').setInputFiles(path)
    await expect.poll(() => called(page, 'voice.importFile')).toHaveLength(1)
  })

  test('that is none is refused in words', async () => {
    const page = await show('voice-page-none')
    const give = (text: string) =>
      place(page)
        .locator('input[type=file]')
        .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(text) })
    await give('{"a": 1}')
    await expect
      .poll(() => wordsOf(place(page).getByRole('alert').first()))
      .toMatch(/not a voice of Ownwords/)
    await give('{')
    await expect.poll(() => wordsOf(place(page).getByRole('alert').first())).toMatch(/no JSON/)
    expect(await called(page, 'voice.importFile')).toEqual([])
  })
})

test('several voices are one press apart', async () => {
  const page = await show('voice-menu')
  await page.getByRole('menuitemradio', { name: /By the river/ }).click()
  await expect.poll(() => called(page, 'voice.choose')).toEqual([[expect.stringMatching(/702$/)]])
  await expect.poll(() => wordsOf(place(page).locator('.voice-head'))).toMatch(/By the river/)
})
