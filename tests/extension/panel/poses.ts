import type { Page } from 'playwright-core'
import { checkPoses } from './check-poses.ts'
import { gatePoses } from './gate-poses.ts'
import { guestPoses } from './guest-poses.ts'
import { meterPoses } from './meter-scenarios.ts'
import type { Pose } from './pose.ts'
import { projectPoses } from './project-poses.ts'
import { receiptPoses } from './receipt-poses.ts'
import { researchPoses } from './research-poses.ts'
import { scriptPoses } from './script-poses.ts'
import { searchPoses } from './search-poses.ts'
import { serverPoses } from './server-poses.ts'
import { steeringPoses } from './steering-scenarios.ts'
import { studioPoses } from './studio-poses.ts'
import { talkPoses } from './talk-poses.ts'
import { voicePoses } from './voice-poses.ts'

const menuOf = (page: Page, title: RegExp) => page.getByRole('button', { name: title })
/** Dialogs are loaded when they are first wanted: a pose is struck when what it opens is there. */
const dialogOn = (page: Page) => page.getByRole('dialog').waitFor()
const openMenu = async (page: Page, title: RegExp) => {
  await menuOf(page, title).click()
  await page.getByRole('menu').waitFor()
}
const choose = (page: Page, item: string) => page.getByRole('menuitem', { name: item }).click()

const channelPlace = (scenario: string): Pose => ({
  scenario,
  strike: async page => {
    await page
      .getByRole('button', { name: /^(?:Open|Your channel)$/ })
      .first()
      .click()
    await page.getByRole('dialog', { name: 'Your channel' }).locator('.channel-head').waitFor()
  },
})

