import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Transcript } from '../../../core/contract/transcript.ts'
import { contentHash } from '../../../core/evidence/content.ts'
import { transcriptText } from '../../../core/transcript/text.ts'
import { says } from '../model/wire-server.ts'
import { at } from '../support/creator.ts'
import { openRunsOfItsOwn, type RunsOfItsOwn } from '../support/runs.ts'
import { CHANNEL, videoId } from '../support/voices.ts'
import { openTalk, plans, talkative } from './talk.ts'

let own: RunsOfItsOwn
beforeAll(async () => {
  own = await openRunsOfItsOwn()
})
afterAll(() => own.close())

const LINES = [
  'Hello and welcome back to the sea school.',
  'I said it before, the neap tide is the weakest tide of the month.',
  'Next week we go to the harbour and measure it ourselves.',
]

type Talk = Awaited<ReturnType<typeof openTalk>>

/** The creator's channel with one video, whose words can be found. */
async function sayIt(talk: Talk): Promise<void> {
  const transcript: Transcript = {
    ...{ language: 'en', kind: 'manual' },
    segments: LINES.map((text, n) => ({ startMs: n * 4_000, endMs: n * 4_000 + 4_000, text })),
  }
  const video = { videoId: videoId(1), title: 'Neap tides', kind: 'video', published: null, exact: false }
  await talk.ask(`/channels/${CHANNEL}`, 'PUT', {
    ...{
      id: CHANNEL,
      title: 'Sea School',
      handle: null,
      url: 'https://www.youtube.com/@sea',
      listedAt: at(0),
    },
    ...{ complete: true, videos: [{ ...video, durationMs: 60_000, views: 1 }] },
  })
  await talk.ask(`/channels/${CHANNEL}/videos/${videoId(1)}`, 'PUT', {
    ...{ outcome: 'ok', transcript, chapters: [], fetchedAt: at(1) },
    receipt: { by: 'open_track', legs: [], words: 30, leftOut: [] },
    contentHash: await contentHash(transcriptText(transcript).text),
  })
  const runs = await own.database.sql<{ id: string }[]>`
    select id from run where account_id = ${talk.accountId} and kind = 'index'`
  for (const { id } of runs) await talk.over(id)
}

test('without a model, what the creator said is quoted from their own videos with its second', async () => {
  const talk = await openTalk(own, null)
  await sayIt(talk)
  const { turn } = await talk.turn('What did I say about the neap tide?')
  expect(turn.tools[0]).toMatchObject({ tool: 'search_channel' })
  expect(turn.answer[0]).toEqual({ standing: 'plain', text: 'In your own videos you said:' })
  expect(turn.answer[1]).toMatchObject({
    standing: 'quoted',
    citations: [],
    channel: [
      {
        ...{ channelId: CHANNEL, videoId: videoId(1), title: 'Neap tides', quote: LINES[1], startMs: 4_000 },
        link: `https://www.youtube.com/watch?v=${videoId(1)}&t=4s`,
      },
    ],
  })
})

test('a model quotes the own videos by their number, and only words that were said', async () => {
  const talk = await openTalk(
    own,
    talkative({
      plan: plans({ tool: 'search_channel', query: 'neap tide weakest' }),
      answer: says(
        '- You called it the weakest.\n> C1: the neap tide is the weakest tide of the month\n- You called it strong.\n> C1: the neap tide is the strongest tide of the month',
      ),
    }),
  )
  await sayIt(talk)
  const { turn } = await talk.turn('What did I say about the neap tide?')
  expect(turn.answer).toMatchObject([
    {
      standing: 'quoted',
      channel: [{ quote: 'the neap tide is the weakest tide of the month', startMs: 4_000 }],
    },
    { standing: 'own' },
  ])
  expect(turn.method).toMatchObject({ dropped: 1 })
})

test('an angle is held against the own videos before it is offered', async () => {
  const talk = await openTalk(
    own,
    talkative({
      plan: plans({ tool: 'propose', kind: 'angle' }, { tool: 'search', query: 'tide' }),
      answer: says(
        '! angle: The neap tide is the weakest tide of the month\n+ Begin with the harbour.\n? Nobody else says it.',
      ),
    }),
  )
  await sayIt(talk)
  const { turn } = await talk.turn('Suggest an angle for me')
  expect(turn.proposals).toMatchObject([
    { kind: 'angle', own: [{ how: 'repeat', title: 'Neap tides', quote: LINES[1], startMs: 4_000 }] },
  ])
  const kept = await talk.ask(`/projects/${talk.projectId}/proposals`)
  expect(kept).toMatchObject({ proposals: [{ own: [{ videoId: videoId(1) }] }] })
})
