import { deepEqual } from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { afterAll, describe, it } from 'vitest'
import { chromiumForTests } from '../support/chromium.ts'
import { until } from './browser.ts'
import { placeOf, storedSources } from './creator.ts'
import { ours } from './material.ts'
import { lostLine, type Scene, scene } from './scene.ts'

const noBrowser = chromiumForTests() === null
afterAll(() => console.log(lostLine()))

const words = async (page: Page, selector: string) =>
  ((await page.locator(selector).first().textContent()) ?? '').replace(/\s+/g, ' ').trim()

/** The claims of the project's sources, found without a model; the first quote of an article opens where it stands. */
async function findClaims({ browser }: Scene, panel: Page): Promise<void> {
  await panel.getByRole('tab', { name: /^Research/ }).click()
  await panel.getByText('Without a model: for this nothing leaves this computer').waitFor()
  await panel.getByRole('button', { name: 'Find claims' }).click()
  await panel.getByRole('article', { name: 'Findings' }).waitFor({ timeout: 60_000 })
  await panel.locator('.brief__method', { hasText: 'Found without a model' }).waitFor()
  const evidence = panel
    .locator('.evidence', { has: panel.locator('.cite', { hasText: 'at the sentence' }) })
    .first()
  const quote = ((await evidence.locator('.quote').textContent()) ?? '').replace(/\s+/g, ' ').trim()
  await evidence.locator('.cite').first().click()
  await until('the quoted claim is in sight', async () => {
    const front = await browser.front()
    return front ? (await placeOf(front, quote).catch(() => null)) === 'in sight' : false
  })
}

/** A tag, and a search that keeps to it: the passage is read in its source, and opened by the keyboard. */
async function searchByTag({ browser, server }: Scene, panel: Page): Promise<void> {
  await panel.getByRole('tab', { name: /^Collect/ }).click()
  const card = panel.locator('li.source').last()
  const title = ((await card.locator('.source__title').textContent()) ?? '').trim()
  await card.getByRole('button', { name: /^More about/ }).click()
  await panel.getByRole('menuitem', { name: 'Tags…' }).click()
  await panel.getByRole('dialog', { name: 'Tags' }).getByRole('textbox').fill('memory')
  await panel.getByRole('button', { name: 'Save' }).click()
  await card.getByRole('list', { name: 'Tags' }).waitFor()
  await until('the server has the tag', async () =>
    (await storedSources(server.address)).some(source => source.tags.includes('memory')),
  )

  await panel.locator('.work__scroll').focus()
  await panel.keyboard.press('Control+k')
  const search = panel.getByRole('dialog', { name: 'Search' })
  await search.getByRole('searchbox').fill('test')
  await search.locator('.hit').first().waitFor()
  await search.getByText('Filters').click()
  await search
    .getByRole('group', { name: 'Tag' })
    .getByRole('button', { name: /^memory/ })
    .click()
  await until('only what has the tag is found', async () => {
    const found = await search.locator('.hit__open bdi').allTextContents()
    return found.length > 0 && found.every(each => each.trim() === title)
  })

  await search
    .getByRole('button', { name: `Read ${title} at this passage` })
    .first()
    .click()
  await until('the passage is marked in its source', () =>
    panel.evaluate(() => (CSS.highlights.get('passage')?.size ?? 0) === 1),
  )
  await panel.keyboard.press('Escape')
  await until('the search is back', async () => (await panel.locator('dialog').count()) === 1)
  const passage = await words(panel, '.hit__words')
  await search.getByRole('searchbox').focus()
  await panel.keyboard.press('ArrowDown')
  await panel.keyboard.press('Enter')
  await until('the passage is in sight', async () => {
    const front = await browser.front()
    const sentence = passage.replace(/^… /, '').split(/(?<=[.!?]) /)[0]!
    return front ? (await placeOf(front, sentence).catch(() => null)) === 'in sight' : false
  })
}

describe.skipIf(noBrowser)('research in the real panel (skipped where there is no Chromium)', () => {
  it('finds claims without a model and a passage by its words, and each opens where it stands', () =>
    scene(ours.hosts, { running: true }, async stage => {
      const { browser, creator } = stage
      const first = await browser.tab(ours.articles[0])
      const panel = await creator.openPanelOn(first)
      await creator.clipByButton('article')
      await creator.clipByIcon(await browser.tab(ours.articles[1]))
      await browser.tab(ours.video)
      await creator.clipByButton('video')
      await creator.allReady(3)
      await findClaims(stage, panel)
      await searchByTag(stage, panel)
      deepEqual(await panel.locator('.notice--bad').allInnerTexts(), [])
      await stage.countLost(3)
    }))
})
