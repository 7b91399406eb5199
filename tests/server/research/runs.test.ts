import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import type { Brief } from '../../../core/contract/brief.ts'
import { newId } from '../../../core/contract/id.ts'
import type { ArticleCapture } from '../../../core/contract/source.ts'
import { asAccount } from '../../../server/db/tenancy.ts'
import { briefWork } from '../../../server/research/brief-work.ts'
import { extractiveWriter } from '../../../server/research/extractive-brief.ts'
import { newestBrief } from '../../../server/research/store.ts'
import type { RunWorks } from '../../../server/runs/work.ts'
import { createWorker } from '../../../server/runs/worker.ts'
import { ingest } from '../../../server/sources/ingest.ts'
import { removeSource, restoreSource, saveCapture } from '../../../server/sources/sources.ts'
import { article, video } from '../support/captures.ts'
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

const brief = (patienceMs?: number) =>
  briefWork({
    writer: extractiveWriter,
    clock: () => new Date('2026-11-22T12:00:00Z'),
    ids: newId,
    patienceMs,
  })

async function work(changes: Partial<RunWorks> = {}): Promise<void> {
  const { database, queue } = own
  const worker = createWorker({
    database,
    queue,
    works: {
      ...everyKind(nothing),
      ingest,
      brief: brief(),
      interview: nothing,
      ...changes,
    },
    log: silent,
    clock: Date.now,
  })
  await worker.start()
  onTestFinished(() => worker.stop(2_000))
}

const clip = async (accountId: string, capture: Parameters<typeof saveCapture>[2]) =>
  (await saveCapture({ database: own.database, runs: own.runs, ids: newId }, accountId, capture)).source

const outcome = async (accountId: string, runId: string) =>
  (await eventsOf(own.runs, accountId, runId)).at(-1)!

const passagesOf = (accountId: string, sourceId: string) =>
  asAccount(
    own.database,
    accountId,
    tx => tx<{ body: string; startChar: number; endChar: number; startMs: number | null; found: boolean }[]>`
    select body, start_char as "startChar", end_char as "endChar", start_ms as "startMs",
           lexemes @@ to_tsquery('english', 'tides | turbine | pulling') as found
    from passage where source_id = ${sourceId} order by ord`,
  )

test('a source becomes passages that stand in its text and can be found by their stems', async () => {
  const { accountId, projectId } = await own.mint()
  await work()
  const capture = await article(projectId)
  const { ingestRunId } = await clip(accountId, capture)
  expect(await outcome(accountId, ingestRunId!)).toMatchObject({ kind: 'done' })
  const passages = await passagesOf(accountId, capture.id)
  expect(passages.length).toBe(1)
  for (const { body, startChar, endChar } of passages)
    expect(capture.text.slice(startChar, endChar)).toBe(body)
  expect(passages[0]!.found).toBe(true)
})

test('a video keeps the milliseconds of its passages', async () => {
  const { accountId, projectId } = await own.mint()
  await work()
  const segments = [
    { startMs: 1_500, endMs: 4_000, text: 'The moon pulls the sea.' },
    { startMs: 4_000, endMs: 8_000, text: 'The turbine turns twice a day.' },
  ]
  const capture = await video(projectId, { language: 'en', kind: 'manual', segments })
  const { ingestRunId } = await clip(accountId, capture)
  expect(await outcome(accountId, ingestRunId!)).toMatchObject({ kind: 'done' })
  expect(await passagesOf(accountId, capture.id)).toMatchObject([{ startMs: 1_500, found: true }])
})

test('a page of a hundred thousand words is read in batches that tell how far they are', async () => {
  const { accountId, projectId } = await own.mint()
  await work()
  const text = 'The moon pulls the sea, and twice a day the water comes and goes. '.repeat(7_200)
  const capture = await article(projectId, { text })
  const { ingestRunId } = await clip(accountId, capture)
  const events = await eventsOf(own.runs, accountId, ingestRunId!)
  expect(events.at(-1)!.kind).toBe('done')
  expect(events.some(event => event.kind === 'progress')).toBe(true)
  const passages = await passagesOf(accountId, capture.id)
  expect(passages.length).toBeGreaterThan(800)
})

test('a page of nothing but white space is refused with words', async () => {
  const { accountId, projectId } = await own.mint()
  await work()
  const { ingestRunId } = await clip(accountId, await article(projectId, { text: ' \n\n ' }))
  expect(await outcome(accountId, ingestRunId!)).toMatchObject({
    kind: 'failed',
    data: { code: 'no_words', message: expect.stringContaining('no words') },
  })
})

