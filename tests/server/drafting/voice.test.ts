import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { VoiceProfile } from '../../../core/contract/voice-profile.ts'
import { englishCohort } from '../../../core/voice/english-cohort.ts'
import { measureVideo } from '../../../core/voice/measure-video.ts'
import { openMeter } from '../../../core/voice/meter.ts'
import { profileOf } from '../../../core/voice/profile.ts'
import { profileBackground } from '../../../core/voice/profile-background.ts'
import { videoOfText } from '../../../core/voice/video-input.ts'
import { loadTokens, requestTokens } from '../../../server/model/tokens.ts'
import { insertVersion } from '../../../server/voices/versions-store.ts'
import { speech, subjects } from '../../fixtures/voice/speech.ts'
import { type Answer, says } from '../model/wire-server.ts'
import { openRunsOfItsOwn, type RunsOfItsOwn } from '../support/runs.ts'
import { insert } from '../support/script.ts'
import { draft, storeChannel, videoId } from '../support/voices.ts'
import { DELAY, drafts, notes, openDrafting, PULL } from './drafter.ts'

let own: RunsOfItsOwn
beforeAll(async () => {
  own = await openRunsOfItsOwn()
})
afterAll(() => own.close())

const VIDEOS = [1_200, 1_200, 1_200, 1_200, 1_200]

function profileOfVideos(words: number[]): VoiceProfile {
  const measures = words.map((count, at) => {
    const text = speech('chatty', subjects[at % subjects.length]!, count, at + 1)
    return measureVideo({ ...videoOfText(videoId(at + 1), text), title: `About ${at + 1}` })
  })
  const frame = { language: 'en', leftOut: [], now: '2026-11-28T12:00:00.000Z' }
  return VoiceProfile.parse(profileOf(measures, frame, profileBackground(englishCohort)))
}
// Measured once: in each of the tests somebody talks like this.
const ready = profileOfVideos(VIDEOS)
openMeter(ready.model, englishCohort, { language: 'en', languageOf: () => 'en' }).read(
  speech('chatty', subjects[0]!, 200, 5),
)

/** A creator whose voice is measured, and chosen for the project. */
async function withVoice(model: Answer, { words, profile } = { words: VIDEOS, profile: ready }) {
  const ada = await openDrafting(own, model)
  await storeChannel(own.database, ada.accountId, words)
  const voiceId = newId()
  await ada.ask(`/voices/${voiceId}`, 'PUT', draft(words.map((_, at) => at + 1)))
  const { readiness } = profile
  await ada.as(tx =>
    insertVersion(tx, ada.accountId, voiceId, {
      ...{ cause: 'measured', says: 'Measured', readiness, profile, edits: [] },
    }),
  )
  await ada.ask(`/projects/${ada.projectId}/plan`, 'PUT', { targetSeconds: 600, voiceId })
  return { ...ada, voiceId }
}

/** The same way of talking with words of its own among them, so that nothing stands as it does in a video. */
const fresh = (text: string): string =>
  text
    .split(' ')
    .map((word, at) => (at % 7 === 6 ? `${'zealous zany zippy zonal'.split(' ')[at % 4]} ${word}` : word))
    .join(' ')

const lines = (text: string): string =>
  text
    .split(/(?<=[.?!]) /)
    .map(sentence => `- ${sentence}`)
    .join('\n')
const chatty = fresh(speech('chatty', subjects[3]!, 150, 77))
const learned = fresh(speech('learned', subjects[3]!, 150, 78))
const about = `- The moon draws the sea.\n> S1: ${PULL}\n`

it('puts the draft into the script that is nearest to the voice, and shows both judges of each', async () => {
  const ada = await withVoice(says(drafts(about + lines(learned), about + lines(chatty))))
  const beatId = await ada.beat(0, { evidence: [ada.citing(PULL)], seconds: 60 })
  await ada.draft()
  const [kept] = await ada.kept(beatId)
  const [best, other] = kept!.candidates
  expect(kept!.takenId).toBe(best!.id)
  expect(best!.sentences.map(({ text }) => text).join(' ')).toContain(chatty.split('. ')[0])
  const high = best!.judged.own!.high
  expect(Math.min(best!.judged.meter!, high)).toBeGreaterThan(Math.min(other!.judged.meter!, high))
  expect(best!.judged.second!).toBeGreaterThan(other!.judged.second!)
  // What it was asked with: the measured voice, and passages of it as data.
  const frame = ada.asked[0]!.body.messages[1]!.content
  expect(frame).toMatch(/The creator’s voice, measured on their videos/)
  expect(frame).toMatch(/\[source \w+ V\]/)
})

