import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { EXTENSION_KEY } from '../../core/contract/extension.ts'
import { chromiumForTests } from '../support/chromium.ts'
import { launchBrowser, type TestBrowser, until } from './browser.ts'
import { type Sites, serveSites } from './sites.ts'

// A silent console means something only where the harness hears one that is not.
const noisy = {
  'manifest.json': JSON.stringify({
    manifest_version: 3,
    name: 'Noisy',
    version: '1',
    key: EXTENSION_KEY,
    permissions: ['sidePanel', 'activeTab', 'storage', 'scripting'],
    background: { service_worker: 'worker.js' },
    action: {},
    side_panel: { default_path: 'sidepanel.html' },
  }),
  'worker.js': `
    chrome.action.onClicked.addListener(tab => chrome.sidePanel.open({ windowId: tab.windowId }))
    console.error('said by the worker')
    Promise.reject(new Error('rejected in the worker'))`,
  'sidepanel.html': '<!doctype html><button>Hello</button><script src="panel.js"></script>',
  'panel.js': `console.error('said by the panel'); setTimeout(() => { throw new Error('thrown in the panel') })`,
}

const browserIsThere = chromiumForTests() !== null

describe.skipIf(!browserIsThere)('the harness (skipped where there is no Chromium)', () => {
  let folder: string
  let sites: Sites
  let browser: TestBrowser
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ownwords-noisy-'))
    for (const [name, text] of Object.entries(noisy)) await writeFile(join(folder, name), text)
    sites = await serveSites({
      'one.example': url => ({ body: `<title>One</title><p>${url.pathname}</p>` }),
      'two.example': () => ({ body: '<title>Two</title>' }),
    })
    browser = await launchBrowser({ sites, server: 'http://127.0.0.1:9', extension: folder })
  })
  afterAll(async () => {
    await browser.close()
    await sites.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('serves hosts by HTTPS and no others', async () => {
    const page = await browser.tab('https://one.example/path')
    expect(await page.textContent('p')).toBe('/path')
    await expect(page.goto('https://elsewhere.example/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED')
    await page.close()
  })

  it('opens the real panel by a click on the icon, drives it, closes it and opens it again', async () => {
    const page = await browser.tab('https://two.example/')
    for (let round = 0; round < 2; round++) {
      await browser.clickIcon(page)
      const panel = await browser.panel()
      expect(await panel.textContent('button')).toBe('Hello')
      expect(
        await panel.evaluate(
          async () => (await chrome.runtime.getContexts({ contextTypes: ['SIDE_PANEL' as never] })).length,
        ),
      ).toBe(1)
      await browser.closePanel()
      expect(await browser.panelIsOpen()).toBe(false)
    }
    await page.close()
  })

  it('finds the worker again after it was killed', async () => {
    const page = await browser.tab('https://two.example/again')
    await browser.killWorker()
    await browser.clickIcon(page)
    await browser.panel()
    const worker = await browser.worker()
    expect(
      await worker.evaluate(async () => (await chrome.storage.local.get('server')).server),
    ).toMatchObject({
      server: 'http://127.0.0.1:9',
    })
    await page.close()
  })

  it('hears what the panel and the worker complain of, from their first moment', async () => {
    const heard = await until('both have complained', () => {
      const text = browser.consoleWatch.problems.join('\n')
      return text.includes('thrown in the panel') && text.includes('rejected in the worker') && text
    })
    expect(heard).toContain('page /sidepanel.html: console.error said by the panel')
    expect(heard).toContain('service_worker /worker.js: console.error said by the worker')
  })
})
