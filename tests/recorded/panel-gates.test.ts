import { describe, expect, test } from 'vitest'
import { angles, hooks } from '../extension/panel/gate-samples.ts'
import { card, decided } from './support/gates.ts'
import { called, usePanelStage, wordsOf } from './support/panel.ts'

const { show } = usePanelStage()

describe('the angle', () => {
  test('is suggested on one press, after it was said who reads what; taken with another, it leads to the outline', async () => {
    const page = await show('angle-none')
    await expect
      .poll(() => wordsOf(page.locator('.teach')))
      .toMatch(/will read your sources.*tokens, about 0.4 ¢/s)
    await page.getByRole('button', { name: 'Suggest three angles' }).click()
    await page.getByText('Reading 3 of 10 sources').waitFor()
    await page.evaluate(made => window.fake.offer(made), angles)
    await page.getByRole('button', { name: 'Take it: angle B' }).click()
    await page.getByRole('tab', { name: 'Outline', selected: true }).waitFor()
    await page.getByRole('button', { name: 'Suggest three outlines' }).waitFor()
    expect(await decided(page)).toEqual([
      { how: 'taken', optionIds: [angles.options[1]!.id], content: angles.options[1]!.content },
    ])
    expect(await called(page, 'decisions.offer')).toEqual([['angle', null]])
  })

  test('has with each option why, what is new, what it leaves out, and quotes that open their place', async () => {
    const page = await show('angle')
    const words = await wordsOf(card(page, /^Option A/))
    expect(words).toMatch(/What is new.*half of its water.*Titles.*Why.*Leaves out.*council/s)
    await expect.poll(() => wordsOf(card(page, /^Option B/))).toContain('You already said this')
    await card(page, /^Option A/)
      .getByText('What speaks for it: 2 quotes')
      .click()
    await card(page, /^Option A/)
      .getByRole('button', { name: /^Open Sponge cities.*12:47$/ })
      .click()
    const [[place]] = (await called(page, 'openCitation')) as [[{ startMs: number }]]
    expect(place.startMs).toBe(767_000)
  })

  test('is changed before it is taken: only then it is called edited', async () => {
    const page = await show('angle-change')
    await page.getByRole('textbox', { name: 'The angle in short' }).fill('Your drive, my basement')
    await page.getByRole('button', { name: 'Take it so' }).click()
    await page.getByRole('tab', { name: 'Outline', selected: true }).waitFor()
    const [draft] = await decided(page)
    expect(draft).toMatchObject({
      how: 'edited',
      optionIds: [angles.options[0]!.id],
      content: {
        angle: { title: 'Your drive, my basement', audience: 'People who own a house, or are about to.' },
      },
    })
  })

  test('is mixed: the promise of one, the titles of another', async () => {
    const page = await show('angle-mix')
    const take = page.getByRole('button', { name: 'Choose from two' })
    expect(await take.getAttribute('aria-disabled')).toBe('true')
    await page.getByRole('group', { name: 'Titles' }).getByText('I followed the money').click()
    await page.getByRole('button', { name: 'Take this mix of 2' }).click()
    await page.getByRole('tab', { name: 'Outline', selected: true }).waitFor()
    const [draft] = await decided(page)
    expect(draft).toMatchObject({
      how: 'mixed',
      optionIds: [angles.options[0]!.id, angles.options[1]!.id],
      content: {
        angle: { title: 'Your driveway floods my basement', titles: ['I followed the money down the drain'] },
      },
    })
    // What the channel has on the second counts for the mix.
    expect(draft!.content.gate === 'angle' && draft!.content.angle.own).toHaveLength(1)
  })

  test('can be the creator’s own, or one that they took in the conversation', async () => {
    const page = await show('angle-talk')
    await page.getByRole('button', { name: 'Take it: The water that never reaches a pipe' }).click()
    await page.getByRole('tab', { name: 'Outline', selected: true }).waitFor()
    expect(await decided(page)).toMatchObject([
      { how: 'own', optionIds: [], content: { angle: { title: 'The water that never reaches a pipe' } } },
    ])
    const own = await show('angle-own')
    const take = own.getByRole('button', { name: 'Take it so' })
    expect(await take.getAttribute('aria-disabled')).toBe('true')
    await own.getByRole('textbox', { name: 'The angle in short' }).fill('Rain')
    await own.getByRole('textbox', { name: 'Titles' }).fill('One\n\nTwo\nOne\n')
    await take.click()
    await own.getByRole('tab', { name: 'Outline', selected: true }).waitFor()
    expect(await decided(own)).toMatchObject([
      { how: 'own', optionIds: [], content: { angle: { title: 'Rain', titles: ['One', 'Two'] } } },
    ])
  })

  test('is asked for anew with a wish; the options before stay', async () => {
    const page = await show('angle-older')
    await page.getByRole('textbox', { name: 'A wish, if you have one' }).fill('shorter')
    await page.getByRole('button', { name: 'Suggest three other angles' }).click()
    await expect.poll(() => called(page, 'decisions.offer')).toEqual([['angle', 'shorter']])
    await page.getByText('You wished: for people who rent').waitFor()
    await page.getByText('3 earlier options').click()
    // Letters are theirs for good.
    await page.getByRole('button', { name: 'Take it: angle A' }).waitFor()
    await page.getByRole('button', { name: 'Take it: angle D' }).waitFor()
  })

  test('that cannot be decided says why, and nothing is lost', async () => {
    const page = await show('angle-change')
    await page.getByRole('textbox', { name: 'The angle in short' }).fill('Kept')
    await page.evaluate(() => {
      window.fake.next.failure = { code: 'network', message: 'The server did not answer. Try again.' }
    })
    await page.getByRole('button', { name: 'Take it so' }).click()
    await page.getByText('The server did not answer. Try again.').waitFor()
    expect(await page.getByRole('textbox', { name: 'The angle in short' }).inputValue()).toBe('Kept')
  })

  test('that something stands on is decided anew on a way of its own, and the old one stays', async () => {
    const page = await show('angle-ways')
    await page.getByText('3 options', { exact: true }).click()
    await page.evaluate(() => {
      window.fake.refuseOnce({ code: 'conflict', message: 'The outline stands on this angle.' })
    })
    await page.getByRole('button', { name: 'Take it: angle C' }).click()
    await page.getByText(/“First way” is kept as it is.*“Way 3” goes on/).waitFor()
    expect(await called(page, 'decisions.rewind')).toEqual([['angle', 'Way 3']])
    expect(await decided(page)).toHaveLength(2)
    await page.getByRole('button', { name: 'Way: Way 3 of 3' }).waitFor()
  })

  test('is readable while the server is away, and says that it cannot be changed', async () => {
    const page = await show('angle-offline')
    await page.getByRole('heading', { name: 'Your driveway floods my basement' }).first().waitFor()
    await expect
      .poll(() => page.getByRole('button', { name: 'Change it' }).first().getAttribute('aria-disabled'))
      .toBe('true')
  })
})