it('judges a short beat together with what is said before it', async () => {
  const ada = await withVoice(says(drafts(about)))
  await ada.beat(0, { evidence: [ada.citing(PULL)] })
  const alone = await ada.beat(1, { evidence: [ada.citing(PULL)] })
  await ada.draft()
  expect((await ada.kept(alone))[0]!.candidates[0]!.judged).toEqual({ meter: null, own: null, second: null })
  const long = await ada.beat(2)
  await ada.change(...chatty.split(/(?<=[.?!]) /).map(text => insert(long, text)))
  const short = await ada.beat(3, { evidence: [ada.citing(PULL)] })
  await ada.draft([short])
  expect((await ada.kept(short))[0]!.candidates[0]!.judged.meter).not.toBeNull()
})

it('sets a draft aside that repeats the creator’s own videos or a source', async () => {
  const [said] = speech('chatty', subjects[0]!, 1_200, 1).match(/(?:\S+ ){30}/)!
  const copy = `- ${said!.trim()}.\n`
  const ada = await withVoice(says(drafts(about + copy, `- ${DELAY.slice(0, -1)} as it does.`, about)))
  const beatId = await ada.beat(0, { evidence: [ada.citing(PULL), ada.citing(DELAY)] })
  await ada.draft()
  const [kept] = await ada.kept(beatId)
  expect(await ada.texts(beatId)).toEqual(['The moon draws the sea.'])
  expect(kept!.candidates.slice(1).map(({ copied }) => copied.map(({ from }) => from))).toEqual([
    ['your own videos'],
    ['Why there are tides'],
  ])
  expect(kept!.candidates[1]!.says[0]).toMatch(
    /^Set aside: more than 12 words in a row stand so in your own videos/,
  )
})

it('puts in quotation marks what a source says, where no draft is without it', async () => {
  const all = await withVoice(says(drafts(`- ${DELAY.slice(0, -1)} as it does.`)))
  const copied = await all.beat(0, { evidence: [all.citing(DELAY)] })
  const { events } = await all.draft()
  expect(all.asked).toHaveLength(2)
  expect(await all.texts(copied)).toEqual([`“${DELAY.slice(0, -1)}” as it does.`])
  expect((await all.sentences(copied))[0]!.ledger.standing).toBe('quoted')
  expect(notes(events).join(' ')).toMatch(/put in quotation marks/)
})

it('writes without a voice that has too few videos, judges nothing, and says so', async () => {
  const words = [1_200, 1_200]
  const ada = await withVoice(says(drafts(about + lines(chatty))), { words, profile: profileOfVideos(words) })
  const beatId = await ada.beat(0, { evidence: [ada.citing(PULL)] })
  const { events } = await ada.draft()
  expect(notes(events).join(' ')).toMatch(/too few videos to steer by/)
  expect((await ada.kept(beatId))[0]!.candidates[0]!.judged).toEqual({ meter: null, own: null, second: null })
  expect(ada.asked[0]!.body.messages[1]!.content).not.toContain('measured on their videos')
})

it('asks with fewer than 45,000 tokens for a script of ten minutes', async () => {
  const ada = await withVoice(says(drafts(about + lines(chatty))))
  const quotes = Array.from({ length: 6 }, () => ada.citing(DELAY))
  for (let place = 0; place < 10; place++)
    await ada.beat(place, {
      ...{ title: `What the moon does to the sea, part ${place}`, seconds: 60 },
      purpose: 'Shows the viewer how the water follows the moon with a delay that one can count on a clock',
      evidence: quotes,
    })
  await ada.draft()
  const count = await loadTokens()
  const tokens = ada.asked.reduce((sum, { body }) => {
    const messages = body.messages.map(each => ({ ...each, role: each.role as 'user' }))
    return sum + requestTokens(count, messages, {})
  }, 0)
  process.stdout.write(`tokens of ten beats: ${tokens}\n`)
  expect(ada.asked).toHaveLength(10)
  expect(tokens).toBeLessThan(45_000)
})