test('a source that is removed while it is read leaves nothing behind, and is read anew when it comes back', async () => {
  const { accountId, projectId } = await own.mint()
  const deps = { database: own.database, runs: own.runs, ids: newId }
  const capture = await article(projectId)
  let removed = false
  await work({
    async ingest(context) {
      if (!removed && context.sourceId === capture.id) {
        removed = true
        await removeSource(deps, accountId, capture.id)
      }
      return ingest(context)
    },
  })
  const { ingestRunId } = await clip(accountId, capture)
  expect(await outcome(accountId, ingestRunId!)).toMatchObject({ kind: 'cancelled' })
  expect(await passagesOf(accountId, capture.id)).toEqual([])
  const restored = await restoreSource(deps, accountId, capture.id)
  expect(await outcome(accountId, restored.ingestRunId!)).toMatchObject({ kind: 'done' })
  expect((await passagesOf(accountId, capture.id)).length).toBe(1)
})

test('an attempt after one that died halfway leaves each passage once', async () => {
  const { accountId, projectId } = await own.mint()
  const capture = await article(projectId)
  let first = true
  await work({
    async ingest(context) {
      const outcome = await ingest(context)
      if (first && context.sourceId === capture.id) {
        first = false
        throw new Error('the weather')
      }
      return outcome
    },
  })
  const { ingestRunId } = await clip(accountId, capture)
  expect(await outcome(accountId, ingestRunId!)).toMatchObject({ kind: 'done' })
  expect((await passagesOf(accountId, capture.id)).length).toBe(1)
})

const tides = async (projectId: string): Promise<ArticleCapture[]> =>
  Promise.all(tidal().map(({ text, title }) => article(projectId, { text, title })))

test('a brief that is asked for right after the clips waits for them and cites them literally', async () => {
  const { accountId, projectId } = await own.mint()
  const captures = await tides(projectId)
  for (const capture of captures) await clip(accountId, capture)
  const runId = await makeRun(own, { accountId, projectId })
  await work()
  const done = await outcome(accountId, runId)
  expect(done.kind).toBe('done')
  const made = (await asAccount(own.database, accountId, tx => newestBrief(tx, projectId))) as Brief
  expect(made).toMatchObject({ runId, method: { by: 'extractive' }, createdAt: '2026-11-22T12:00:00.000Z' })
  expect(done.data).toEqual({ resultId: made.id })
  expect(made.sources.length).toBe(3)
  expect(made.passages).toBeGreaterThanOrEqual(3)
  const cited = made.themes.flatMap(theme =>
    theme.statements.flatMap(s => (s.state === 'quoted' ? s.citations : [])),
  )
  for (const { sourceId, anchor, start, end } of cited) {
    expect(captures.find(({ id }) => id === sourceId)!.text.slice(start, end)).toBe(anchor.exact)
  }
})

test('a source that cannot be read is named, and the brief is written from the others', async () => {
  const { accountId, projectId } = await own.mint()
  const captures = await tides(projectId)
  for (const capture of captures) await clip(accountId, capture)
  await clip(accountId, await article(projectId, { text: '  \n ', title: 'An empty page' }))
  await work()
  const runId = await makeRun(own, { accountId, projectId })
  const events = await eventsOf(own.runs, accountId, runId)
  expect(events.at(-1)!.kind).toBe('done')
  expect(events.find(event => event.kind === 'note')!.data).toMatchObject({
    text: expect.stringContaining('An empty page'),
  })
})

test('a source that is stuck is waited for no longer than patience lasts, and is named as missing', async () => {
  const { accountId, projectId } = await own.mint()
  const [slow, ...quick] = await tides(projectId)
  for (const capture of [slow!, ...quick]) await clip(accountId, capture)
  await work({
    brief: brief(300),
    ingest: context =>
      context.sourceId === slow!.id
        ? new Promise((_, reject) => {
            context.signal.addEventListener('abort', () => reject(context.signal.reason))
          })
        : ingest(context),
  })
  const runId = await makeRun(own, { accountId, projectId })
  const events = await eventsOf(own.runs, accountId, runId)
  expect(events.at(-1)!.kind).toBe('done')
  expect(events.find(event => event.kind === 'note')!.data).toMatchObject({
    text: expect.stringContaining('still being read'),
  })
  const made = await asAccount(own.database, accountId, tx => newestBrief(tx, projectId))
  expect(made!.sources.length).toBe(2)
})

test('a project whose sources have no sentences is told so', async () => {
  const { accountId, projectId } = await own.mint()
  await clip(accountId, await article(projectId, { text: 'Home\nAbout us\nPrices\nContact' }))
  await work()
  const runId = await makeRun(own, { accountId, projectId })
  expect(await outcome(accountId, runId)).toMatchObject({ kind: 'failed', data: { code: 'no_statements' } })
})
