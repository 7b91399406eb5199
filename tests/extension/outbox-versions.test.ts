import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Capture } from '../../core/contract/source.ts'
import { article, video } from './support/captures.ts'
import { type LoopbackServer, loopbackServer } from './support/loopback-server.ts'
import { type Browser, browser, context } from './support/outbox.ts'

let server: LoopbackServer
let here: Browser
let arrived: Capture[]
beforeEach(async () => {
  server = await loopbackServer()
  here = browser(server.url)
  arrived = []
  const { set } = server.sources
  server.sources.set = (id, capture) => {
    arrived.push(capture)
    return set.call(server.sources, id, capture)
  }
})
afterEach(() => server.down())

const url = 'https://news.example/flood'
const hashes = () => arrived.map(each => each.contentHash)

test('a page clipped again with other words, both times offline, reaches the server in both, the older first', async () => {
  const panel = await context(here)
  const projectId = await panel.project.orFirst()
  const [older, newer, newest] = [1, 2, 3].map(() => article(projectId, { url })) as [
    Capture,
    Capture,
    Capture,
  ]
  const first = await panel.clips.save(older)
  const second = await panel.clips.save(newer)
  const third = await panel.clips.save(newest)
  expect([first, second, third].map(each => each.ok && [each.value.id, each.value.versions])).toEqual([
    [older.id, 1],
    [older.id, 2],
    [older.id, 3],
  ])
  expect(await panel.clips.list(), 'one source in the list').toHaveLength(1)
  expect((await panel.clips.versions(older.id)).map(each => each.contentHash)).toEqual([
    older.contentHash,
    newer.contentHash,
    newest.contentHash,
  ])

  expect(await panel.sender.flush()).toEqual({ state: 'empty' })
  expect(hashes()).toEqual([older.contentHash, newer.contentHash, newest.contentHash])
  expect(arrived.every(each => each.id === older.id)).toBe(true)
  expect(server.sources.size, 'all under one id').toBe(1)
  expect(await panel.clips.versions(older.id)).toEqual([])
  expect((await panel.clips.list()).length).toBe(0)
})

test('the same words clipped again replace what waits: nothing is sent twice', async () => {
  const panel = await context(here)
  const projectId = await panel.project.orFirst()
  const older = article(projectId, { url })
  await panel.clips.save(older)
  const again = await panel.clips.save(
    article(projectId, { url, contentHash: older.contentHash, title: 'Renamed' }),
  )
  expect(again).toMatchObject({ ok: true, value: { versions: 1 } })
  await panel.sender.flush()
  expect(arrived).toMatchObject([{ title: 'Renamed', contentHash: older.contentHash }])
})

test('a video that had no words is no version of the one that has them', async () => {
  const panel = await context(here)
  const projectId = await panel.project.orFirst()
  const wordless = video(projectId)
  await panel.clips.save(wordless)
  const withWords = video(projectId, { receipt: { by: 'file', legs: [], words: 40, leftOut: [] } })
  expect(await panel.clips.save(withWords)).toMatchObject({
    ok: true,
    value: { id: wordless.id, versions: 1 },
  })
  await panel.sender.flush()
  expect(hashes()).toEqual([withWords.contentHash])
})

test('while the older one fails the newer one waits behind it, and nothing is lost when its context dies', async () => {
  const worker = await context(here)
  const projectId = await worker.project.orFirst()
  const [older, newer] = [article(projectId, { url }), article(projectId, { url })]
  await worker.clips.save(older)
  await worker.clips.save(newer)
  server.state.override = ({ path }, response) =>
    path.startsWith('/sources/') && server.problem(response, 500, 'internal', 'It broke.')
  expect(await worker.sender.flush()).toEqual({ state: 'waiting' })
  expect(server.sent().filter(each => each.startsWith('PUT /sources'))).toHaveLength(1)

  server.state.override = null
  const reborn = await context(here)
  expect(await reborn.sender.flush({ now: true })).toEqual({ state: 'empty' })
  expect(hashes()).toEqual([older.contentHash, newer.contentHash])
})

test('words that come while the older ones are on their way are sent after them, and these not again', async () => {
  const panel = await context(here)
  const projectId = await panel.project.orFirst()
  const [older, newer] = [article(projectId, { url }), article(projectId, { url })]
  await panel.clips.save(older)
  server.state.delayMs = 30
  const sending = panel.sender.flush()
  while (!(await panel.clips.list())[0]?.sendingSince) await new Promise(resolve => setTimeout(resolve, 1))
  expect((await panel.clips.save(newer)).ok).toBe(true)
  await sending
  await panel.sender.flush({ now: true })
  expect(hashes()).toEqual([older.contentHash, newer.contentHash])
  expect(await panel.clips.versions(older.id)).toEqual([])
})

test('an older one that the server refuses stays here as a clip of its own, and the newer one goes', async () => {
  const panel = await context(here)
  const projectId = await panel.project.orFirst()
  const [older, newer] = [article(projectId, { url }), article(projectId, { url })]
  await panel.clips.save(older)
  await panel.clips.save(newer)
  let refused = 0
  server.state.override = ({ path }, response) =>
    path.startsWith('/sources/') &&
    refused++ === 0 &&
    server.problem(response, 413, 'body_too_large', 'Clip a part of it.')
  expect(await panel.sender.flush()).toEqual({ state: 'empty' })
  expect(hashes()).toEqual([newer.contentHash])
  const [left, ...others] = await panel.clips.list()
  expect(others).toEqual([])
  expect(left).toMatchObject({ state: 'refused', why: 'Clip a part of it. (request request-1)' })
  expect(left!.id).not.toBe(older.id)
  expect(await panel.clips.capture(left!.id)).toMatchObject({ contentHash: older.contentHash })
  // Clipped once more it renews what the server has, not what was refused.
  expect(await panel.clips.save(article(projectId, { url }))).toMatchObject({
    ok: true,
    value: { id: older.id, versions: 3 },
  })
})

test('what is taken back and brought back keeps its older words; swept or deleted with its project it has none', async () => {
  const panel = await context(here)
  const projectId = await panel.project.orFirst()
  const [older, newer] = [article(projectId, { url }), article(projectId, { url })]
  await panel.clips.save(older)
  await panel.clips.save(newer)
  await panel.clips.remove(older.id)
  expect(await panel.sender.flush()).toEqual({ state: 'empty' })
  expect(arrived).toEqual([])
  expect(await panel.clips.restore(older.id)).not.toBeNull()
  expect(await panel.clips.versions(older.id)).toHaveLength(2)

  await panel.clips.remove(older.id)
  here.time.now += 25 * 60 * 60 * 1000
  await panel.clips.sweep()
  expect(await panel.clips.versions(older.id)).toEqual([])

  const [one, two] = [article(projectId, { url }), article(projectId, { url })]
  await panel.clips.save(one)
  await panel.clips.save(two)
  await panel.operations.deleteProject(projectId)
  expect(await panel.clips.versions(one.id)).toEqual([])
})

test('a source that the server has counts its versions on from there', async () => {
  const panel = await context(here)
  const projectId = await panel.project.orFirst()
  const older = article(projectId, { url })
  await panel.clips.save(older)
  await panel.sender.flush()
  expect(await panel.clips.save(article(projectId, { url, contentHash: older.contentHash }))).toMatchObject({
    ok: true,
    value: { id: older.id, versions: 1 },
  })
  expect(await panel.clips.save(article(projectId, { url }))).toMatchObject({
    ok: true,
    value: { id: older.id, versions: 2 },
  })
})
