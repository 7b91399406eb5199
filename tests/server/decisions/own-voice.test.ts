import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import type { Transcript } from '../../../core/contract/transcript.ts'
import { contentHash } from '../../../core/evidence/content.ts'
import { transcriptText } from '../../../core/transcript/text.ts'
import { offerEstimator } from '../../../server/decisions/estimates.ts'
import { fenceOf } from '../../../server/model/fence.ts'
import { estimateOf } from '../../../server/usage/estimate.ts'
import { saysJson } from '../model/wire-server.ts'
import { at } from '../support/creator.ts'
import { modelsAt } from '../support/models.ts'
import { openRunsOfItsOwn, type RunsOfItsOwn } from '../support/runs.ts'
import { CHANNEL, draft, profile, videoId, voiceFile } from '../support/voices.ts'
import { openOffering } from './offering.ts'

let own: RunsOfItsOwn
beforeAll(async () => {
  own = await openRunsOfItsOwn()
})
afterAll(() => own.close())

const LINES = [
  'Hello and welcome back to the sea school.',
  'The Merrow Bay tidal plant has 24 turbines, and I have seen all of them.',
  'Tidal power can be predicted for centuries, unlike wind power.',
]

type Offering = Awaited<ReturnType<typeof openOffering>>

/** The creator's channel with one video, whose words can be found. */
async function listChannel({ ask, accountId, over }: Offering): Promise<void> {
  const transcript: Transcript = {
    ...{ language: 'en', kind: 'manual' },
    segments: LINES.map((text, n) => ({ startMs: n * 4_000, endMs: n * 4_000 + 4_000, text })),
  }
  const video = { videoId: videoId(1), title: 'The plant', kind: 'video', published: null, exact: false }
  await ask(`/channels/${CHANNEL}`, 'PUT', {
    ...{ id: CHANNEL, title: 'Sea School', handle: null, url: 'https://www.youtube.com/@sea' },
    ...{ listedAt: at(0), complete: true, videos: [{ ...video, durationMs: 60_000, views: 1 }] },
  })
  await ask(`/channels/${CHANNEL}/videos/${videoId(1)}`, 'PUT', {
    ...{ outcome: 'ok', transcript, chapters: [], fetchedAt: at(1) },
    receipt: { by: 'open_track', legs: [], words: 30, leftOut: [] },
    contentHash: await contentHash(transcriptText(transcript).text),
  })
  const runs = await own.database.sql<{ id: string }[]>`
    select id from run where account_id = ${accountId} and kind = 'index'`
  for (const { id } of runs) await over(id)
}

test('each angle is held against the creator’s own videos', async () => {
  const work = await openOffering(own, null)
  await work.clipTides()
  await listChannel(work)
  const { offer } = await work.offered('angle', 'turbines, predicted')
  const mentions = offer.options.flatMap(({ content }) => (content.gate === 'angle' ? content.angle.own : []))
  expect(mentions.length).toBeGreaterThan(0)
  for (const mention of mentions) {
    expect(mention).toMatchObject({ channelId: CHANNEL, videoId: videoId(1), title: 'The plant' })
    expect(LINES).toContain(mention.quote)
  }
  expect(mentions.map(({ how }) => how)).toContain('contradiction')
  expect(offer.notes.join(' ')).not.toMatch(/were not searched/)
})

/** A plan in a voice that was measured so. */
async function inVoice(work: Offering, traits: [string, number][]): Promise<void> {
  const [trait] = profile().traits
  await listChannel(work)
  const id = newId()
  const cuts = [{ startMs: 1_000, endMs: 41_000, why: 'sponsor' as const }]
  const saved = await work.ask(
    `/voices/${id}/file`,
    'PUT',
    voiceFile({
      voice: draft([1], { videos: [{ videoId: videoId(1), cuts }] }),
      profile: profile({ traits: traits.map(([id, value]) => ({ ...trait!, id, value })) }),
    }),
  )
  expect(saved).toHaveProperty('voice')
  const plan = await work.ask(`/projects/${work.projectId}/plan`, 'PUT', { targetSeconds: 600, voiceId: id })
  expect(plan).toEqual({ targetSeconds: 600, voiceId: id })
}

const outlines = async (work: Offering) => {
  const angle = (await work.offered('angle')).offer.options[0]!
  await work.decide(angle.content, [angle.id])
  const { offer } = await work.offered('outline')
  return {
    notes: offer.notes.join(' '),
    beats: offer.options.flatMap(({ content }) =>
      content.gate === 'outline' ? [content.outline.beats] : [],
    ),
  }
}

test('an outline is reckoned by the creator’s own pace, with the slot that their sponsor reads take', async () => {
  const work = await openOffering(own, null)
  await work.clipTides()
  await inVoice(work, [
    ['local-pace', 190],
    ['pace', 160],
  ])
  const { notes, beats } = await outlines(work)
  expect(notes).not.toMatch(/usual pace/)
  for (const all of beats) {
    expect(all.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(600)
    expect(all.find(({ kind }) => kind === 'sponsor')).toMatchObject({ seconds: 40 })
  }
})

test('a voice that has too little to tell its pace is told, and a usual one taken', async () => {
  const work = await openOffering(own, null)
  await work.clipTides()
  await inVoice(work, [])
  const { notes, beats } = await outlines(work)
  expect(notes).toMatch(/too little to tell its pace: a usual pace of 150 words/)
  expect(beats.length).toBe(3)
})

test.each(['angle', 'outline', 'hook'] as const)(
  'what an estimate of the %s says is what is sent',
  async gate => {
    const work = await openOffering(own, saysJson({ options: [] }))
    await work.clipTides()
    for (const before of (['angle', 'outline'] as const).slice(
      0,
      ['angle', 'outline', 'hook'].indexOf(gate),
    )) {
      const option = (await work.offered(before)).offer.options[0]!
      await work.decide(option.content, [option.id])
    }
    const models = modelsAt('http://127.0.0.1:9/v1')
    const asked = {
      ...{ database: own.database, accountId: work.accountId, projectId: work.projectId },
      ...{ text: 'for sailors', about: { branchId: work.branchId }, signal: AbortSignal.timeout(10_000) },
    }
    const plan = await offerEstimator(gate, fenceOf(Buffer.from('a key of the tests')))(asked)
    const estimate = await estimateOf(
      {
        ...{ database: own.database, models, clock: Date.now },
        defaults: { runTokens: null, monthTokens: null, runDollars: null, monthDollars: null },
      },
      work.accountId,
      plan,
    )
    expect(estimate.inputTokens).toBeGreaterThan(300)
    expect(estimate.sends[0]!.what).toMatch(/what was found \(\d+ claims\) and what you decided/)
    const before = work.asked.length
    await work.offered(gate, 'for sailors')
    const [call] = plan.calls
    if (!call || !('ask' in call)) throw new Error('No call is planned.')
    expect(work.asked[before]!.body.messages).toEqual(models.firstSent(call.ask).messages)
  },
)
