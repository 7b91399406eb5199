import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { Branch, Ways } from '../../core/contract/decision.ts'
import { newId } from '../../core/contract/id.ts'
import { ScriptState } from '../../core/contract/script.ts'
import { beatsOf, sentencesOf } from '../../core/script/order.ts'
import { chromiumForTests } from '../support/chromium.ts'
import { askerOf, projectsOf } from './asked.ts'
import { until } from './browser.ts'
import { type Scene, scene } from './scene.ts'

const noBrowser = chromiumForTests() === null
const hook = ['You walk over forty drains.', 'None of them was asked.', 'Look down.']

/** Angle, outline and hook, decided as by the creator. */
async function decided({ browser, server, creator }: Scene) {
  const panel = await creator.openPanelOn(await browser.tab('https://one.example/'))
  await panel.getByRole('button', { name: /Change project/ }).click()
  await panel.getByRole('menuitem', { name: 'New project…' }).click()
  await panel.getByRole('dialog').getByRole('textbox').pressSequentially('Why your street floods')
  await panel.getByRole('button', { name: 'Create' }).click()
  const ask = await askerOf(server.address)
  const project = await until('the server has the project', async () =>
    (await projectsOf(ask)).find(({ title }) => title === 'Why your street floods'),
  )
  const { openId } = Ways.parse(await ask('GET', `/projects/${project.id}/ways`))
  const decide = async (content: unknown) =>
    Branch.parse(
      await ask('POST', `/branches/${openId}/decisions`, { id: newId(), how: 'own', optionIds: [], content }),
    )
  await decide({
    gate: 'angle',
    angle: { title: 'The drain of 1890', promise: '', audience: '', fresh: '', titles: [], own: [] },
  })
  await decide({
    gate: 'outline',
    outline: {
      title: 'Two turns',
      beats: ['The drain', 'What you can do'].map((title, at) => ({
        ...{ kind: at === 0 ? 'hook' : 'turn', title, purpose: '', seconds: 30, evidence: [] },
      })),
    },
  })
  await decide({
    gate: 'hook',
    hook: {
      kind: 'scene',
      sentences: hook.map(text => ({ text, ledger: { standing: 'opinion', citations: [], why: '' } })),
    },
  })
  /** What the server has of the first beat. */
  const stored = async () => {
    const state = ScriptState.parse(await ask('GET', `/branches/${openId}/script`))
    return sentencesOf(state, beatsOf(state)[0]!.id).map(each => each.text)
  }
  return { panel, stored }
}

const words = (page: Page) => page.getByRole('textbox', { name: 'The words of “The drain”' })
const lines = (page: Page) => words(page).locator('.sentence__words').allTextContents()
const same = (page: Page, texts: string[]) =>
  expect.poll(() => lines(page), { timeout: 20_000 }).toEqual(texts)
const atEnd = async (page: Page, line: number) => {
  await words(page).locator('.sentence__words').nth(line).click()
  await page.keyboard.press('End')
}

describe.skipIf(noBrowser)('the script (skipped where there is no Chromium)', () => {
  it('is written in the panel and in a tab at once: both stay in step, through a server that goes away, and no word is lost', async () => {
    await scene({ 'one.example': () => ({ body: '<title>One</title>' }) }, { running: true }, async one => {
      one.allow(/net::ERR_CONNECTION_REFUSED|Failed to load resource/)
      const { panel, stored } = await decided(one)
      await panel.getByRole('tab', { name: /^Script/ }).click()
      await same(panel, hook)
      const tab = await one.browser.opened(() => panel.getByRole('link', { name: 'Open in a tab' }).click())
      await tab.getByRole('heading', { name: 'How you say such things' }).waitFor()
      await same(tab, hook)

      await atEnd(tab, 0)
      await tab.keyboard.type(' Every day.')
      const after = ['You walk over forty drains. Every day.', hook[1]!, hook[2]!]
      await same(panel, after)
      await expect.poll(stored, { timeout: 20_000 }).toEqual(after)

      await atEnd(panel, 2)
      await panel.keyboard.press('Enter')
      await panel.keyboard.type('Then look up.')
      await same(tab, [...after, 'Then look up.'])

      await one.server.stop()
      await atEnd(tab, 1)
      await tab.keyboard.type(' Ever.')
      await tab
        .locator('.sync')
        .getByText(/wait.* on this computer/)
        .waitFor({ timeout: 30_000 })
      await panel.getByRole('tab', { name: /^Collect/ }).click()
      await one.server.start()
      const whole = [after[0]!, 'None of them was asked. Ever.', hook[2]!, 'Then look up.']
      await expect.poll(stored, { timeout: 60_000 }).toEqual(whole)
      await panel.getByRole('tab', { name: /^Script/ }).click()
      await same(panel, whole)
      await tab.locator('.sync').getByText('Saved').waitFor({ timeout: 30_000 })
    })
  })
})
