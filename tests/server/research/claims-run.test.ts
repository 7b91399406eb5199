import type { TransactionSql } from 'postgres'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Findings } from '../../../core/contract/findings.ts'
import { newId } from '../../../core/contract/id.ts'
import { contentHash } from '../../../core/evidence/content.ts'
import { transcriptText } from '../../../core/transcript/text.ts'
import { saveListing, saveTranscript } from '../../../server/channels/channels.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { fenceOf } from '../../../server/model/fence.ts'
import { claimsEstimator } from '../../../server/research/claims/claims-estimate.ts'
import { roughFinder } from '../../../server/research/claims/claims-finder.ts'
import { type ClaimsWorkDeps, claimsWork } from '../../../server/research/claims/claims-work.ts'
import { modelFinder } from '../../../server/research/claims/model-claims.ts'
import { ownMentions, type PassageSearch } from '../../../server/research/claims/own-mentions.ts'
import { newestFindings } from '../../../server/research/claims/store.ts'
import type { RunWorks } from '../../../server/runs/work.ts'
import { createWorker } from '../../../server/runs/worker.ts'
import { beginIndex } from '../../../server/search/begin-index.ts'
import { index } from '../../../server/search/index-work.ts'
import { searchPassages } from '../../../server/search/search.ts'
import { ingest } from '../../../server/sources/ingest.ts'
import { saveCapture } from '../../../server/sources/sources.ts'
import { type Answer, fails, saysJson, wireServer } from '../model/wire-server.ts'
import { article } from '../support/captures.ts'
import { modelsAt } from '../support/models.ts'
import {
  eventsOf,
  everyKind,
  makeRun,
  nothing,
  openRunsOfItsOwn,
  type RunsOfItsOwn,
  silent,
} from '../support/runs.ts'
import { tidal } from './fixtures.ts'

let own: RunsOfItsOwn
beforeAll(async () => {
  own = await openRunsOfItsOwn()
})
afterAll(() => own.close())

const claims = (changes: Partial<ClaimsWorkDeps> = {}) =>
  claimsWork({
    finder: roughFinder,
    search: async () => ({ hits: [] }),
    clock: () => new Date('2026-11-22T12:00:00Z'),
    ids: newId,
    ...changes,
  })

async function work(changes: Partial<RunWorks> = {}): Promise<void> {
  const { database, queue } = own
  const works = {
    ...everyKind(nothing),
    ingest,
    claims: claims(),
    interview: nothing,
    ...changes,
  }
  const worker = createWorker({ database, queue, works, log: silent, clock: Date.now })
  await worker.start()
  onTestFinished(() => worker.stop(2_000))
}

async function clipTides(accountId: string, projectId: string) {
  const captures = await Promise.all(
    tidal().map(({ text, title }, i) => {
      const url = `https://paper${i}.example/story`
      return article(projectId, { text, title, url, canonicalUrl: url })
    }),
  )
  for (const capture of captures)
    await saveCapture({ database: own.database, runs: own.runs, ids: newId }, accountId, capture)
  return captures
}

test('claims that are asked for right after the clips wait for them and quote them literally', async () => {
  const { accountId, projectId } = await own.mint()
  const captures = await clipTides(accountId, projectId)
  const runId = await makeRun(own, { accountId, projectId, kind: 'claims' })
  await work()
  const events = await eventsOf(own.runs, accountId, runId)
  const made = (await asAccount(own.database, accountId, tx => newestFindings(tx, projectId))) as Findings
  expect(events.at(-1)).toMatchObject({ kind: 'done', data: { resultId: made.id } })
  expect(made).toMatchObject({ runId, rough: true, createdAt: '2026-11-22T12:00:00.000Z', gapMap: null })
  expect(made.sources.map(({ domain }) => domain).sort()).toEqual([
    'paper0.example',
    'paper1.example',
    'paper2.example',
  ])
  const evidence = made.claims.flatMap(({ sides }) => sides.flatMap(side => side.evidence))
  expect(evidence.length).toBeGreaterThan(8)
  for (const { sourceId, anchor, start, end, who, when } of evidence) {
    expect(captures.find(({ id }) => id === sourceId)!.text.slice(start, end)).toBe(anchor.exact)
    expect([who, when]).toEqual(['Ada Shore', '2025-03-01'])
  }
  const notes = events.flatMap(event => (event.kind === 'note' ? [event.data.text] : []))
  expect(notes).toEqual(made.notes)
  expect(notes.join()).toMatch(/without a model.*own videos were not searched/s)
})

