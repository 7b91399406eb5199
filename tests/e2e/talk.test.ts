import { describe, expect, it } from 'vitest'
import { chromiumForTests } from '../support/chromium.ts'
import { until } from './browser.ts'
import { placeOf, storedSources } from './creator.ts'
import { ours } from './material.ts'
import { scene } from './scene.ts'

const noBrowser = chromiumForTests() === null

describe.skipIf(noBrowser)('the conversation in the real panel (skipped where there is no Chromium)', () => {
  it('answers from what was clipped, opens the place, keeps all of it, and asks what only the creator knows', () =>
    scene(ours.hosts, { running: true }, async ({ browser, creator, server }) => {
      const panel = await creator.openPanelOn(await browser.tab(ours.articles[0]))
      await creator.clipByButton('article')
      await creator.clipByIcon(await browser.tab(ours.articles[1]))
      await creator.allReady(2)

      const box = panel.getByRole('textbox', { name: 'Ask your sources' })
      await box.fill('What do my sources say?')
      await box.press('Enter')
      const log = panel.getByRole('log')
      const cite = log.locator('.answer .cite')
      await cite.first().waitFor()
      expect(await log.innerText()).toContain('By search, without a model')
      const quote = ((await log.locator('.answer mark').first().textContent()) ?? '').trim()
      const tab = await until('the quoted page comes to the front', async () => {
        await cite.first().click()
        const front = await browser.front()
        return ours.articles.some(url => front?.url().startsWith(url)) && front
      })
      await until('the quoted words are there', async () => (await placeOf(tab, quote)) !== 'absent')

      await panel.getByRole('button', { name: /^Notes/ }).click()
      const notes = panel.getByRole('dialog', { name: 'Notes' })
      await notes.getByRole('textbox', { name: 'A new note' }).fill('Film the drain.')
      await notes.getByRole('button', { name: 'Keep it' }).click()
      await notes.getByText('Film the drain.').waitFor()
      await notes.getByRole('button', { name: 'Close' }).click()

      await panel.getByRole('button', { name: 'Interview me' }).click()
      const interview = panel.getByRole('dialog', { name: 'Interview me' })
      await interview.getByRole('button', { name: 'Ask me' }).click()
      await interview.getByRole('textbox').first().fill('My own cellar stood under water in May.')
      await interview.getByRole('button', { name: 'Keep my answer' }).first().click()
      await interview.getByText(/^1 of \d questions answered$/).waitFor()
      await interview.getByRole('button', { name: 'Close' }).click()
      await creator.allReady(3)
      expect((await storedSources(server.address)).map(source => source.kind).sort()).toEqual([
        'article',
        'article',
        'knowledge',
      ])

      // A panel that is opened anew has all of it.
      await box.fill('Not sent yet')
      await panel.reload()
      await panel.getByRole('button', { name: 'Show the conversation: 1 question' }).click()
      await cite.first().waitFor()
      expect(await box.inputValue()).toBe('Not sent yet')
    }))
})
