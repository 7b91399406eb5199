import type { Page } from 'playwright-core'
import type { PassageRole, VoicePassage } from '../../../core/contract/voice-profile.ts'
import { noChannel, ownChannel, spoken } from './fake-channel.ts'
import { type VoiceSetting, voiceShown } from './fake-voice.ts'
import { article, type Setting, settings } from './fake-world.ts'
import { profileOfVideos, sampleProfile, sampleVersion, sampleVideoId, sampleVoice } from './voice-samples.ts'

const channel = {
  ...noChannel,
  channel: ownChannel(),
  queue: { state: 'done' as const },
  videos: Array.from({ length: 24 }, (_, n) => spoken(n)),
}
const shown = (voice: VoiceSetting): Setting => settings({ page: article, channel, voice })

const told: Record<PassageRole, string[]> = {
  opening: [
    'So why does the water end up on this side of the street and not on the other?',
    'I stood there for an hour in the rain and I watched it, and it is kind of beautiful, if it is not your cellar.',
    'You would think that somebody planned this. They did. They planned it for another century.',
  ],
  explanation: [
    'Think of a gauge as a very honest witness with a very small window.',
    'It tells you what fell on this roof, and you know, that is a long way from what fell on the hill behind it.',
    'Which means that the map is a guess, because somebody had to draw the line between two honest witnesses.',
  ],
  transition: [
    'Okay, so now we know how deep it gets. But here is the thing.',
    'Nobody decides by how deep it gets. They decide by what it costs, and that is a number that somebody else made.',
    'So let us look at that number, and at who made it.',
  ],
  close: [
    'And that is why I keep coming back to this one pipe.',
    'It is not a clever pipe. It is just the one that was there when everything else was somewhere else.',
    'If you have one like it, I would love to see it, and I will see you down there.',
  ],
}

/** The first four speak of gauges, the others of other things. */
const passage = (role: PassageRole, n: number): VoicePassage => ({
  role,
  videoId: sampleVideoId(n),
  startMs: 21_000 * (n + 1),
  text: [
    ...told[role],
    ...(n < 4 ? told.explanation : told.close),
    ...told[n % 2 ? 'opening' : 'transition'],
  ].join(' '),
  words: 168,
})
const roles: PassageRole[] = ['opening', 'explanation', 'transition', 'close']
const passages = Array.from({ length: 12 }, (_, n) => passage(roles[n % 4]!, n))

const measured = sampleVersion({ profile: sampleProfile({ passages }) })
const away = {
  code: 'server',
  message: 'Your server did not answer in time. Try again in a moment.',
} as const

/** What a writer is given, in each of its states. */
export const steeringScenarios: Record<string, () => Setting> = {
  steering: () => shown(voiceShown(sampleVoice(), measured)),
  'steering-failed': () => shown(voiceShown(sampleVoice(), measured, { steeringFails: { ...away } })),
  'steering-nothing': () =>
    shown(
      voiceShown(
        sampleVoice(1, { readiness: 'provisional' }),
        sampleVersion({
          profile: profileOfVideos(3, {
            traits: [],
            hooks: [],
            openers: [],
            transitions: [],
            closers: [],
            phrases: [],
            avoid: [],
            passages: [],
          }),
        }),
      ),
    ),
  'steering-other-language': () =>
    shown(
      voiceShown(
        sampleVoice(1, { readiness: 'provisional', language: 'de' }),
        sampleVersion({
          profile: profileOfVideos(3, { language: 'de', avoid: [], passages: passages.slice(0, 3) }),
        }),
      ),
    ),
}

export const openSteering = async (page: Page) => {
  await page
    .getByRole('button', { name: /^Your voice/ })
    .first()
    .click()
  await page.getByRole('tab', { name: 'For a writer' }).click()
  await page.locator('.steering').waitFor()
}

export const steeringPoses: Record<string, { scenario: string; strike: (page: Page) => Promise<unknown> }> = {
  'steering-shown': {
    scenario: 'steering',
    strike: async page => {
      await openSteering(page)
      await page.getByText('Rules').first().waitFor()
    },
  },
  'steering-topic': {
    scenario: 'steering',
    strike: async page => {
      await openSteering(page)
      await page.getByLabel('Topic of your next video').fill('What a rain gauge on a roof can tell you')
      await page.getByRole('button', { name: 'Choose passages' }).click()
      await page.getByText(/gave way/).waitFor()
    },
  },
  'steering-passages': {
    scenario: 'steering',
    strike: async page => {
      await openSteering(page)
      await page.getByRole('button', { name: 'Read all of how you explain' }).first().click()
      await page.getByRole('heading', { name: /^Passages/ }).evaluate(heading => heading.scrollIntoView())
    },
  },
  'steering-end': {
    scenario: 'steering',
    strike: async page => {
      await openSteering(page)
      await page.getByRole('heading', { name: /^Never/ }).evaluate(heading => heading.scrollIntoView())
    },
  },
  'steering-not-there': { scenario: 'steering-failed', strike: openSteering },
  'steering-too-little': { scenario: 'steering-nothing', strike: openSteering },
  'steering-german': { scenario: 'steering-other-language', strike: openSteering },
}
