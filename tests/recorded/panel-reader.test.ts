import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { become } from '../extension/panel/guest-poses.ts'
import { run } from '../extension/panel/samples.ts'
import { scenarios } from '../extension/panel/scenarios.ts'
import { choose, lineOf } from '../extension/panel/script-poses.ts'
import { beatId, sentenceId } from '../extension/panel/script-samples.ts'
import { called, usePanelStage, wordsOf } from './support/panel.ts'
import { spoken } from './support/script.ts'
import { pressAll } from './support/walk.ts'

const { show } = usePanelStage()

/** Changes nothing of the project: it is read, shown elsewhere, or said for oneself (what a domain is worth). */
const reads =
  /^(?:openSource|openCitation|visit|versions\.\w+|decisions\.(?:log|scriptOf)|exports\.(?:open|taken)|tiers|setTier|voice\.(?:meter|play|steering))$/

const asReader = async (scenario: string) => {
  const page = await show(scenario)
  await become(page, 'reader')
  // What the stage did before, in what was one's own project.
  await page.evaluate(() => void window.fake.calls.splice(0))
  return page
}
const writes = async (page: Page) =>
  (await page.evaluate(() => window.fake.calls.map(({ act }) => act))).filter(act => !reads.test(act))

describe('who only reads a shared project presses all that there is, and changes nothing:', () => {
  const sources = ['twins', 'wordless', 'kinds', 'versions'].flatMap(
    scenario => scenarios[scenario]!().work.sources,
  )

  test('its sources', async () => {
    const page = await asReader('kinds')
    await page.evaluate(
      all => window.fake.change({ sources: [...new Map(all.map(each => [each.id, each])).values()] }),
      sources,
    )
    await page.getByRole('button', { name: /versions$/ }).waitFor()
    const pressed = await pressAll(page)
    expect(await writes(page)).toEqual([])
    const opened = pressed.join('\n')
    expect(opened).toMatch(/tile--moment › Read what was kept/)
    expect(opened).toMatch(/tile--video › Open the video/)
    expect(opened).toMatch(/versions$/m)
    // A clip of theirs that waits here was never in the project: it can go.
    await page.evaluate(() => {
      const source = window.fake.world.work.value.sources.find(({ kind }) => kind === 'article')!
      const clip = { source, state: 'refused' as const, why: 'You can read this project.' }
      window.fake.change({ sources: [source], waiting: [clip] })
    })
    await page.getByText('Refused', { exact: true }).waitFor()
    expect((await pressAll(page)).filter(each => each.endsWith('› Remove'))).toHaveLength(1)
    expect(await writes(page)).toEqual(['removeSource'])
    expect(opened).not.toMatch(/Clip|Remove|Tags|tags|caption|Paste|note|Keep both|Add PDF|Check sources/)
  })

  test.each([
    ['research', ['Copy', 'Gap map4', '1 more quote']],
    ['angle-ways', ['Way: First way of 2 › Compare two ways…', 'All decisions: JSON', '3 options']],
    ['angle-none', ['Way: First way › All decisions…']],
    ['outline-decided', ['On to the script', 'What speaks for it: 2 quotes']],
    ['script', ['Meter', 'More about the script › Points: compare…', '1 quoted']],
    ['check-many', ['Go to it', 'Export: Teleprompter', 'Export: Save as Markdown: Ledger']],
  ])('%s', async (scenario, readable) => {
    const page = await asReader(scenario)
    const pressed = await pressAll(page)
    expect(await writes(page)).toEqual([])
    expect(pressed).toEqual(expect.arrayContaining(readable))
  })

  test('the conversation', async () => {
    const page = await asReader('talk-proposals')
    const { notes } = scenarios['talk-notes']!().talk.conversation
    await page.evaluate(notes => window.fake.converse({ notes }), notes)
    const pressed = await pressAll(page)
    expect(await writes(page)).toEqual([])
    const readable = ['Show the conversation: 1 question', 'What speaks for it', 'Notes 2', 'Notes: closed']
    expect(pressed).toEqual(expect.arrayContaining(readable))
  })

  test('the brief: as it is, while another is in the making, and where that failed', async () => {
    const page = await asReader('brief')
    expect(await pressAll(page)).toEqual(expect.arrayContaining(['Copy', 'a citation']))
    expect(await writes(page)).toEqual([])
    const stop = page.getByRole('button', { name: 'Stop' })
    const again = page.getByRole('button', { name: 'Try again' })
    const error = { code: 'model_unavailable', message: 'It asked us to wait.', retryable: true }
    const now = { createdAt: new Date().toISOString() }
    await page.evaluate(runs => window.fake.change({ runs }), [run(50, { state: 'running', ...now })])
    await page.getByText('What comes of it shows here.').waitFor()
    expect(await stop.count()).toBe(0)
    await page.evaluate(runs => window.fake.change({ runs }), [run(50, { state: 'failed', error, ...now })])
    await page.getByText('It asked us to wait.', { exact: true }).waitFor()
    expect(await again.count()).toBe(0)
    await become(page, 'editor')
    await again.waitFor()
  })
})