export const poses: Record<string, Pose> = {
  ...meterPoses,
  'wordless-paste': {
    scenario: 'wordless',
    strike: page => page.locator('.source').getByRole('button', { name: 'Paste text' }).click(),
  },
  'channel-find': {
    scenario: 'channel-page',
    strike: async page => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByRole('button', { name: 'Set up…' }).click()
      await page.getByRole('dialog', { name: 'Your channel' }).getByRole('textbox').waitFor()
    },
  },
  'channel-sample': channelPlace('channel-listed'),
  'channel-incomplete': channelPlace('channel-broken-off'),
  'channel-queue': channelPlace('channel-running'),
  'channel-cooling': channelPlace('channel-resting'),
  'channel-tabless': channelPlace('channel-needs-tab'),
  'channel-files': channelPlace('channel-done'),
  ...gatePoses,
  ...researchPoses,
  ...scriptPoses,
  ...checkPoses,
  ...searchPoses,
  ...voicePoses,
  ...steeringPoses,
  ...talkPoses,
  ...studioPoses,
  ...receiptPoses,
  ...projectPoses,
  ...serverPoses,
  ...guestPoses,
  saved: {
    scenario: 'collect',
    strike: async page => {
      await page.getByRole('button', { name: 'Clip article' }).click()
      await page.getByText('Saved', { exact: true }).waitFor()
    },
  },
  'needs-permission': {
    scenario: 'collect',
    strike: page =>
      failClip(
        page,
        'needs_permission',
        'You said no, or closed the question. Nothing was read from the page.',
      ),
  },
  'empty-page': {
    scenario: 'collect',
    strike: page => failClip(page, 'empty_page', 'The page shows no text, or draws it as a picture.'),
  },
  'source-menu': {
    scenario: 'collect',
    strike: page => openMenu(page, /More about Sponge/),
  },
  'receipt-open': {
    scenario: 'wordless',
    strike: page => page.locator('.source summary').first().click(),
  },
  'tabs-menu': {
    scenario: 'tabs-open',
    strike: page => openMenu(page, /^Clip tabs/),
  },
  'tabs-question': {
    scenario: 'tabs-open',
    strike: async page => {
      await menuOf(page, /^Clip tabs/).click()
      await choose(page, 'All tabs of this window')
      await page.getByRole('dialog').waitFor()
    },
  },
  'project-menu': {
    scenario: 'collect',
    strike: page => openMenu(page, /^Project:/),
  },
  'new-project': {
    scenario: 'collect',
    strike: async page => {
      await menuOf(page, /^Project:/).click()
      await choose(page, 'New project…')
      await page.getByRole('button', { name: 'Create' }).click()
    },
  },
  'delete-project': {
    scenario: 'collect',
    strike: async page => {
      await menuOf(page, /^Project:/).click()
      await choose(page, 'Delete…')
      await dialogOn(page)
    },
  },
  settings: {
    scenario: 'brief-model',
    strike: async page => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await dialogOn(page)
    },
  },
  'read-article': {
    scenario: 'collect',
    strike: page => read(page, /More about Urban/),
  },
  'read-video': {
    scenario: 'collect',
    strike: page => read(page, /More about Sponge/),
  },
  'read-rich': { scenario: 'kinds', strike: page => read(page, /More about The rational/) },
  'read-pdf': { scenario: 'kinds', strike: page => read(page, /More about Stormwater/) },
  'read-moment': { scenario: 'kinds', strike: page => read(page, /More about .* at 12:47/) },
  'moment-note-open': {
    scenario: 'kinds',
    strike: page =>
      page.getByRole('button', { name: 'Edit the note: Ask him about the pipe' }).first().click(),
  },
  'versions-open': {
    scenario: 'versions',
    strike: async page => {
      await page.getByRole('button', { name: '3 versions' }).click()
      await page.getByLabel('From').selectOption({ index: 1 })
      await page.locator('.difference del').first().waitFor()
    },
  },
  'clip-changed': { scenario: 'versions', strike: page => clipAgain(page, true) },
  'clip-same': { scenario: 'versions', strike: page => clipAgain(page, false) },
  'receipt-full': {
    scenario: 'kinds',
    strike: page => page.locator('.source summary').first().click(),
  },
  'before-copy': {
    scenario: 'brief',
    strike: askToCopy,
  },
  'before-copy-found': {
    scenario: 'checked',
    strike: async page => {
      await page.getByRole('tab', { name: /^Brief/ }).click()
      await askToCopy(page)
    },
  },
  'pdf-busy': {
    scenario: 'pdf-reading',
    strike: page => page.getByRole('button', { name: 'Clip PDF' }).click(),
  },
  removed: {
    scenario: 'collect',
    strike: async page => {
      await menuOf(page, /More about Urban/).click()
      await choose(page, 'Remove')
      await page.getByRole('button', { name: 'Undo' }).waitFor()
    },
  },
  'brief-end': {
    scenario: 'brief-model',
    strike: async page => {
      for (const more of await page.locator('.more summary').all()) await more.click()
      await page.getByText('Nobody answers this').scrollIntoViewIfNeeded()
    },
  },
  'clipped-elsewhere': {
    scenario: 'collect',
    strike: async page => {
      // In one task of the page: the clip cannot be over before the tab has changed.
      await page.getByRole('button', { name: 'Clip article' }).evaluate((button: HTMLElement) => {
        button.click()
        window.fake.showPage({ state: 'unknown', tabId: 8 })
      })
      await page.locator('.toast').waitFor()
    },
  },
}

async function read(page: Page, title: RegExp): Promise<void> {
  await menuOf(page, title).click()
  await choose(page, 'Read what was kept')
  await page.locator('.reader__words').waitFor()
}

async function askToCopy(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Copy', exact: true }).click()
  await dialogOn(page)
}

/** The page in front, clipped some months ago, once more: with other words or with the same. */
async function clipAgain(page: Page, changed: boolean): Promise<void> {
  await page.evaluate(changed => {
    const { sources } = window.fake.world.work.value
    const before = { ...sources[1]!, capturedAt: '2026-03-03T10:00:00.000Z' }
    window.fake.change({ sources: [sources[0]!, sources[2]!, before] })
    const contentHash = changed ? 'd'.repeat(64) : before.contentHash
    window.fake.next.clip = {
      ok: true,
      value: { ...before, contentHash, capturedAt: new Date().toISOString() },
    }
  }, changed)
  await page.getByRole('button', { name: 'Clip again' }).click()
  await page.locator('.outcome__since').waitFor()
}

async function failClip(page: Page, code: 'needs_permission' | 'empty_page', message: string): Promise<void> {
  await page.evaluate(
    error => {
      window.fake.next.clip = { ok: false, error }
    },
    { code, message },
  )
  await page.getByRole('button', { name: 'Clip article' }).click()
  await page.locator('.notice').waitFor()
}
