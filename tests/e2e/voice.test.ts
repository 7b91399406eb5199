import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { VoiceFile } from '../../core/contract/voice.ts'
import { captionRows, speech, subjects, unspoken } from '../fixtures/voice/speech.ts'
import { channelSite, tides } from '../fixtures/youtube/channel-site.ts'
import { chromiumForTests } from '../support/chromium.ts'
import { type TestBrowser, until } from './browser.ts'
import { findings } from './findings.ts'
import { type Scene, scene } from './scene.ts'
import type { Site } from './sites.ts'

const noBrowser = chromiumForTests() === null

/** A channel whose videos are as many talks of one made-up creator. */
function talkingChannel(videos: number): { site: Site; said: (n: number) => string } {
  const said = (n: number) => speech('chatty', subjects[n % subjects.length]!, 700 + 40 * (n % 7), 100 + n)
  const { site } = channelSite({ videos, said: n => captionRows(said(n)) })
  const watch = {
    body: '<!doctype html><title>A talk</title><h1>A talk</h1>',
    type: 'text/html; charset=utf-8',
  }
  return { said, site: (url, sent) => (url.pathname === '/watch' ? watch : site(url, sent)) }
}

const hurry = async (browser: TestBrowser) =>
  (await browser.worker()).evaluate(pace => chrome.storage.session.set({ 'channel-pace': pace }), {
    videoMs: [10, 20],
    listMs: [10, 20],
    coolMs: 500,
  })

const voice = (panel: Page) => panel.getByRole('dialog', { name: 'Your voice' })
const measuring = (panel: Page) => voice(panel).getByRole('region', { name: 'Measuring' })
const meter = (panel: Page) => voice(panel).locator('.meter')
const firstTrait = (panel: Page) => voice(panel).locator('.traits li.trait').first()

/** The own channel, listed, and the words of all its videos. */
async function channelWithWords({ browser, creator }: Scene, videos: number): Promise<Page> {
  await hurry(browser)
  const panel = await creator.openPanelOn(await browser.tab(tides.page))
  await panel.getByText('Connected', { exact: true }).first().waitFor()
  await panel.getByRole('button', { name: 'This is my channel' }).click()
  await panel.getByRole('button', { name: 'Your channel' }).click({ timeout: 20_000 })
  const channel = panel.getByRole('dialog', { name: 'Your channel' })
  await channel.getByRole('slider', { name: 'How many videos' }).fill(String(Math.max(20, videos)))
  await channel.getByLabel('Spoken language').selectOption('en')
  await channel.getByRole('button', { name: `Fetch the words of ${videos} videos` }).click()
  await channel
    .getByText('Every video of the sample has its words.')
    .and(panel.locator(':not(.unseen)'))
    .waitFor({ timeout: 60_000 })
  await panel.keyboard.press('Escape')
  return panel
}

async function openVoice(panel: Page): Promise<void> {
  await panel.getByRole('main', { name: 'Your work' }).getByRole('button', { name: 'Your voice' }).click()
  await voice(panel).waitFor()
}

async function beginMeasuring(panel: Page): Promise<void> {
  await openVoice(panel)
  await voice(panel).getByRole('button', { name: 'Choose the videos…' }).click()
  await panel.getByRole('button', { name: 'Measure this voice' }).click()
  await measuring(panel).waitFor()
}

const measured = (panel: Page) =>
  firstTrait(panel)
    .waitFor({ timeout: 90_000 })
    .catch(async error => {
      throw new Error(`${error.message}. The page says: ${await voice(panel).innerText()}`)
    })

/** The meter's judgement and what it says of a text, once it has read that text. */
async function read(panel: Page, text: string, words: RegExp): Promise<string> {
  await voice(panel).getByRole('textbox', { name: 'Your draft' }).fill(text)
  await meter(panel).locator('.headline__words', { hasText: words }).waitFor({ timeout: 20_000 })
  return (await meter(panel).innerText()).replace(/\s+/g, ' ')
}
/** As the panel counts: thousands have a comma. */
const wordsOf = (text: string) => new RegExp(`^${text.split(/\s+/).length} words$`)
/** Without the first and last sentence, which every talk has. */
const middle = (text: string) =>
  text
    .split(/(?<=[.?]) /)
    .slice(1, -1)
    .join(' ')

