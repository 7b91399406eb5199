import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import { limits } from '../../../core/contract/limits.ts'
import type { Run } from '../../../core/contract/run.ts'
import { type Capture, Source, SourceDetail } from '../../../core/contract/source.ts'
import { contentHash } from '../../../core/evidence/content.ts'
import { mintCreator, problemOf } from '../support/api.ts'
import { article, selection, video } from '../support/captures.ts'
import { testDatabase } from '../support/database.ts'

/** An account with a project, and what it asks most. */
async function creator() {
  const minted = await mintCreator()
  const { api, token, projectId } = minted
  return {
    ...minted,
    put: (capture: unknown, id = (capture as Capture).id) =>
      api.ask(`/sources/${id}`, { method: 'PUT', token, json: capture }),
    get: async (id: string) => SourceDetail.parse(await (await api.ask(`/sources/${id}`, { token })).json()),
    list: async () => {
      const answer = await api.ask(`/projects/${projectId}/sources`, { token })
      return ((await answer.json()) as { sources: Source[] }).sources.map(source => Source.parse(source))
    },
    runs: async () => {
      const answer = await api.ask(`/projects/${projectId}/runs`, { token })
      return ((await answer.json()) as { runs: Run[] }).runs
    },
  }
}

const transcript = {
  language: 'en',
  kind: 'manual' as const,
  segments: [
    { startMs: 0, endMs: 900, text: 'The  moon' },
    { startMs: 900, endMs: 2000, text: 'pulls the sea.' },
  ],
}

it('stores an article and begins to read it in the same answer', async () => {
  const { put, get, list, runs, projectId } = await creator()
  const capture = await article(projectId)
  const answer = await put(capture)
  expect(answer.status).toBe(201)
  const source = Source.parse(await answer.json())
  expect(source).toMatchObject({ id: capture.id, state: 'stored', passages: 0, error: null, videoId: null })
  expect(await runs()).toMatchObject([
    { id: source.ingestRunId, kind: 'ingest', sourceId: capture.id, state: 'queued' },
  ])
  const detail = await get(capture.id)
  const { html: _, ...sent } = capture
  expect(detail).toMatchObject(sent)
  expect(detail).toMatchObject({ anchor: null, transcript: null, chapters: [] })
  expect(await list()).toEqual([source])
})

it('keeps the compressed original byte for byte', async () => {
  const { put, projectId, accountId } = await creator()
  const html = gzipSync('<html><p>The moon pulls the sea.</p></html>')
  const capture = await article(projectId, { html: html.toString('base64') })
  expect((await put(capture)).status).toBe(201)
  const { sql } = await testDatabase()
  const [row] = await sql`select html_gzip from source where account_id = ${accountId} and id = ${capture.id}`
  expect(html.equals(row!.html_gzip)).toBe(true)
})

it('refuses an original beyond the limit, with what to send instead', async () => {
  const { put, projectId } = await creator()
  const html = Buffer.alloc(limits.htmlGzipBytes + 3).toString('base64')
  const problem = await problemOf(await put(await article(projectId, { html })))
  expect(problem).toMatchObject({ code: 'invalid_request', fields: [{ path: 'html' }] })
  expect(problem.detail).toContain('send null')
})

it('stores a selection with its anchor', async () => {
  const { put, get, projectId } = await creator()
  const capture = await selection(projectId)
  expect((await put(capture)).status).toBe(201)
  expect(await get(capture.id)).toMatchObject({ text: capture.text, anchor: capture.anchor, markdown: null })
})

it('stores a video: its text is the transcript’s', async () => {
  const { put, get, projectId } = await creator()
  const capture = await video(projectId, transcript)
  expect((await put(capture)).status).toBe(201)
  expect(await get(capture.id)).toMatchObject({
    text: 'The moon pulls the sea.',
    transcript,
    chapters: capture.chapters,
    durationMs: 61_000,
    videoId: 'abcdefghijk',
    state: 'stored',
  })
})

it('keeps a video without words, with nothing to read and the receipt that says why', async () => {
  const { put, runs, projectId } = await creator()
  const capture = await video(projectId, null)
  const source = Source.parse(await (await put(capture)).json())
  expect(source).toMatchObject({ state: 'ready', passages: 0, ingestRunId: null, receipt: capture.receipt })
  expect(await runs()).toEqual([])
})

it('gives a video its words later, under the same id', async () => {
  const { put, get, projectId } = await creator()
  const silent = await video(projectId, null)
  await put(silent)
  const spoken = await video(projectId, transcript, { id: silent.id, capturedAt: '2026-11-20T11:00:00.000Z' })
  expect(await (await put(spoken)).json()).toMatchObject({ state: 'stored' })
  expect(await get(silent.id)).toMatchObject({ text: 'The moon pulls the sea.' })
})