describe('the plan', () => {
  test('is kept as it is typed, and a length that is none is told', async () => {
    const page = await show('angle-none')
    const minutes = page.getByLabel('Minutes')
    await minutes.fill('6:30')
    await minutes.blur()
    await expect.poll(() => called(page, 'decisions.setPlan')).toEqual([[{ targetSeconds: 390 }]])
    await minutes.fill('0')
    await page.getByText('No length is aimed at: the outline gets no times to keep to.').waitFor()
    await minutes.blur()
    await expect
      .poll(async () => (await called(page, 'decisions.setPlan')).at(-1))
      .toEqual([{ targetSeconds: 0 }])
    for (const [typed, told] of [
      ['600', 'Ten hours and more is not one script'],
      ['soon', 'Minutes, such as 8 or 8:30.'],
    ] as const) {
      await minutes.fill(typed)
      await page.getByRole('alert').filter({ hasText: told }).waitFor()
      await minutes.blur()
    }
    expect(await called(page, 'decisions.setPlan')).toHaveLength(2)
  })
})

describe('the hook', () => {
  test('is told what is missing before it, in the order of the decisions', async () => {
    await (await show('hook-missing')).getByText('The angle comes first').waitFor()
    await (await show('hook-missing-outline')).getByText('The outline comes first').waitFor()
  })

  test('has options of different kinds, three sentences each, each with what backs it', async () => {
    const page = await show('hook')
    await expect
      .poll(() => wordsOf(card(page, /^Option A: With a number/)))
      .toMatch(/roughly doubles.*quoted.*two front gardens.*open.*Yours may be.*opinion/s)
    await page.getByRole('button', { name: 'Take it: hook B' }).click()
    await expect
      .poll(() => decided(page))
      .toMatchObject([{ how: 'taken', optionIds: [hooks.options[1]!.id] }])
    // The script is there, with the hook and the others behind a line.
    await page.getByText('Your hook, and others').click()
    await page.getByText('In the middle of a scene, taken as it was offered').waitFor()
  })

  test('is changed: a sentence that was left keeps what backs it, another has to be backed', async () => {
    const page = await show('hook-change')
    const box = page.getByRole('textbox', { name: 'What is said first' })
    await box.fill('A ten per cent rise in paved area roughly doubles the peak flow.\nThat is your drive.')
    await page.getByRole('button', { name: 'Take it so' }).click()
    await expect.poll(() => decided(page)).toHaveLength(1)
    const { content, how } = (await decided(page))[0]!
    expect(how).toBe('edited')
    expect(content.gate === 'hook' && content.hook.sentences.map(each => each.ledger.standing)).toEqual([
      ...['quoted', 'open'],
    ])
  })

  test('is mixed of sentences in the order of the presses', async () => {
    const page = await show('hook-mix')
    await page.getByRole('checkbox', { name: /Where does the rain/ }).check()
    await page.getByRole('checkbox', { name: /Last June/ }).check()
    await page.getByRole('button', { name: 'Take these 2' }).click()
    await expect.poll(() => decided(page)).toHaveLength(1)
    const { content, how, optionIds } = (await decided(page))[0]!
    expect({ how, optionIds }).toEqual({
      how: 'mixed',
      optionIds: [hooks.options[2]!.id, hooks.options[1]!.id],
    })
    expect(content.gate === 'hook' && content.hook).toMatchObject({
      kind: 'question',
      sentences: [
        { text: 'Where does the rain on your roof go?' },
        { text: 'Last June I stood in it up to my knees.' },
      ],
    })
  })
})

