import { expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { Run } from '../../../core/contract/run.ts'
import type { Transcript } from '../../../core/contract/transcript.ts'
import { contentHash } from '../../../core/evidence/content.ts'
import { transcriptText } from '../../../core/transcript/text.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { beginForgottenIndexes } from '../../../server/search/begin-index.ts'
import { index } from '../../../server/search/index-work.ts'
import { at } from '../support/creator.ts'
import { carryOut, marked, searcher } from '../support/search.ts'
import { CHANNEL, OTHER_CHANNEL, videoId } from '../support/voices.ts'

const spoken = (...lines: string[]): Transcript => ({
  language: 'en',
  kind: 'auto',
  segments: lines.map((text, n) => ({ startMs: n * 4_000, endMs: n * 4_000 + 4_000, text })),
})

/** An account with a channel of three videos without words yet. */
async function channelCreator() {
  const creator = await searcher()
  const { api, token, accountId, database } = creator
  const list = (id: string) =>
    api.ask(`/channels/${id}`, {
      method: 'PUT',
      token,
      json: {
        id,
        title: 'Sea School',
        handle: null,
        url: 'https://www.youtube.com/@sea',
        listedAt: at(0),
        complete: true,
        videos: [1, 2, 3].map(n => ({
          videoId: videoId(n),
          title: `Lesson ${n}`,
          kind: 'video',
          published: `202${n}-05-01T10:00:00.000Z`,
          exact: true,
          durationMs: 60_000,
          views: 1,
        })),
      },
    })
  await list(CHANNEL)
  return {
    ...creator,
    list,
    async say(n: number, transcript: Transcript | null, minute = 1, id = CHANNEL): Promise<void> {
      const answer = await api.ask(`/channels/${id}/videos/${videoId(n)}`, {
        method: 'PUT',
        token,
        json: {
          outcome: transcript ? 'ok' : 'no_captions',
          receipt: { by: transcript ? 'open_track' : null, legs: [], words: 1, leftOut: [] },
          transcript,
          chapters: [],
          fetchedAt: at(minute),
          contentHash: transcript && (await contentHash(transcriptText(transcript).text)),
        },
      })
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
    },
    work: () => carryOut(database, accountId, index),
    said: (query: string, filters = {}) => creator.find(query, { scope: { in: 'channel' }, filters }),
    indexRuns: (state = 'queued') =>
      asAccount(
        database,
        accountId,
        tx => tx<{ id: string }[]>`select id from run where kind = 'index' and state = ${state}`,
      ),
    numbers: () =>
      asAccount(
        database,
        accountId,
        tx => tx<{ video: string; no: number }[]>`
          select video_id as video, no from channel_passage order by video_id, ord`,
      ),
  }
}

it('finds what the creator said, with its second and link', async () => {
  const { say, work, said, find } = await channelCreator()
  await say(1, spoken('welcome to the lesson', 'today the moon pulls the water'))
  await say(2, spoken('this one is about the wind'))
  await work()
  const [hit, ...others] = await said('moons pulling')
  expect(others).toEqual([])
  expect(hit).toMatchObject({
    place: {
      of: 'channel',
      channelId: CHANNEL,
      videoId: videoId(1),
      title: 'Lesson 1',
      published: '2021-05-01T10:00:00.000Z',
    },
    startMs: 0,
    link: `https://www.youtube.com/watch?v=${videoId(1)}&t=0s`,
    by: ['words'],
  })
  expect(marked(hit!)).toEqual(['moon', 'pulls'])
  expect(await find('moon', { scope: { in: 'everything' } })).toEqual([])
  expect(await said('"water pulls"')).toEqual([])
  expect(await said('lesson')).toHaveLength(2)
  expect(await said('this')).toHaveLength(1)
  expect(await said('lesson', { from: '2022-01-01' })).toHaveLength(1)
  expect(await said('lesson', { to: '2021-05-01' })).toHaveLength(1)
  expect(await said('lesson', { kinds: ['pdf'], tags: ['x'], sites: ['y'] })).toHaveLength(2)
})

it('one waiting run is enough for all words that come before it begins', async () => {
  const { say, indexRuns, api, token } = await channelCreator()
  await say(1, null)
  expect(await indexRuns()).toHaveLength(0)
  await say(1, spoken('the moon'))
  await say(2, spoken('the wind'))
  const queued = await indexRuns()
  expect(queued).toHaveLength(1)
  const run = Run.parse(await (await api.ask(`/runs/${queued[0]!.id}`, { token })).json())
  expect(run).toMatchObject({ kind: 'index', projectId: null, state: 'queued' })
})

it('words that come while a run is at work get a run of their own', async () => {
  const { say, indexRuns, database, accountId } = await channelCreator()
  await say(1, spoken('the moon'))
  await asAccount(database, accountId, tx => tx`update run set state = 'running' where kind = 'index'`)
  await say(2, spoken('the wind'))
  expect(await indexRuns()).toHaveLength(1)
  expect(await indexRuns('running')).toHaveLength(1)
})

it('cuts only what is new or other words than before', async () => {
  const { say, work, said, numbers, indexRuns } = await channelCreator()
  await say(1, spoken('the moon'))
  await say(2, spoken('the wind'))
  await work()
  const before = await numbers()
  await work()
  expect(await numbers()).toEqual(before)
  await say(2, spoken('the salt of the sea'), 2)
  await work()
  const after = await numbers()
  expect(after[0]).toEqual(before[0])
  expect(after[1]!.no).toBeGreaterThan(before[1]!.no)
  expect(await said('wind')).toEqual([])
  expect((await said('salt')).map(({ text }) => text)).toEqual(['the salt of the sea'])
  const runs = (await indexRuns()).length
  await say(2, spoken('the salt of the sea'), 3)
  expect(await indexRuns()).toHaveLength(runs)
})

it('nothing of a channel’s words stays when it is forgotten, and another’s stay', async () => {
  const { say, list, work, said, api, token, database, accountId, find, write } = await channelCreator()
  await list(OTHER_CHANNEL)
  await say(1, spoken('the moon'))
  await say(1, spoken('the herring'), 1, OTHER_CHANNEL)
  await write('The mackerel.')
  await work()
  expect((await api.ask(`/channels/${CHANNEL}`, { method: 'DELETE', token })).status).toBe(204)
  expect(await said('moon')).toEqual([])
  expect(await said('herring')).toHaveLength(1)
  expect(await find('mackerel')).toHaveLength(1)
  const left = await asAccount(
    database,
    accountId,
    tx => tx<{ lexeme: string }[]>`select lexeme from search_posting order by 1`,
  )
  expect(left.map(({ lexeme }) => lexeme)).not.toContain('moon')
})

it('takes up at the start of a worker what was never made findable, once', async () => {
  const { say, indexRuns, database, accountId, runs } = await channelCreator()
  await say(1, spoken('the moon'))
  await asAccount(database, accountId, tx => tx`update run set state = 'failed' where kind = 'index'`)
  await beginForgottenIndexes(database, { runs, ids: newId })
  await beginForgottenIndexes(database, { runs, ids: newId })
  expect(await indexRuns()).toHaveLength(1)
})

it('of workers that start together one begins it, also where its run has begun before another looks', async () => {
  const { say, database, accountId, runs } = await channelCreator()
  await say(1, spoken('the moon'))
  await asAccount(database, accountId, tx => tx`update run set state = 'failed' where kind = 'index'`)
  const startedAtOnce = {
    ...runs,
    async create(...[tx, run]: Parameters<typeof runs.create>) {
      const made = await runs.create(tx, run)
      await tx`update run set state = 'running' where id = ${run.id}`
      return made
    },
  }
  const start = () => beginForgottenIndexes(database, { runs: startedAtOnce, ids: newId })
  await Promise.all([start(), start(), start()])
  const begun = await asAccount(
    database,
    accountId,
    tx => tx`select id from run where kind = 'index' and state <> 'failed'`,
  )
  expect(begun).toHaveLength(1)
})

it('leaves off between two videos when it is told to, and goes on there', async () => {
  const { say, work, said, database, accountId } = await channelCreator()
  await say(1, spoken('the moon'))
  await say(2, spoken('the wind'))
  const stopping = new AbortController()
  const stopped = carryOut(database, accountId, index, {
    signal: stopping.signal,
    progress: async () => stopping.abort(),
  })
  await expect(stopped).rejects.toThrow()
  expect(await said('moon wind')).toHaveLength(1)
  await work()
  expect(await said('moon wind')).toHaveLength(2)
})

it('another account finds nothing in it', async () => {
  const { say, work } = await channelCreator()
  await say(1, spoken('the moon'))
  await work()
  const other = await searcher()
  expect(await other.find('moon', { scope: { in: 'channel' } })).toEqual([])
})
