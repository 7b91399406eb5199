import { describe, expect, it } from 'vitest'
import { EXTENSION_ORIGIN } from '../../core/contract/extension.ts'
import { chromiumForTests } from '../support/chromium.ts'
import { ours } from './material.ts'
import { scene } from './scene.ts'

const noBrowser = chromiumForTests() === null

describe.skipIf(noBrowser)('pairing (skipped where there is no Chromium)', () => {
  it('goes by itself in the panel, and leaves the token in storage.local alone', () =>
    scene(ours.hosts, { running: true }, async ({ browser, creator }) => {
      const panel = await creator.openPanelOn(await browser.tab(ours.articles[0]))
      await panel.getByText('Connected', { exact: true }).first().waitFor()
      const worker = await browser.worker()
      const kept = await worker.evaluate(async () => ({
        local: ((await chrome.storage.local.get('servers')).servers as { list: { token: string }[] })
          .list[0]!,
        session: JSON.stringify(await chrome.storage.session.get(null)),
        sync: JSON.stringify((await chrome.storage.sync?.get(null)) ?? {}),
      }))
      expect(kept.local.token.length).toBeGreaterThan(20)
      expect(kept.session + kept.sync).not.toContain(kept.local.token)
    }))

  it('is refused to every web page, by any way of sending', () =>
    scene(ours.hosts, { running: true }, async ({ browser, server }) => {
      const page = await browser.tab(ours.articles[0])
      const read = await page.evaluate(
        address =>
          fetch(`${address}/pair`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: '{}',
          }).then(
            answer => answer.status,
            () => 'refused' as const,
          ),
        server.address,
      )
      expect(['refused', 403]).toContain(read)
      // A form goes without asking first; what it gets must not be a token.
      const [landed] = await Promise.all([
        page.waitForEvent('framenavigated', { timeout: 10_000 }).catch(() => null),
        page.evaluate(address => {
          const form = document.createElement('form')
          form.method = 'post'
          form.action = `${address}/pair`
          document.body.append(form)
          form.submit()
        }, server.address),
      ])
      const shown = landed ? await landed.textContent('body').catch(() => '') : ''
      expect(shown).not.toContain('token"')

      const pair = (headers: Record<string, string>) =>
        fetch(`${server.address}/pair`, { method: 'POST', headers, body: '{}' }).then(answer => answer.status)
      expect(await pair({ 'content-type': 'application/json', origin: 'https://studydesk.example' })).toBe(
        403,
      )
      expect(await pair({ 'content-type': 'application/json' })).toBe(403)
      expect(await pair({ 'content-type': 'application/json', origin: EXTENSION_ORIGIN })).toBe(201)
    }))
})
