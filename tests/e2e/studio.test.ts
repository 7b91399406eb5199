import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { Branch, Ways } from '../../core/contract/decision.ts'
import { newId } from '../../core/contract/id.ts'
import { TimeReceipt } from '../../core/contract/receipt-of-time.ts'
import { ScriptState } from '../../core/contract/script.ts'
import { beatsOf, ranksBetween } from '../../core/script/order.ts'
import { type StudioVariant, studioPage } from '../fixtures/studio/studio-page.ts'
import { chromiumForTests } from '../support/chromium.ts'
import { type Ask, askerOf, projectsOf } from './asked.ts'
import { until } from './browser.ts'
import { type Scene, scene } from './scene.ts'
import type { Site } from './sites.ts'

const noBrowser = chromiumForTests() === null
const videoId = 'abcdefghijk'
const edit = `https://studio.youtube.com/video/${videoId}/edit`

/** Studio with its videos' forms by their ids. */
const studioSite =
  (variants: Record<string, Partial<StudioVariant>>): Site =>
  ({ pathname }) => {
    const id = /^\/video\/([\w-]{11})\/edit$/.exec(pathname)?.[1]
    return id ? { body: studioPage({ videoId: id, ...variants[id] }) } : undefined
  }

const modelOf = (tab: Page) =>
  tab.evaluate(() => {
    const { model, saved, heard } = globalThis as unknown as {
      model: { title: string; description: string; tags: string[] }
      saved: number
      heard: string[]
    }
    return { ...model, saved, heard }
  })

const beats = ['The drain', 'A century of concrete', 'Sponge cities', 'What you can do']
const sentence =
  'Where the water goes when it rains harder than the street was built for is a long story. '.repeat(4)

/** An angle with titles and a script of four beats, decided and written as by the creator. */
async function decideAndWrite(ask: Ask, projectId: string): Promise<void> {
  const { openId } = Ways.parse(await ask('GET', `/projects/${projectId}/ways`))
  const decide = async (content: unknown) =>
    Branch.parse(
      await ask('POST', `/branches/${openId}/decisions`, { id: newId(), how: 'own', optionIds: [], content }),
    )
  await decide({
    gate: 'angle',
    angle: {
      title: 'The drain of 1890',
      promise: 'You will know where the water goes.',
      audience: '',
      fresh: '',
      titles: ['Your street floods because of a drain from 1890', 'The drain under your street'],
      own: [],
    },
  })
  await decide({
    gate: 'outline',
    outline: {
      title: 'Four turns',
      beats: beats.map((title, at) => ({
        kind: at === 0 ? 'hook' : 'turn',
        title,
        purpose: '',
        seconds: 60,
        evidence: [],
      })),
    },
  })
  const script = ScriptState.parse(await ask('GET', `/branches/${openId}/script`))
  const [rank] = ranksBetween(null, null, 1)
  await ask('POST', `/branches/${openId}/changes`, {
    changes: beatsOf(script).map(beat => ({
      id: newId(),
      at: new Date().toISOString(),
      by: 'creator',
      do: 'sentence.insert',
      sentence: {
        id: newId(),
        beatId: beat.id,
        rank,
        text: sentence,
        origin: 'creator',
        ledger: { standing: 'opinion', citations: [], why: '' },
        cue: '',
      },
    })),
  })
}

/** The panel on a page of Studio, with a project that has something for it. */
async function prepared({ browser, server, creator }: Scene): Promise<{ tab: Page; panel: Page; ask: Ask }> {
  const tab = await browser.tab(edit)
  const panel = await creator.openPanelOn(tab)
  await panel.getByRole('button', { name: /Change project/ }).click()
  await panel.getByRole('menuitem', { name: 'New project…' }).click()
  await panel.getByRole('dialog').getByRole('textbox').pressSequentially('Why your street floods')
  await panel.getByRole('button', { name: 'Create' }).click()
  const ask = await askerOf(server.address)
  const project = await until('the server has the project', async () =>
    (await projectsOf(ask)).find(({ title }) => title === 'Why your street floods'),
  )
  await decideAndWrite(ask, project.id)
  return { tab, panel, ask }
}

const openDetails = async (panel: Page) => {
  await panel.getByRole('button', { name: 'Fill in details…' }).click()
  const sheet = panel.getByRole('dialog', { name: 'Details for this video' })
  await sheet.getByRole('heading', { name: 'Title' }).waitFor()
  return sheet
}

