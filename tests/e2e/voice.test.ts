import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { VoiceFile } from '../../core/contract/voice.ts'
import { captionRows, speech, subjects, unspoken } from '../fixtures/voice/speech.ts'
import { channelSite, tides, titleOf } from '../fixtures/youtube/channel-site.ts'
import { chromiumForTests } from '../support/chromium.ts'
import { type TestBrowser, until } from './browser.ts'
import { findings } from './findings.ts'
import { type Scene, scene } from './scene.ts'
import type { Site } from './sites.ts'

const noBrowser = chromiumForTests() === null

/** A channel whose videos are as many talks of one made-up creator. */
function talkingChannel(
  videos: number,
  rows = (_n: number, said: string) => captionRows(said),
): { site: Site; said: (n: number) => string } {
  const said = (n: number) => speech('chatty', subjects[n % subjects.length]!, 700 + 40 * (n % 7), 100 + n)
  const { site } = channelSite({ videos, said: n => rows(n, said(n)) })
  const watch = {
    body: '<!doctype html><title>A talk</title><h1>A talk</h1>',
    type: 'text/html; charset=utf-8',
  }
  return { said, site: (url, sent) => (url.pathname === '/watch' ? watch : site(url, sent)) }
}

const SPONSOR = 'this video is sponsored by Harbour Box use code TIDES for ten percent off'
const GUEST = [
  '>> I was the keeper of that harbour for thirty years and we counted every single boat',
  'and nobody who was not there would believe how many came in before the storm',
]
/** The first talk stops for a sponsor and for a guest, each in the middle. */
function interrupted(n: number, said: string): ReturnType<typeof captionRows> {
  const rows = captionRows(said)
  if (n > 0) return rows
  const put = [
    { at: Math.floor(rows.length / 3), texts: [SPONSOR] },
    { at: Math.floor((2 * rows.length) / 3), texts: [...GUEST, '>> right and so'] },
  ]
  const all = rows.flatMap(({ text }, at) => [
    ...put.flatMap(each => (each.at === at ? each.texts : [])),
    text,
  ])
  return all.map((text, at) => ({ second: at * 4, text }))
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

  it('is measured without what is marked as not theirs, and beside a second one of a few videos', {
    timeout: 300_000,
  }, () => {
    const { site } = talkingChannel(6, interrupted)
    return scene({ 'www.youtube.com': site }, { running: true }, async stage => {
      const panel = await channelWithWords(stage, 6)
      await beginMeasuring(panel)
      await measured(panel)
      const place = voice(panel)
      const sample = place.locator('.voice-head__sample')
      const openVideos = () => place.locator('summary', { hasText: /^Videos/ }).click()
      const row = place.locator('.voice-row', { hasText: titleOf(0) }).last()
      const words = async () => Number((await row.innerText()).match(/([\d,]+) words/)?.[1]?.replace(',', ''))
      await openVideos()
      const before = await words()

      // What it suggests, and what is marked by hand from here to there.
      await row.getByRole('button', { name: `Mark stretches of ${titleOf(0)}` }).click()
      const sheet = panel.getByRole('dialog', { name: titleOf(0) })
      const stretch = (said: string) =>
        sheet.getByRole('list', { name: 'The video’s words' }).getByRole('button', { name: said })
      await sheet.getByRole('button', { name: /^Mark .* as Sponsor read$/ }).click()
      await sheet.locator('.stretch--sponsor', { hasText: 'Harbour Box' }).waitFor()
      await sheet.getByRole('radio', { name: 'Another speaker' }).check()
      await stretch(GUEST[0]!.slice(3, 40)).click()
      await stretch(GUEST[1]!.slice(-30)).click({ modifiers: ['Shift'] })
      await sheet.locator('.stretch--other_speaker', { hasText: GUEST[1]!.slice(-30) }).waitFor()
      await sheet.getByText(/^2 stretches, .* left out$/).waitFor()
      await sheet.getByRole('button', { name: 'Keep', exact: true }).click()
      await row.getByText(/2 stretches cut out/).waitFor()
      await place.getByText('Its videos or their words changed since it was measured.').waitFor()
      expect(await words()).toBe(before)

      await place.getByRole('button', { name: 'Measure again' }).click()
      const cut = [SPONSOR, ...GUEST].join(' ').split(' ').length - 1
      await until(
        'the words that are not theirs are out',
        async () => (await words()) <= before - cut,
        90_000,
      )
      expect(await words()).toBeGreaterThan(before - 4 * cut)

      // A second voice, of three videos.
      const other = async (role: 'menuitem' | 'menuitemradio', item: string | RegExp) => {
        await place.getByRole('button', { name: /Change voice$/ }).click()
        await panel.getByRole(role, { name: item }).click()
      }
      await other('menuitem', 'New voice…')
      const form = panel.getByRole('dialog', { name: 'New voice' })
      await form.getByLabel('Name').fill('Making it clear')
      await form.getByLabel('Kind').selectOption('explainer')
      await form.getByRole('button', { name: 'None' }).click()
      for (const n of [1, 2, 3]) await form.getByRole('checkbox', { name: titleOf(n) }).check()
      await form.getByText(/^3 chosen/).waitFor()
      await form.getByRole('button', { name: 'Measure this voice' }).click()
      await sample.getByText(/^3 videos · .* · Explainer$/).waitFor({ timeout: 90_000 })
      await place.getByText('Provisional', { exact: true }).waitFor()
      await firstTrait(panel).waitFor()

      // The first is as it was, with its cuts.
      await other('menuitemradio', /^Tides/)
      await sample.getByText(/^6 videos/).waitFor()
      await openVideos()
      await row.getByText(/2 stretches cut out/).waitFor()
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
