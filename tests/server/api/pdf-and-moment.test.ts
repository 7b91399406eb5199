import { expect, it } from 'vitest'
import { limits } from '../../../core/contract/limits.ts'
import { problemOf } from '../support/api.ts'
import { moment, pdf } from '../support/captures.ts'
import { at, sourceCreator } from '../support/creator.ts'
import { testDatabase } from '../support/database.ts'

const spoken = {
  language: 'en',
  kind: 'auto' as const,
  segments: [{ startMs: 0, endMs: 2_000, text: 'The moon pulls', wordStartsMs: [0, 700, 1_300] }],
}

it('stores a PDF with its pages, and says how many they are', async () => {
  const { store, get, projectId } = await sourceCreator()
  const capture = await pdf(projectId)
  expect(await store(capture)).toMatchObject({
    kind: 'pdf',
    pages: 2,
    state: 'stored',
    url: 'file:///tides.pdf',
  })
  const detail = await get(capture.id)
  expect(detail).toMatchObject({ text: capture.text, pageStarts: capture.pageStarts, facts: capture.facts })
  expect(detail.text.slice(detail.pageStarts[1])).toBe('The second page is of the wind.')
})

it('keeps the file of the largest size byte for byte, within what a request may hold', async () => {
  const { put, projectId, accountId } = await sourceCreator()
  const file = Buffer.alloc(limits.pdfKeptBytes, 'page ')
  const capture = await pdf(projectId, { file: file.toString('base64') })
  expect(JSON.stringify(capture).length).toBeLessThan(limits.bodyBytes)
  expect((await put(capture)).status).toBe(201)
  const { sql } = await testDatabase()
  const [row] = await sql`select file from source where account_id = ${accountId} and id = ${capture.id}`
  expect(file.equals(row!.file)).toBe(true)
})

it('refuses a file beyond that, with what to send instead', async () => {
  const { put, projectId } = await sourceCreator()
  const file = Buffer.alloc(limits.pdfKeptBytes + 3).toString('base64')
  const problem = await problemOf(await put(await pdf(projectId, { file })))
  expect(problem).toMatchObject({ code: 'invalid_request', fields: [{ path: 'file' }] })
  expect(problem.detail).toContain('send null')
})

it('takes pages without text, also at the end', async () => {
  const { store, projectId } = await sourceCreator()
  const capture = await pdf(projectId, { text: 'Wind.', pageStarts: [0, 0, 5, 5] })
  expect(await store(capture)).toMatchObject({ pages: 4 })
})

it.each([
  ['fall', [0, 40, 20]],
  ['leave the text', [0, 10_000]],
])('refuses pages that %s', async (_what, pageStarts) => {
  const { put, projectId } = await sourceCreator()
  const problem = await problemOf(await put(await pdf(projectId, { pageStarts })))
  expect(problem).toMatchObject({ code: 'invalid_request', fields: [{ path: 'pageStarts' }] })
})

it.each(['file:///home/ada/tides.pdf', 'file://host/tides.pdf', 'chrome://tides.pdf'])(
  'refuses %s for a file’s name',
  async url => {
    const { put, projectId } = await sourceCreator()
    expect((await problemOf(await put(await pdf(projectId, { url })))).fields?.[0]?.path).toBe('url')
  },
)

it('stores a moment with its note, its picture and the times of its words', async () => {
  const { store, get, projectId } = await sourceCreator()
  const mark = {
    atMs: 1_000,
    startMs: 0,
    endMs: 2_000,
    note: 'For the opening',
    frame: 'data:image/jpeg;base64,/9j/4AAQ',
  }
  const capture = await moment(projectId, spoken, { moment: mark })
  expect(await store(capture)).toMatchObject({ kind: 'moment', moment: mark, videoId: 'abcdefghijk' })
  expect(await get(capture.id)).toMatchObject({ text: 'The moon pulls', transcript: spoken, moment: mark })
})

it.each([
  ['a script', 'data:text/html;base64,PHNjcmlwdD4='],
  ['a picture that draws itself', 'data:image/svg+xml;base64,PHN2Zz4='],
  ['an address elsewhere', 'https://evil.example/pixel.jpg'],
  ['too large a picture', `data:image/jpeg;base64,${'A'.repeat(limits.frameChars)}`],
])('refuses %s for a frame', async (_what, frame) => {
  const { put, projectId } = await sourceCreator()
  const mark = { atMs: 0, startMs: 0, endMs: 1, note: '', frame }
  const problem = await problemOf(await put(await moment(projectId, spoken, { moment: mark })))
  expect(problem.fields?.[0]?.path).toBe('moment.frame')
})

it('refuses a moment that ends before it begins', async () => {
  const { put, projectId } = await sourceCreator()
  const mark = { atMs: 0, startMs: 5, endMs: 4, note: '', frame: null }
  const problem = await problemOf(await put(await moment(projectId, spoken, { moment: mark })))
  expect(problem.fields?.[0]?.path).toBe('moment.endMs')
})

it('renews a note without reading the words again, and lets an older note come late in vain', async () => {
  const { store, get, projectId, api, token } = await sourceCreator()
  const first = await moment(projectId, spoken)
  const stored = await store(first)
  const noted = { ...first, capturedAt: at(2), moment: { ...first.moment, note: 'Use this' } }
  expect(await store(noted)).toMatchObject({
    moment: { note: 'Use this' },
    versions: 1,
    ingestRunId: stored.ingestRunId,
    capturedAt: at(2),
  })
  await store({ ...first, capturedAt: at(1), moment: { ...first.moment, note: 'Older' } })
  expect((await get(first.id)).moment?.note).toBe('Use this')
  const runs = await (await api.ask(`/projects/${projectId}/runs`, { token })).json()
  expect(runs).toMatchObject({ runs: [{ state: 'queued' }] })
})

it('keeps a moment’s words when a note comes without them, and takes other words for other points', async () => {
  const { store, get, projectId } = await sourceCreator()
  const first = await moment(projectId, spoken)
  await store(first)
  const wordless = await moment(projectId, null, {
    id: first.id,
    capturedAt: at(1),
    moment: { ...first.moment, note: 'Noted while offline' },
  })
  await store(wordless)
  expect(await get(first.id)).toMatchObject({
    text: 'The moon pulls',
    moment: { note: 'Noted while offline' },
    versions: 1,
    receipt: first.receipt,
  })
  const longer = { ...spoken, segments: [{ startMs: 0, endMs: 4_000, text: 'The moon pulls the sea.' }] }
  const moved = await moment(projectId, longer, {
    id: first.id,
    capturedAt: at(2),
    moment: { ...first.moment, endMs: 4_000 },
  })
  await store(moved)
  expect(await get(first.id)).toMatchObject({ text: 'The moon pulls the sea.', versions: 2 })
})

it('says how a wordless moment’s words were looked for since', async () => {
  const { store, get, projectId } = await sourceCreator()
  const first = await moment(projectId, null)
  await store(first)
  const legs = [{ leg: 'player' as const, outcome: 'no_captions' as const, ms: 3 }]
  await store({ ...first, capturedAt: at(1), receipt: { ...first.receipt, legs } })
  expect((await get(first.id)).receipt.legs).toEqual(legs)
})