describe('a script that is only read', () => {
  const words = (page: Page) => page.getByRole('textbox', { name: 'The words of “What paving does”' })
  const street = (page: Page) => page.getByRole('textbox', { name: /The street that floods/ })

  test('takes no letter, paste or drag, and is written in as soon as its reader becomes an editor', async () => {
    const page = await asReader('script')
    const before = await spoken(page, 1)
    const second = async () => (await spoken(page, 1))[1]
    await choose(page, 2)
    expect(await street(page).getAttribute('aria-readonly')).toBe('true')
    await page.keyboard.type('Gone.')
    await page.keyboard.press('Backspace')
    await page.keyboard.press('Enter')
    await page.evaluate(() => {
      const data = new DataTransfer()
      data.setData('text/plain', 'Pasted. And dropped.')
      const words = document.activeElement!
      const { left, top } = words.getBoundingClientRect()
      const what = { bubbles: true, cancelable: true, clientX: left + 60, clientY: top + 12 }
      words.dispatchEvent(new ClipboardEvent('paste', { ...what, clipboardData: data }))
      words.dispatchEvent(new DragEvent('drop', { ...what, dataTransfer: data }))
    })
    expect(await page.locator('.sentence__mark[draggable="true"], .beat__grip').count()).toBe(0)
    expect(await spoken(page, 1)).toEqual(before)
    expect(await street(page).locator('.sentence__words').allTextContents()).toEqual(before)

    await become(page, 'editor')
    await page.getByRole('button', { name: 'Rewrite' }).waitFor()
    expect(await street(page).getAttribute('aria-readonly')).toBeNull()
    await choose(page, 2)
    await page.keyboard.type(' Twice.')
    await expect.poll(second).toContain('Twice.')

    await become(page, 'reader')
    await page.getByRole('button', { name: 'Rewrite' }).waitFor({ state: 'detached' })
    await page.keyboard.type(' Thrice.')
    expect(await second()).not.toContain('Thrice.')
  })

  test('says what backs the sentence that the arrows choose, and leads to its source', async () => {
    const page = await asReader('script')
    await choose(page, 3)
    await page.keyboard.press('ArrowDown')
    const dock = page.getByRole('complementary', { name: 'This sentence' })
    await expect.poll(() => wordsOf(dock)).toMatch(/^Quoted/)
    await page.keyboard.press('Escape')
    await page.keyboard.press('Tab')
    await dock.getByRole('button', { name: /^Open Urban runoff/ }).click()
    expect(await called(page, 'openCitation')).toHaveLength(1)
    await page.getByRole('button', { name: '1 open' }).click()
    await expect.poll(() => wordsOf(dock)).toMatch(/^Open/)
    expect(await lineOf(page, 1).getAttribute('data-chosen')).toBe('')
  })

  test('shows what others write, what is marked in it stays marked, and it is copied', async () => {
    const page = await asReader('script')
    const marked = () => page.evaluate(() => getSelection()!.toString().trim())
    await lineOf(page, 4)
      .locator('.sentence__words')
      .dblclick({ position: { x: 40, y: 12 } })
    expect(await marked()).toBe('tenth')
    await page.evaluate(
      ids => {
        const { sentences } = window.fake.script.world.document.value!.state.peek()
        for (const sentenceId of ids)
          window.fake.script.outside([
            {
              ...{ do: 'sentence.write', sentenceId, text: `${sentences[sentenceId]!.text} Noa was here.` },
              ...{ base: sentences[sentenceId]!.revision, besideId: sentenceId.replace('0', 'f') },
              ...{ undo: false, origin: null },
            },
          ])
      },
      [sentenceId(4), sentenceId(5)],
    )
    const lines = () => words(page).locator('.sentence__words').allTextContents()
    await expect
      .poll(async () => (await lines()).filter(each => each.endsWith('Noa was here.')))
      .toHaveLength(2)
    expect(await marked()).toBe('tenth')

    // To be copied, over two beats too.
    const copied = await page.evaluate(
      ([from, to]) => {
        const wordsOf = (beat: string) =>
          [...document.querySelectorAll(`[data-beat="${beat}"] .sentence__words`)].map(
            each => each.firstChild!,
          )
        const [first, second] = [wordsOf(from!).at(-1)!, wordsOf(to!)[0]!]
        getSelection()!.setBaseAndExtent(first, 0, second, 7)
        const event = new ClipboardEvent('copy', {
          clipboardData: new DataTransfer(),
          bubbles: true,
          cancelable: true,
        })
        document.activeElement!.dispatchEvent(event)
        // Left to the browser, which copies what is marked.
        return { left: !event.defaultPrevented, marked: getSelection()!.toString() }
      },
      [beatId(1), beatId(2)],
    )
    expect(copied.left).toBe(true)
    expect(copied.marked).toMatch(/^And none of them was asked\.[\s\S]+A tenth$/)
  })
})

describe('a guest’s voice', () => {
  test('is not what the script of somebody else is held against: the voice that it is planned for is', async () => {
    const page = await asReader('script')
    await page.getByRole('button', { name: 'Meter' }).click()
    await page.getByText('Once Noa Cohen chooses a voice of theirs for this project').waitFor()
    expect(await called(page, 'voice.meter')).toEqual([])
    await page.evaluate(() => window.fake.script.plan(window.fake.world.voice.open.value!.detail!.current))
    await page.locator('.meter-beside .headline').waitFor()
    await page.getByText('“You” is Noa Cohen here').waitFor()
    expect(await page.getByText('How you say such things').count()).toBe(0)
  })

  test('is not offered to a project of somebody else, nor chosen for it by itself', async () => {
    const page = await show('script-no-angle')
    await become(page, 'editor')
    await page.getByRole('tab', { name: /^Angle/ }).click()
    await page.getByText('Only Noa Cohen can choose it.').waitFor()
    expect(await page.getByRole('combobox', { name: 'Voice' }).count()).toBe(0)
    expect(await called(page, 'decisions.setPlan')).toEqual([])
    // In their own it is.
    await page.evaluate(() => {
      const { projects } = window.fake.world.work.value
      window.fake.change({ projects: projects.map(({ shared: _, ...own }) => own) })
    })
    await page.getByRole('combobox', { name: 'Voice' }).waitFor()
    await expect.poll(async () => (await called(page, 'decisions.setPlan')).length).toBe(1)
  })
})