test('a run that is cancelled leaves nothing, and one that died halfway is done once', async () => {
  const { accountId, projectId } = await own.mint()
  await clipTides(accountId, projectId)
  let tries = 0
  await work({
    async claims(context) {
      const outcome = await claims()(context)
      if (context.accountId === accountId && ++tries === 1) throw new Error('the weather')
      return outcome
    },
  })
  const runId = await makeRun(own, { accountId, projectId, kind: 'claims' })
  expect((await eventsOf(own.runs, accountId, runId)).at(-1)).toMatchObject({ kind: 'done' })
  const rows = await own.database.sql`select 1 from findings where account_id = ${accountId}`
  expect(rows.length).toBe(1)
})

test('cancelled while the own videos are searched, it ends at once and leaves nothing', async () => {
  const { accountId, projectId } = await own.mint()
  await clipTides(accountId, projectId)
  const runId = await makeRun(own, { accountId, projectId, kind: 'claims' })
  await work({
    claims: claims({
      async finder(read, context) {
        await own.runs.cancel(accountId, runId)
        return roughFinder(read, context)
      },
    }),
  })
  expect((await eventsOf(own.runs, accountId, runId)).at(-1)).toMatchObject({ kind: 'cancelled' })
  const rows = await own.database.sql`select 1 from findings where account_id = ${accountId}`
  expect(rows.length).toBe(0)
})

test('a project whose sources have no sentences is told so', async () => {
  const { accountId, projectId } = await own.mint()
  await saveCapture(
    { database: own.database, runs: own.runs, ids: newId },
    accountId,
    await article(projectId, { text: 'Home\nAbout us\nPrices\nContact' }),
  )
  await work()
  const runId = await makeRun(own, { accountId, projectId, kind: 'claims' })
  expect((await eventsOf(own.runs, accountId, runId)).at(-1)).toMatchObject({
    kind: 'failed',
    data: { code: 'no_statements' },
  })
})

/** A model that lists one claim of each source that it is shown, in the source's own words. */
const listing =
  (quotes: string[]): Answer =>
  (asked, response) => {
    if (asked.body.response_format?.json_schema?.name === 'join')
      return saysJson({ groups: [], questions: [] })(asked, response)
    const shown = asked.body.messages[1]!.content
    const claims = quotes
      .filter(quote => shown.includes(quote))
      .map(quote => ({ text: quote, kind: 'number', quotes: [{ source: 'S1', quote }] }))
    saysJson({ claims })(asked, response)
  }
const QUOTES = ['The Merrow Bay tidal plant has 16 turbines', 'The plant cost $310 million']
const fence = fenceOf(Buffer.from('k'))

test('with a model the run sends what the estimate says, and a run that failed for its key goes on where it was', async () => {
  const { accountId, projectId } = await own.mint()
  await clipTides(accountId, projectId)
  let keyed = false
  const { baseUrl, asked } = await wireServer((one, response) =>
    (one.body.response_format?.json_schema?.name === 'join' && !keyed ? fails(401) : listing(QUOTES))(
      one,
      response,
    ),
  )
  await work({ claims: claims({ finder: modelFinder({ models: modelsAt(baseUrl), log: silent, fence }) }) })
  const runId = await makeRun(own, { accountId, projectId, kind: 'claims' })
  const failed = (await eventsOf(own.runs, accountId, runId)).at(-1)!
  expect(failed).toMatchObject({ kind: 'failed', data: { code: 'model_key', retryable: true } })

  const { signal } = new AbortController()
  const plan = await claimsEstimator(fence)({
    database: own.database,
    accountId,
    projectId,
    text: null,
    signal,
  })
  const planned = plan.calls.map(call => ('ask' in call ? call.ask.messages : []))
  // The form of the answer is said behind it.
  expect(asked[0]!.body.messages[0]!.content.startsWith(planned[0]![0]!.content)).toBe(true)
  expect(asked[0]!.body.messages[1]).toEqual(planned[0]![1])
  expect(plan.later!.inputTokens).toBeGreaterThan(0)

  const before = asked.length
  keyed = true
  await own.runs.retry(accountId, runId)
  const done = (await eventsOf(own.runs, accountId, runId, failed.seq)).at(-1)!
  expect(done).toMatchObject({ kind: 'done' })
  expect(asked.slice(before).map(({ body }) => body.response_format?.json_schema?.name)).toEqual(['join'])
  const made = (await asAccount(own.database, accountId, tx => newestFindings(tx, projectId)))!
  expect(made).toMatchObject({ rough: false, method: { by: 'model', promptVersion: 'claims-1' } })
  expect(made.claims.map(({ text }) => text).sort()).toEqual(QUOTES)
})