describe('a way', () => {
  test('goes back to before a decision as another way, said so, with the way back beside it', async () => {
    const page = await show('ways-back')
    await page.getByText('“Way 3” goes on from before the outline. “First way” is kept as it is.').waitFor()
    await page.getByRole('button', { name: 'Way: Way 3 of 3' }).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'Way: First way of 3' }).waitFor()
  })

  test('is opened by its name, and renamed', async () => {
    const page = await show('ways-menu')
    await page.getByRole('menuitemradio', { name: /For my neighbours/ }).click()
    await page.getByRole('button', { name: 'Way: For my neighbours of 2' }).waitFor()
    await page.getByText('Your driveway floods my cellar').waitFor()
    await page.getByRole('button', { name: /^Way:/ }).click()
    await page.getByRole('menuitem', { name: 'Rename this way…' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Neighbours')
    await page.getByRole('button', { name: 'Rename', exact: true }).click()
    await page.getByRole('button', { name: 'Way: Neighbours of 2' }).waitFor()
  })

  test('is set beside another: decisions side by side, scripts word by word', async () => {
    const page = await show('ways-compare')
    const dialog = page.getByRole('dialog')
    await expect
      .poll(() => wordsOf(dialog.getByRole('region', { name: 'Angle' })))
      .toMatch(/For my neighbours.*cellar.*First way.*basement/s)
    await expect.poll(() => wordsOf(dialog.getByRole('region', { name: 'Outline' }))).toContain('Not decided')
    await dialog.locator('.difference ins, .difference del').first().waitFor()
    expect(await called(page, 'decisions.scriptOf')).toHaveLength(2)
  })
})

describe('the log', () => {
  test('has all that was offered and decided, newest first, and what was changed word by word', async () => {
    const page = await show('ways-log')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('3 decisions from 7 options').waitFor()
    await expect
      .poll(() => wordsOf(dialog.locator('.log-entry').first()))
      .toMatch(/For my neighbours.*Angle decided: Your driveway floods my cellar.*taken, in your words/s)
    await dialog.getByText('What was changed').click()
    await expect.poll(() => wordsOf(dialog.locator('.difference del').first())).toContain('basement')
    await dialog.getByText('“For my neighbours” parted from “First way” before the angle').waitFor()
    expect(await dialog.getByText('chosen', { exact: true }).count()).toBe(2)
  })

  test('is copied as Markdown, and saved as Markdown and as JSON', async () => {
    const page = await show('ways-log')
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByRole('button', { name: 'Copy' }).click()
    await page.getByText('Copied as Markdown').waitFor()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
      '# Decisions: Why your street floods',
    )
    for (const [button, name] of [
      ['Markdown', 'decisions.md'],
      ['JSON', 'decisions.json'],
    ] as const) {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: button, exact: true }).click(),
      ])
      expect(file.suggestedFilename()).toBe(name)
    }
  })
})
