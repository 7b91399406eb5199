import type { Page } from 'playwright-core'
import { copiedLine, fakeReading } from './fake-meter.ts'
import { type VoiceSetting, voiceShown } from './fake-voice.ts'
import { type Setting, settings } from './fake-world.ts'
import { profileOfVideos, sampleVersion, sampleVoice } from './voice-samples.ts'

const metered = (videos = 24, stale = false, over: Partial<VoiceSetting> = {}) => {
  const profile = profileOfVideos(videos)
  const { readiness } = profile
  const version = sampleVersion({ profile, readiness })
  return () =>
    settings({
      voice: voiceShown(sampleVoice(1, { readiness, stale }), version, { reading: fakeReading, ...over }),
    })
}
const slowly = async (text: string) => {
  await new Promise(resolve => setTimeout(resolve, 60))
  return fakeReading(text)
}

/** The meter alone, before anything is written into it. */
export const meterScenarios: Record<string, () => Setting> = {
  meter: metered(),
  'meter-provisional': metered(4, true),
  'meter-too-little': metered(2),
  'meter-away': metered(24, false, {
    failure: {
      code: 'offline',
      message: 'The voice is not on this computer yet. Start your server, then try again.',
    },
  }),
  'meter-slow': metered(24, false, { reading: slowly }),
  'meter-dead': metered(24, false, {
    reading: async () => {
      throw new Error('The meter stopped on this text. Try a shorter one.')
    },
  }),
}

export const ownHook =
  "Okay so here's the thing about storm drains. You never look at them, right? It's kind of the point. " +
  'But you walk over forty of them on your way to work, and every one of them is actually making a decision ' +
  'about your basement.'
const modelHook =
  'Moreover, it is crucial to delve into the landscape of urban drainage. Ultimately, these systems play a pivotal ' +
  'role in the realm of modern cities. Furthermore, communities must adapt.'
const plain =
  'The pipe under the street was laid in 1931. It carries what the gutters give it. Nobody has been inside since ' +
  'the war, and the map that shows where it runs was redrawn from memory by a man who had retired.'

export const drafts = {
  own: `${ownHook}\n\n${plain}\n\nSo you can actually see it from your window. That's right. ${ownHook}`,
  model: `${modelHook}\n\n${plain}\n\n${modelHook} ${modelHook}`,
  mixed: [
    ownHook,
    plain,
    ownHook,
    modelHook,
    plain,
    modelHook,
    modelHook,
    plain,
    ownHook,
    ownHook,
    plain,
  ].join('\n\n'),
  short: ownHook,
  german: `Also das ist so: die Rohre sind alt und das Wasser weiß nicht wohin. ${'Es läuft die Straße hinunter und steht dann im Keller. '.repeat(12)}`,
  copied: `I wrote this one myself. ${copiedLine} and then I went on by myself again. ${ownHook} ${plain}`,
  allCopied: `${copiedLine}. `.repeat(6),
  rtl: `המים יורדים לרחוב ואין להם לאן ללכת. so you know\n${ownHook}\nאף אחד לא מסתכל למטה. ${plain} ${plain}`,
  markup: `<img src=x onerror="document.title='hit'"> <b>so</b> &amp; you ${ownHook} <script>document.title='hit'</script> ${plain} ${plain}`,
}

const write = (text: string) => async (page: Page) => {
  await page.getByRole('textbox', { name: 'Your draft' }).fill(text)
  await page.locator('.verdict').waitFor()
}
const drawn = (text: string) => async (page: Page) => {
  await write(text)(page)
  await page.locator('.verdict .voice-figure[data-state="drawn"]').waitFor()
}

/** Goes to the meter on the voice's page. */
export const openMeterTab = async (page: Page) => {
  await page.getByRole('button', { name: 'Your voice' }).first().click()
  await page.getByRole('tab', { name: 'Does this sound like me?' }).click()
  await page.getByRole('textbox', { name: 'Your draft' }).waitFor()
}

/** The meter with something written into it. */
export const meterPoses: Record<string, { scenario: string; strike: (page: Page) => Promise<unknown> }> = {
  'meter-own': { scenario: 'meter', strike: drawn(drafts.own) },
  'meter-model': { scenario: 'meter', strike: drawn(drafts.model) },
  'meter-passages': { scenario: 'meter', strike: drawn(drafts.mixed) },
  'meter-short': { scenario: 'meter-provisional', strike: write(drafts.short) },
  'meter-language': { scenario: 'meter', strike: write(drafts.german) },
  'meter-copied': { scenario: 'meter', strike: write(drafts.copied) },
  'meter-all-copied': { scenario: 'meter', strike: write(drafts.allCopied) },
  'meter-rtl': { scenario: 'meter', strike: write(drafts.rtl) },
  'meter-sentence': {
    scenario: 'meter',
    strike: async page => {
      await write(drafts.model)(page)
      await page.getByRole('button', { name: 'Next coloured sentence' }).click()
      await page.locator('.strip__pull').waitFor()
    },
  },
  'meter-refused': {
    scenario: 'meter',
    strike: async page => {
      await page.getByRole('textbox', { name: 'Your draft' }).fill('so it goes on and on '.repeat(4_000))
      await page.locator('.notice').waitFor()
    },
  },
  'meter-in-place': {
    scenario: 'voice-ready',
    strike: async page => {
      await openMeterTab(page)
      await drawn(drafts.model)(page)
    },
  },
  'meter-failed': {
    scenario: 'meter-away',
    strike: async page => {
      await page.getByRole('textbox', { name: 'Your draft' }).fill(drafts.own)
      await page.locator('.notice--bad').waitFor()
    },
  },
}