describe.skipIf(noBrowser)('YouTube Studio (skipped where there is no Chromium)', () => {
  it('gets title, description with chapters, and tags on a click, is never saved by us, and is as before after another', async () => {
    const site = studioSite({
      [videoId]: { title: 'Draft 3', description: 'My links\n\nhttps://me.example', tags: ['rain'] },
    })
    await scene({ 'studio.youtube.com': site }, { running: true }, async one => {
      const { tab, panel } = await prepared(one)
      const sheet = await openDetails(panel)
      await sheet.getByText('0:00 The drain').waitFor()
      await sheet.getByRole('radio', { name: 'The drain under your street' }).click()
      // Nothing has happened there by looking.
      expect(await modelOf(tab)).toMatchObject({ title: 'Draft 3', heard: [] })

      await sheet.getByRole('button', { name: 'Put title, description and tags into Studio' }).click()
      await sheet.getByText('It is in the form. Press Save in Studio when it is right.').waitFor()
      const put = await modelOf(tab)
      expect(put).toMatchObject({ title: 'The drain under your street', saved: 0 })
      expect(put.description).toMatch(
        /^You will know where the water goes\.\n\n0:00 The drain\n\d:\d\d A century of concrete\n(?:\d:\d\d .+\n?){2}\n\nMy links\n\nhttps:\/\/me\.example$/,
      )
      expect(put.tags).toEqual(['rain', 'The drain of 1890', 'Why your street floods'])

      // The way back outlives the sheet, and leaves alone what the creator wrote since.
      await panel.keyboard.press('Escape')
      await tab.evaluate(() => {
        const fields = document.querySelector('ytcp-video-metadata-editor')!.shadowRoot!
        const box = fields
          .querySelector('#title-textarea')!
          .shadowRoot!.querySelector('fake-text-box')!
          .shadowRoot!.querySelector<HTMLElement>('#textbox')!
        box.focus()
        document.execCommand('selectAll')
        document.execCommand('insertText', false, 'My own title')
      })
      const again = await openDetails(panel)
      await again.getByRole('button', { name: 'Undo in Studio' }).click()
      await again.getByRole('listitem').filter({ hasText: 'Title: left as it is' }).waitFor()
      expect(await modelOf(tab)).toMatchObject({
        title: 'My own title',
        description: 'My links\n\nhttps://me.example',
        tags: ['rain'],
        saved: 0,
      })
    })
  })

  it('puts only what is chosen, and gives texts to copy where the form is another or is gone', async () => {
    const other = 'otherother1'
    const site = studioSite({
      [videoId]: { without: ['description'], folded: true, title: 'Draft' },
      [other]: { without: ['title', 'description', 'tags'] },
    })
    await scene({ 'studio.youtube.com': site }, { running: true }, async one => {
      const { tab, panel } = await prepared(one)
      const sheet = await openDetails(panel)
      await sheet.getByText('No field for the description was found').waitFor()
      await sheet.getByText('press “Show more” below the description there').waitFor()
      await tab.evaluate(() => {
        const fields = document.querySelector('ytcp-video-metadata-editor')!.shadowRoot!
        fields.querySelector<HTMLElement>('#toggle-button')!.click()
      })
      await sheet.getByRole('button', { name: 'Look again' }).click()
      await sheet.getByRole('checkbox', { name: 'Title' }).click()
      await sheet.getByRole('button', { name: 'Put tags into Studio' }).click()
      await sheet.getByRole('listitem').filter({ hasText: 'Tags: in the form.' }).waitFor()
      expect(await modelOf(tab)).toMatchObject({
        title: 'Draft',
        tags: ['The drain of 1890', 'Why your street floods'],
      })

      // Studio goes on to another video while the sheet is open: it is not written to.
      await sheet.getByRole('checkbox', { name: 'Title' }).click()
      await tab.evaluate(id => history.pushState(null, '', `/video/${id}/edit`), other)
      await sheet.getByRole('button', { name: 'Put title into Studio' }).click()
      await sheet.getByText('Studio shows something else by now').first().waitFor()
      expect(await modelOf(tab)).toMatchObject({ title: 'Draft' })
      await panel.keyboard.press('Escape')

      await tab.goto(`https://studio.youtube.com/video/${other}/edit`)
      const texts = await openDetails(panel)
      await texts.getByText('Studio’s form is not as Ownwords knows it: copy the texts instead').waitFor()
      await texts.getByRole('button', { name: 'Copy the description' }).click()
      await panel.getByText('Description copied').first().waitFor()
    })
  })
})

describe.skipIf(noBrowser)('the receipt of time (skipped where there is no Chromium)', () => {
  it('counts presses and typed words of the real panel, offline too, and holds them against the creator’s own word', async () => {
    await scene({ 'studio.youtube.com': studioSite({}) }, { running: true }, async one => {
      const { panel, ask } = await prepared(one)
      const [project] = await projectsOf(ask).then(all => all.filter(each => each.title.startsWith('Why')))
      const read = async () => TimeReceipt.parse(await ask('GET', `/projects/${project!.id}/receipt`))
      await panel.getByRole('button', { name: /Change project/ }).click()
      await panel.getByRole('menuitem', { name: 'Time so far…' }).click()
      const sheet = panel.getByRole('dialog', { name: 'Time so far' })
      await sheet.getByText('How long did your last video’s research and script take?').waitFor()
      // The two presses that opened it; what was pressed before belongs to the project before.
      const first = await read()
      expect(first).toMatchObject({ clicks: 2, typedWords: 0, decisions: 2, baseline: null })

      await sheet.getByText('Research, in hours').click()
      await panel.keyboard.type('5')
      await sheet.getByRole('textbox', { name: 'Script, in hours' }).click()
      await panel.keyboard.type('1.5')
      await sheet.getByRole('button', { name: 'Keep it' }).click()
      await sheet.getByText(/Your last video took 6 h 30 min, as you say: this is 99% less so far/).waitFor()
      const second = await read()
      // The press of a label is one press, though its box hears of it as well.
      expect(second).toMatchObject({
        clicks: 5,
        typedWords: 3,
        baseline: { researchMinutes: 300, scriptMinutes: 90 },
      })
      expect(second.activeMs).toBeGreaterThan(first.activeMs)
      expect(second.activeMs).toBeLessThan(60_000)

      // Without the server it goes on being counted here, and the server hears of it when it is back.
      one.allow(/ERR_CONNECTION_REFUSED/)
      await panel.keyboard.press('Escape')
      await one.server.stop()
      await panel.getByRole('button', { name: /Change project/ }).click()
      await panel.getByRole('menuitem', { name: 'Time so far…' }).click()
      await sheet.getByText('Your server is away').waitFor()
      const figure = sheet.locator('.time__figure', { hasText: 'Clicks' }).locator('dd')
      expect(await figure.textContent()).toBe('7')
      await one.server.start()
      await until('the server knows of it', async () => (await read()).clicks === 7, 60_000)
    })
  })
})