it('changes nothing when the same capture comes again', async () => {
  const { put, runs, projectId } = await creator()
  const capture = await article(projectId)
  const first = await (await put(capture)).json()
  const again = await put({ ...capture, capturedAt: '2026-11-21T10:00:00.000Z', title: 'Another title' })
  expect(again.status).toBe(200)
  expect(await again.json()).toEqual(first)
  expect(await runs()).toHaveLength(1)
})

it('makes one source of one capture that is sent ten times at once', async () => {
  const { put, list, runs, projectId } = await creator()
  const capture = await article(projectId)
  const answers = await Promise.all(Array.from({ length: 10 }, () => put(capture)))
  expect(answers.map(answer => answer.status).sort()).toEqual([...Array(9).fill(200), 201])
  expect(await list()).toHaveLength(1)
  expect(await runs()).toHaveLength(1)
})

it('puts newer content in the older’s place and reads it anew', async () => {
  const { put, get, runs, projectId, accountId } = await creator()
  const capture = await article(projectId)
  await put(capture)
  const { sql } = await testDatabase()
  await sql`
    insert into passage (account_id, source_id, ord, body, start_char, end_char, lexemes)
    values (${accountId}, ${capture.id}, 0, 'old', 0, 3, '')`
  const newer = await article(projectId, {
    id: capture.id,
    capturedAt: '2026-11-20T10:00:01.000Z',
    text: 'The sun pulls too.',
    title: 'Sun and moon',
  })
  const answer = await put(newer)
  expect(answer.status).toBe(200)
  const source = Source.parse(await answer.json())
  expect(source).toMatchObject({ title: 'Sun and moon', state: 'stored', contentHash: newer.contentHash })
  expect(await get(capture.id)).toMatchObject({ text: 'The sun pulls too.' })
  expect((await runs()).map(run => [run.id === source.ingestRunId, run.state])).toEqual([
    [true, 'queued'],
    [false, 'cancelled'],
  ])
  const left = await sql`select 1 from passage where account_id = ${accountId} and source_id = ${capture.id}`
  expect(left).toHaveLength(0)
})

it('keeps what is stored when an older capture comes late', async () => {
  const { put, runs, projectId } = await creator()
  const capture = await article(projectId)
  const stored = await (await put(capture)).json()
  const older = await article(projectId, {
    id: capture.id,
    capturedAt: '2026-11-20T09:59:59.999Z',
    text: 'An older text.',
  })
  const answer = await put(older)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual(stored)
  expect(await runs()).toHaveLength(1)
})

it('refuses a text that is not the one that was hashed', async () => {
  const { put, list, projectId } = await creator()
  const capture = await article(projectId, { contentHash: await contentHash('something else') })
  expect(await problemOf(await put(capture))).toMatchObject({ status: 422, code: 'content_hash_mismatch' })
  const words = await video(projectId, transcript, { contentHash: await contentHash('') })
  expect(await problemOf(await put(words))).toMatchObject({ status: 422 })
  expect(await list()).toEqual([])
})

it('refuses U+0000 wherever it hides, and says where', async () => {
  const { put, projectId } = await creator()
  const inText = await article(projectId, { text: 'The moon\0 pulls.' })
  const inWords = await video(projectId, {
    ...transcript,
    segments: [...transcript.segments, { startMs: 2000, endMs: 3000, text: 'a\0b' }],
  })
  expect((await problemOf(await put(inText))).fields?.[0]?.path).toBe('text')
  expect((await problemOf(await put(inWords))).fields?.[0]?.path).toBe('transcript.segments.2.text')
})

it('stores a text that was cut within an emoji: hash and positions stay', async () => {
  const { put, get, projectId } = await creator()
  const capture = await article(projectId, { text: 'Wave \ud83c and more', title: 'Wave \ud83c' })
  expect((await put(capture)).status).toBe(201)
  const { text, contentHash } = await get(capture.id)
  expect(text).toBe('Wave \ufffd and more')
  expect(text).toHaveLength(capture.text.length)
  expect(contentHash).toBe(capture.contentHash)
})

it('stores a quote’s context that was cut within an emoji', async () => {
  const { put, get, projectId } = await creator()
  const capture = await selection(projectId)
  capture.anchor.prefix = '\ude00 before'
  expect((await put(capture)).status).toBe(201)
  expect((await get(capture.id)).anchor).toEqual({ ...capture.anchor, prefix: '\ufffd before' })
})

it.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])('refuses a capture of %s', async capturedAt => {
  const { put, projectId } = await creator()
  const problem = await problemOf(await put(await article(projectId, { capturedAt })))
  expect(problem).toMatchObject({ code: 'invalid_request', fields: [{ path: 'capturedAt' }] })
})

