import type { Page } from 'playwright-core'
import type { Pose } from './pose.ts'

const openTalk = async (page: Page) => {
  await page.getByRole('button', { name: /^Show the conversation/ }).click()
  await page.getByRole('log').waitFor()
}
const shown = (scenario: string): Pose => ({ scenario, strike: openTalk })
const sheet = (scenario: string, button: RegExp, title: string): Pose => ({
  scenario,
  strike: async page => {
    await openTalk(page)
    await page.getByRole('button', { name: button }).click()
    await page.getByRole('dialog', { name: title }).waitFor()
  },
})

export const talkPoses: Record<string, Pose> = {
  'talk-teach': {
    scenario: 'talk-empty',
    strike: async page => {
      await page.getByRole('textbox', { name: 'Ask your sources' }).fill('What do they agree on?')
      await page.getByRole('button', { name: 'Ask', exact: true }).click()
      await page.getByRole('log').waitFor()
    },
  },
  'talk-cost': {
    scenario: 'talk-typing',
    strike: async page => {
      await page
        .locator('.composer')
        .getByText(/about 0\.4 ¢/)
        .waitFor()
    },
  },
  'talk-cap': {
    scenario: 'talk-over',
    strike: async page => {
      await page
        .locator('.composer')
        .getByText(/go over your cap/)
        .waitFor()
    },
  },
  'talk-answer': shown('talk-answered'),
  'talk-search': shown('talk-searched'),
  'talk-stream': shown('talk-going'),
  'talk-cards': shown('talk-proposals'),
  'talk-change': {
    scenario: 'talk-proposals',
    strike: async page => {
      await openTalk(page)
      await page.getByRole('button', { name: 'Change it' }).first().click()
      await page.getByRole('textbox', { name: 'In your words' }).waitFor()
    },
  },
  'talk-broken': shown('talk-failed'),
  'talk-away': shown('talk-offline'),
  'talk-endless': shown('talk-long'),
  'talk-noted': sheet('talk-notes', /^Notes/, 'Notes'),
  'talk-asked': sheet('talk-interview', /^Interview me$/, 'Interview me'),
  'talk-usage': {
    scenario: 'talk-answered',
    strike: async page => {
      await page.getByRole('button', { name: 'Settings' }).click()
      await page.getByText('What the model costs').scrollIntoViewIfNeeded()
      await page.getByText('3 runs').click()
    },
  },
  'talk-asking': sheet('talk-interview-going', /^Interview me$/, 'Interview me'),
}