describe.skipIf(noBrowser)('a creator’s voice (skipped where there is no Chromium)', () => {
  it('is measured from their videos, heard at its second, edited, kept as a file, and reads what they write', {
    timeout: 300_000,
  }, () => {
    const { site, said } = talkingChannel(8)
    return scene({ 'www.youtube.com': site }, { running: true }, async stage => {
      const { browser } = stage
      const panel = await channelWithWords(stage, 8)
      await beginMeasuring(panel)
      await measured(panel)
      await voice(panel)
        .getByText(/^8 videos/)
        .first()
        .waitFor()

      // A receipt opens its video at the second.
      const receipt = firstTrait(panel).locator('.receipts__play').first()
      const [minutes, seconds] = (await receipt.innerText()).trim().split(':').map(Number)
      const opened = await browser.opened(() => receipt.click())
      const at = new URL(opened.url())
      expect(at.pathname).toBe('/watch')
      expect(at.searchParams.get('v')).toMatch(/^tide\d{7}$/)
      expect(at.searchParams.get('t')).toBe(`${minutes! * 60 + seconds!}s`)

      await expect(findings(panel, 'voice')).resolves.toEqual([])

      // Locked, then given another figure: two versions. Restored: a third, as the first was.
      const trait = firstTrait(panel)
      const name = await trait.locator('h4').innerText()
      await trait.getByRole('button', { name: /^Change: / }).click()
      await panel.getByRole('menuitem', { name: /^Lock/ }).click()
      await trait.getByText('Locked', { exact: true }).waitFor()
      await trait.getByRole('button', { name: /^Change: / }).click()
      await panel.getByRole('menuitem', { name: /^Figure and note/ }).click()
      const figure = panel
        .getByRole('dialog')
        .last()
        .getByLabel(/^Figure/)
      await figure.fill('9')
      await panel.getByRole('button', { name: 'Save' }).click()
      await trait.getByText(/^Your figure: 9/).waitFor()
      await voice(panel).getByRole('button', { name: 'Versions' }).click()
      const versions = panel.getByRole('dialog', { name: /^Versions of/ })
      await versions.getByRole('list', { name: 'Versions, newest first' }).waitFor()
      expect(await versions.getByRole('list', { name: 'Versions, newest first' }).locator('li').count()).toBe(
        3,
      )
      await versions.getByRole('button', { name: 'Restore version 1' }).click()
      await versions.getByText('Restored', { exact: false }).first().waitFor()
      await panel.keyboard.press('Escape')
      await until(
        'the mark of the edit is gone',
        async () => (await trait.getByText(/^Your figure: 9/).count()) === 0,
      )
      expect(await trait.locator('h4').innerText()).toBe(name)

      // The meter.
      await voice(panel).getByRole('tab', { name: 'Does this sound like me?' }).click()
      const own = middle(speech('chatty', unspoken, 260, 9_001))
      expect(await read(panel, own, wordsOf(own))).toMatch(
        /Inside the band of your own videos|Higher than nine in ten/,
      )
      const foreign = speech('learned', unspoken, 260, 9_002)
      const other = await read(panel, foreign, wordsOf(foreign))
      expect(other).toMatch(/not your voice/i)
      expect(other).toMatch(/Below the band/)
      const copy = middle(said(3))
      expect(await read(panel, copy, wordsOf(copy))).toMatch(/Copied from your videos.*stand word for word/)
      const short = own.split(' ').slice(0, 30).join(' ')
      expect(await read(panel, short, wordsOf(short))).toMatch(/Too short to judge.*70 words more/)
      await read(panel, own, wordsOf(own))
      await expect(findings(panel, 'meter')).resolves.toEqual([])

      // Kept as a file, deleted, and taken in again.
      await panel.evaluate(() => {
        const make = URL.createObjectURL.bind(URL)
        URL.createObjectURL = given => {
          Object.assign(globalThis, { exported: (given as Blob).text() })
          return make(given)
        }
      })
      await voice(panel)
        .getByRole('button', { name: /^More about/ })
        .click()
      await panel.getByRole('menuitem', { name: 'Export as a file' }).click()
      const text = await panel.evaluate(
        () => (globalThis as unknown as { exported: Promise<string> }).exported,
      )
      expect(VoiceFile.parse(JSON.parse(text))).toMatchObject({ ownwordsVoice: 1, voice: { name: 'Tides' } })
      await voice(panel)
        .getByRole('button', { name: /^More about/ })
        .click()
      await panel.getByRole('menuitem', { name: 'Delete this voice…' }).click()
      await voice(panel).getByRole('button', { name: 'Delete', exact: true }).click()
      await voice(panel).getByText('How do you talk?').waitFor()
      const file = voice(panel).locator('input[aria-label="A voice as a file"]')
      const json = (name: string, text: string) => ({
        name,
        mimeType: 'application/json',
        buffer: Buffer.from(text),
      })
      await file.setInputFiles(json('bent.voice.json', text.replace('"format": 1', '"format": 7')))
      await voice(panel)
        .getByText(/changed or is damaged/)
        .waitFor()
      await file.setInputFiles(json('tides.voice.json', text))
      await measured(panel)
      expect(await firstTrait(panel).locator('h4').innerText()).toBe(name)
    })
  })

  it('goes on being measured while the panel is closed, and after the server was killed', {
    timeout: 300_000,
  }, () => {
    const { site } = talkingChannel(24)
    return scene({ 'www.youtube.com': site }, { running: true }, async stage => {
      const { browser, server, creator, allow } = stage
      allow(/net::ERR_/)
      let panel = await channelWithWords(stage, 24)
      await beginMeasuring(panel)
      await browser.closePanel()
      panel = await creator.openPanelOn(await browser.tab(tides.home))
      await openVoice(panel)
      await measured(panel)

      await voice(panel).getByRole('button', { name: 'Measure again' }).click()
      await measuring(panel).waitFor()
      await server.kill()
      await voice(panel).getByText('Your server is away').waitFor({ timeout: 30_000 })
      // It died in the middle: what was begun is not over.
      await measuring(panel).waitFor()
      await server.start()
      await voice(panel).getByRole('button', { name: 'Versions' }).click({ timeout: 60_000 })
      const list = panel.getByRole('list', { name: 'Versions, newest first' })
      await until('the second version is there', async () => (await list.locator('li').count()) === 2, 90_000)
    })
  })
})