it('refuses a capture under another id than the path’s', async () => {
  const { put, projectId } = await creator()
  const problem = await problemOf(await put(await article(projectId), newId()))
  expect(problem).toMatchObject({ code: 'invalid_request', fields: [{ path: 'id' }] })
})

it('stores nothing for a project that is not there', async () => {
  const { put } = await creator()
  expect(await problemOf(await put(await article(newId())))).toMatchObject({ status: 404 })
})

it('lists the newest capture first', async () => {
  const { put, list, projectId } = await creator()
  for (const day of ['11', '13', '12'])
    await put(await article(projectId, { title: day, capturedAt: `2026-11-${day}T10:00:00.000Z` }))
  expect((await list()).map(source => source.title)).toEqual(['13', '12', '11'])
})

it('stops reading a source that is removed, and reads it again when it comes back', async () => {
  const { api, put, list, runs, token, projectId } = await creator()
  const capture = await article(projectId)
  await put(capture)
  const path = `/sources/${capture.id}`
  expect((await api.ask(path, { method: 'DELETE', token })).status).toBe(204)
  expect(await runs()).toMatchObject([{ state: 'cancelled' }])
  expect(await list()).toEqual([])
  expect((await problemOf(await api.ask(path, { token }))).code).toBe('not_found')
  expect((await problemOf(await api.ask(path, { method: 'DELETE', token }))).code).toBe('not_found')
  expect(await problemOf(await put(capture))).toMatchObject({ status: 409, code: 'conflict' })

  const restored = await api.ask(`${path}/restore`, { method: 'POST', token })
  expect(restored.status).toBe(200)
  const source = Source.parse(await restored.json())
  expect(source.state).toBe('stored')
  expect((await runs()).map(run => run.state)).toEqual(['queued', 'cancelled'])
  const again = await api.ask(`${path}/restore`, { method: 'POST', token })
  expect(await again.json()).toEqual(source)
  expect(await runs()).toHaveLength(2)
})

it('brings a source back that was read before without reading it again', async () => {
  const { api, put, runs, token, projectId, accountId } = await creator()
  const capture = await article(projectId)
  await put(capture)
  const { sql } = await testDatabase()
  await sql`update source set state = 'ready' where account_id = ${accountId} and id = ${capture.id}`
  await api.ask(`/sources/${capture.id}`, { method: 'DELETE', token })
  const answer = await api.ask(`/sources/${capture.id}/restore`, { method: 'POST', token })
  expect(await answer.json()).toMatchObject({ state: 'ready' })
  expect(await runs()).toHaveLength(1)
})

it.each([
  ['running', 'ingesting', null],
  ['cancelled', 'failed', 'Reading it was cancelled. Try again to make it findable.'],
  ['failed', 'failed', 'There are no words.'],
])('shows a source whose run is %s as %s', async (runState, state, error) => {
  const { put, list, projectId, accountId } = await creator()
  const capture = await article(projectId)
  await put(capture)
  const { sql } = await testDatabase()
  const failure =
    runState === 'failed' ? { code: 'x', message: 'There are no words.', retryable: false } : null
  await sql`
    update run set state = ${runState}, error = ${failure && sql.json(failure)}
    where account_id = ${accountId} and source_id = ${capture.id}`
  expect(await list()).toMatchObject([{ state, error }])
})

it('keeps two accounts apart that use the same id', async () => {
  const [one, two] = [await creator(), await creator()]
  const capture = await article(one.projectId)
  const other = await article(two.projectId, { id: capture.id, text: 'Not the same.' })
  expect((await one.put(capture)).status).toBe(201)
  expect((await two.put(other)).status).toBe(201)
  await two.api.ask(`/sources/${capture.id}`, { method: 'DELETE', token: two.token })
  expect(await one.get(capture.id)).toMatchObject({ text: capture.text })
  expect((await one.runs())[0]).toMatchObject({ state: 'queued' })
})

it('tells nothing of another account’s source or project', async () => {
  const [owner, stranger] = [await creator(), await creator()]
  const capture = await article(owner.projectId)
  await owner.put(capture)
  const details = async (id: string) => {
    const { api, token } = stranger
    const asks = [
      api.ask(`/sources/${id}`, { token }),
      api.ask(`/sources/${id}`, { method: 'DELETE', token }),
      api.ask(`/sources/${id}/restore`, { method: 'POST', token }),
    ]
    return Promise.all(asks.map(async ask => ({ ...(await problemOf(await ask)), requestId: '' })))
  }
  expect(await details(capture.id)).toEqual(await details(newId()))
  const intoTheirs = await article(owner.projectId)
  expect(await problemOf(await stranger.put(intoTheirs))).toMatchObject({ status: 404 })
  expect(await owner.list()).toHaveLength(1)
})
