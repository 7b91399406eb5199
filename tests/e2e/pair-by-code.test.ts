import type { Page } from 'playwright-core'
import { describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { chromiumForTests } from '../support/chromium.ts'
import { freePort } from '../support/free-port.ts'
import { codeOf, mailServer } from '../support/mail-server.ts'
import { otlpCollector } from '../support/otlp-collector.ts'
import { ours } from './material.ts'
import { type Scene, scene } from './scene.ts'

const noBrowser = chromiumForTests() === null
const email = 'ada@example.org'
/** What is said in this test, and leaves for nobody. */
const PLANTED = ['Ada on the tide', email, 'studydesk', 'spacing']

describe.skipIf(noBrowser)('a server for many (skipped where there is no Chromium)', () => {
  it('lets the panel in by a code that a person approves, keeps a clip, and hears of what breaks once they agreed', async () => {
    const mail = await mailServer()
    const listener = await otlpCollector()
    onTestFinished(() => listener.close())
    const environment = (address: string) => ({
      PUBLIC_URL: address,
      AUTH_SECRET: 'a secret of this test that nobody else has 0123456789',
      SMTP_URL: mail.url,
      MAIL_FROM: 'Ownwords <post@example.org>',
      USER_SECRET_KEYS: `one:${Buffer.alloc(32, 7).toString('base64')}`,
      SENTRY_DSN: `${listener.endpoint.replace('//', '//key@')}/1`,
      POSTHOG_KEY: 'phc_of_this_test',
      POSTHOG_HOST: listener.endpoint,
    })
    await scene(ours.hosts, { running: true, environment }, async stage => {
      const { browser, creator, server } = stage
      // The panel begins with a server of this computer's, which is not there.
      stage.allow(/ERR_CONNECTION_REFUSED/)
      const worker = await browser.worker()
      await worker.evaluate(
        away => chrome.storage.local.set({ server: { server: away, token: null } }),
        `http://127.0.0.1:${await freePort()}`,
      )
      const article = await browser.tab(ours.articles[0])
      const panel = await creator.openPanelOn(article)
      await panel.getByRole('button', { name: 'Settings' }).click()
      await panel.getByRole('button', { name: 'Add a server…' }).click()
      await panel.getByLabel('Server address').fill(server.address)
      await panel.getByRole('button', { name: 'Go on' }).click()
      const shown = (await panel.locator('.code-card__code').innerText()).split('\n').at(-1)!
      const approval = await browser.opened(() => panel.getByRole('button', { name: /and approve$/ }).click())
      await approve(approval, shown, () => codeOf(mail, email))
      await panel.getByText('Connected', { exact: true }).first().waitFor()

      await agreeToBoth(panel)
      await article.bringToFront()
      await creator.clipByButton('article')
      await creator.allReady(1)
      expect(await titlesAt(stage)).toEqual(['Why spreading out your study sessions works'])

      stage.allow(/Ada on the tide/)
      await panel.evaluate(() => {
        setTimeout(() => Promise.reject(new TypeError('Ada on the tide')))
      })
      const [errors, use] = await sentLast(panel)
      expect(errors).toContain('"name": "TypeError"')
      expect(use).toContain('"event": "clip_saved"')
      // It passes on what waits before it ends.
      await server.stop()
    })
    const told = listener.received.map(({ bytes }) => bytes).join('\n')
    expect(told).toContain('"platform":"javascript"')
    expect(told).toContain('"type":"TypeError"')
    expect(told).toMatch(/"event":"clip_saved".*"leg":"\w+"/)
    expect(PLANTED.filter(word => told.includes(word))).toEqual([])
  })
})

/** As a person does on the server's page: signs in by the mail's code, sees the panel's code, and lets it in. */
async function approve(page: Page, shown: string, mailed: () => string): Promise<void> {
  await page.getByLabel('Your e-mail address').fill(email)
  await page.getByRole('button', { name: 'Send me a code' }).click()
  await page.getByRole('heading', { name: 'Look in your mail' }).waitFor()
  await page.getByLabel('The code from the mail').fill(mailed())
  await page.getByRole('button', { name: 'Sign in' }).click()
  expect(await page.locator('.device .code').innerText()).toBe(shown)
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.getByRole('heading', { name: 'The device is paired' }).waitFor()
}

async function agreeToBoth(panel: Page): Promise<void> {
  await panel.getByRole('button', { name: 'Settings' }).click()
  await panel.getByRole('region', { name: 'Your own model key' }).waitFor()
  const reports = panel.getByRole('region', { name: 'Reports' })
  await reports.getByText('Nothing has been sent yet.').waitFor()
  for (const box of await reports.getByRole('checkbox').all()) {
    expect(await box.isChecked()).toBe(false)
    await box.check()
  }
  await panel.keyboard.press('Escape')
}

/** What the settings show of it, once there is something of both kinds. */
async function sentLast(panel: Page): Promise<string[]> {
  await panel.getByRole('button', { name: 'Settings' }).click()
  await panel.getByText('What was sent last').click()
  const sent = panel.locator('.reports__body')
  await sent.nth(1).waitFor()
  return sent.allTextContents()
}

/** What the server has of whom the panel is paired as. */
async function titlesAt({ browser, server }: Scene): Promise<string[]> {
  const worker = await browser.worker()
  const kept = await worker.evaluate(async () => (await chrome.storage.local.get('servers')).servers)
  const { list } = z
    .object({ list: z.array(z.object({ server: z.string(), token: z.string().nullable() })) })
    .parse(kept)
  const token = list.find(each => each.server === server.address)?.token
  const ask = async (path: string): Promise<unknown> =>
    (await fetch(`${server.address}${path}`, { headers: { authorization: `Bearer ${token}` } })).json()
  const { projects } = z
    .object({ projects: z.array(z.object({ id: z.string() })) })
    .parse(await ask('/projects'))
  const lists = await Promise.all(projects.map(({ id }) => ask(`/projects/${id}/sources`)))
  const shape = z.object({ sources: z.array(z.object({ title: z.string() })) })
  return lists.flatMap(list => shape.parse(list).sources.map(({ title }) => title))
}