test('an estimate where nothing is read yet says what to do', async () => {
  const { accountId, projectId } = await own.mint()
  const { signal } = new AbortController()
  await expect(
    claimsEstimator(fence)({ database: own.database, accountId, projectId, text: null, signal }),
  ).rejects.toMatchObject({ code: 'nothing_to_brief' })
})

const CHANNEL = 'UCabcdefghijklmnopqrstuv'
const VIDEO = 'abcdefghijk'
const SPOKEN = [
  'Welcome back to the coast.',
  'The tidal plant at Merrow Bay has 12 turbines on the floor of the strait.',
  'I had tea there.',
]

/** The own channel with one video. */
async function ownVideo(accountId: string, heard: (tx: TransactionSql) => Promise<void>): Promise<void> {
  const segments = SPOKEN.map((text, i) => ({ startMs: i * 5_000, endMs: i * 5_000 + 4_900, text }))
  const transcript = { language: 'en', kind: 'manual' as const, segments }
  const { text } = transcriptText(transcript)
  const at = '2026-11-20T12:00:00.000Z'
  await saveListing(own.database, accountId, {
    id: CHANNEL,
    title: 'Sea School',
    handle: null,
    url: `https://www.youtube.com/channel/${CHANNEL}`,
    listedAt: at,
    complete: true,
    videos: [
      {
        videoId: VIDEO,
        title: 'Merrow',
        kind: 'video',
        published: at,
        exact: true,
        durationMs: 15_000,
        views: 1,
      },
    ],
  })
  await saveTranscript({ database: own.database, heard }, accountId, CHANNEL, VIDEO, {
    outcome: 'ok',
    receipt: { by: 'get_panel', legs: [], words: 20, leftOut: [] },
    transcript,
    chapters: [],
    fetchedAt: at,
    contentHash: await contentHash(text),
  })
}

test('what the creator said before stands beside the claim, at the second of its sentence', async () => {
  const { accountId, projectId } = await own.mint()
  await clipTides(accountId, projectId)
  const search: PassageSearch = (database, ...asked) => searchPassages({ database }, ...asked)
  await work({ index, claims: claims({ search }) })
  await ownVideo(accountId, tx => beginIndex({ runs: own.runs, ids: newId }, tx, accountId))
  const [run] = await own.database.sql<{ id: string }[]>`
    select id from run where account_id = ${accountId} and kind = 'index'`
  expect((await eventsOf(own.runs, accountId, run!.id)).at(-1)).toMatchObject({ kind: 'done' })
  const deps = { database: own.database, search }
  const [mention, ...more] = await ownMentions(
    deps,
    accountId,
    'The Merrow Bay tidal plant has 16 turbines on the floor of the strait.',
    'en',
  )
  expect(more).toEqual([])
  expect(mention).toMatchObject({
    how: 'contradiction',
    channelId: CHANNEL,
    videoId: VIDEO,
    quote: SPOKEN[1],
    startMs: 5_000,
    link: `https://www.youtube.com/watch?v=${VIDEO}&t=5s`,
  })
  expect(
    await ownMentions(deps, accountId, 'Bread rises in the oven because yeast gives off gas.', 'en'),
  ).toEqual([])

  const runId = await makeRun(own, { accountId, projectId, kind: 'claims' })
  expect((await eventsOf(own.runs, accountId, runId)).at(-1)).toMatchObject({ kind: 'done' })
  const made = (await asAccount(own.database, accountId, tx => newestFindings(tx, projectId)))!
  const mentioned = made.claims.filter(({ own }) => own.length > 0)
  expect(mentioned.map(({ text }) => text)).toContainEqual(expect.stringContaining('turbines'))
  expect(made.notes.join()).not.toContain('not searched')
})

test('own videos that cannot be found yet are told of', async () => {
  const { accountId, projectId } = await own.mint()
  await clipTides(accountId, projectId)
  await ownVideo(accountId, async () => {})
  await work()
  const runId = await makeRun(own, { accountId, projectId, kind: 'claims' })
  expect((await eventsOf(own.runs, accountId, runId)).at(-1)).toMatchObject({ kind: 'done' })
  const made = (await asAccount(own.database, accountId, tx => newestFindings(tx, projectId)))!
  expect(made.notes).toContainEqual(expect.stringContaining('One of your videos was not searched yet'))
})
