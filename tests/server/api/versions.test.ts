import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import {
  Source,
  type SourceCheck,
  SourceVersion,
  SourceVersionDetail,
} from '../../../core/contract/source.ts'
import { problemOf } from '../support/api.ts'
import { article, video } from '../support/captures.ts'
import { at, sourceCreator } from '../support/creator.ts'
import { testDatabase } from '../support/database.ts'

async function creator() {
  const minted = await sourceCreator()
  const { api, token } = minted
  return {
    ...minted,
    versions: async (id: string) => {
      const { versions } = (await (await api.ask(`/sources/${id}/versions`, { token })).json()) as {
        versions: unknown[]
      }
      return versions.map(version => SourceVersion.parse(version))
    },
    version: async (id: string, number: number) =>
      SourceVersionDetail.parse(await (await api.ask(`/sources/${id}/versions/${number}`, { token })).json()),
    check: (id: string, check: unknown) =>
      api.ask(`/sources/${id}/check`, { method: 'PUT', token, json: check }),
  }
}

/** A page in three versions; resolves to its captures, oldest first. */
async function clippedThrice({ projectId, store }: Awaited<ReturnType<typeof creator>>) {
  const html = gzipSync('<p>The first.</p>').toString('base64')
  const first = await article(projectId, { text: 'The first.', title: 'One', html, capturedAt: at(1) })
  const second = await article(projectId, {
    id: first.id,
    text: 'The second.',
    title: 'Two',
    capturedAt: at(2),
  })
  const third = await article(projectId, {
    id: first.id,
    text: 'The third.',
    title: 'Three',
    capturedAt: at(3),
  })
  for (const capture of [first, second, third]) await store(capture)
  return [first, second, third] as const
}

const words = {
  language: 'en',
  kind: 'manual' as const,
  segments: [{ startMs: 0, endMs: 900, text: 'The moon' }],
}

it('keeps what was clipped before beside what is clipped now, newest first', async () => {
  const ada = await creator()
  const [first, second, third] = await clippedThrice(ada)
  const { id } = first!
  expect(await ada.versions(id)).toEqual([
    {
      version: 3,
      capturedAt: at(3),
      contentHash: third.contentHash,
      title: 'Three',
      words: 12,
      current: true,
    },
    {
      version: 2,
      capturedAt: at(2),
      contentHash: second.contentHash,
      title: 'Two',
      words: 12,
      current: false,
    },
    {
      version: 1,
      capturedAt: at(1),
      contentHash: first.contentHash,
      title: 'One',
      words: 12,
      current: false,
    },
  ])
  expect(await ada.version(id, 1)).toMatchObject({ text: 'The first.', current: false })
  expect(await ada.version(id, 3)).toMatchObject({ text: 'The third.', current: true })
  expect(await ada.get(id)).toMatchObject({ versions: 3, text: 'The third.' })
  const { sql } = await testDatabase()
  const [kept] = await sql`
    select html_gzip, receipt, url, kind from source_version
    where account_id = ${ada.accountId} and source_id = ${id} and version = 1`
  expect(kept!.html_gzip.toString('base64')).toBe(first.html)
  expect(kept).toMatchObject({ receipt: first.receipt, url: first.url, kind: 'article' })
})

it('has one version of what was clipped once, and makes none of what comes again or late', async () => {
  const ada = await creator()
  const capture = await article(ada.projectId, { capturedAt: at(5) })
  await ada.store(capture)
  await ada.store({ ...capture, capturedAt: at(6) })
  await ada.store(await article(ada.projectId, { id: capture.id, text: 'Older.', capturedAt: at(4) }))
  expect(await ada.versions(capture.id)).toMatchObject([{ version: 1, current: true }])
})

it('counts a page that went back to what it was as another version', async () => {
  const ada = await creator()
  const [first] = await clippedThrice(ada)
  await ada.store({ ...first, capturedAt: at(9) })
  expect((await ada.versions(first.id)).map(version => version.title)).toEqual(['One', 'Three', 'Two', 'One'])
})

it('numbers versions without a gap when many newer captures come at once', async () => {
  const ada = await creator()
  const first = await article(ada.projectId, { capturedAt: at(0) })
  await ada.store(first)
  const newer = await Promise.all(
    [1, 2, 3, 4, 5].map(minute =>
      article(ada.projectId, { id: first.id, text: `Text ${minute}.`, capturedAt: at(minute) }),
    ),
  )
  await Promise.all(newer.map(ada.store))
  const versions = await ada.versions(first.id)
  expect(versions.map(version => version.version)).toEqual(
    versions.map((_, place) => versions.length - place),
  )
  expect(await ada.get(first.id)).toMatchObject({ text: 'Text 5.', versions: versions.length })
})

it('takes the words that come to a video later as its completion, not as another version', async () => {
  const ada = await creator()
  const silent = await video(ada.projectId, null, { capturedAt: at(1) })
  await ada.store(silent)
  await ada.store(await video(ada.projectId, words, { id: silent.id, capturedAt: at(2) }))
  expect(await ada.get(silent.id)).toMatchObject({ versions: 1, text: 'The moon' })
})

it('does not let go of a video’s words because they could not be had again', async () => {
  const ada = await creator()
  const spoken = await video(ada.projectId, words, { capturedAt: at(1) })
  await ada.store(spoken)
  await ada.store(await video(ada.projectId, null, { id: spoken.id, capturedAt: at(2) }))
  expect(await ada.get(spoken.id)).toMatchObject({ versions: 1, text: 'The moon', capturedAt: at(1) })
})

it('lets versions go and come with their source', async () => {
  const ada = await creator()
  const [{ id }] = await clippedThrice(ada)
  await ada.api.ask(`/sources/${id}`, { method: 'DELETE', token: ada.token })
  for (const path of [`/sources/${id}/versions`, `/sources/${id}/versions/1`])
    expect((await problemOf(await ada.api.ask(path, { token: ada.token }))).code).toBe('not_found')
  await ada.api.ask(`/sources/${id}/restore`, { method: 'POST', token: ada.token })
  expect(await ada.versions(id)).toHaveLength(3)
})

it('says that a version is not there, and that a number is none', async () => {
  const ada = await creator()
  const [{ id }] = await clippedThrice(ada)
  const ask = async (number: string) =>
    (await problemOf(await ada.api.ask(`/sources/${id}/versions/${number}`, { token: ada.token }))).code
  expect(await ask('4')).toBe('not_found')
  for (const none of ['0', '-1', '1e3', 'x', '9999999999', "1'%20or%201=1"])
    expect(await ask(none)).toBe('invalid_request')
})

it('tells nothing of another account’s versions and takes no check for its sources', async () => {
  const [owner, stranger] = [await creator(), await creator()]
  const [{ id, contentHash }] = await clippedThrice(owner)
  const { api, token } = stranger
  const check = { state: 'gone', detail: '', at: at(9), contentHash }
  const codes = await Promise.all(
    [id, newId()].map(async asked => {
      const answers = await Promise.all([
        api.ask(`/sources/${asked}/versions`, { token }),
        api.ask(`/sources/${asked}/versions/1`, { token }),
        stranger.check(asked, check),
      ])
      return Promise.all(answers.map(async answer => ({ ...(await problemOf(answer)), requestId: '' })))
    }),
  )
  expect(codes[0]).toEqual(codes[1])
  expect((await owner.get(id)).check).toBeNull()
})

it('keeps what looking again found, the newest look, until the source is clipped anew', async () => {
  const ada = await creator()
  const capture = await article(ada.projectId, { capturedAt: at(1) })
  await ada.store(capture)
  const { id, contentHash } = capture
  const changed: SourceCheck = { state: 'changed', detail: '3 sentences differ.', at: at(3), contentHash }
  const answer = await ada.check(id, changed)
  expect(answer.status).toBe(200)
  expect(Source.parse(await answer.json()).check).toEqual(changed)
  await ada.check(id, { ...changed, state: 'same', at: at(2) })
  expect((await ada.get(id)).check).toEqual(changed)
  const gone: SourceCheck = { state: 'gone', detail: 'The page answers 404.', at: at(4), contentHash }
  await ada.check(id, gone)
  expect((await ada.get(id)).check).toEqual(gone)
  const newer = await article(ada.projectId, { id, text: 'Other words.', capturedAt: at(5) })
  expect((await ada.store(newer)).check).toBeNull()
  expect(await problemOf(await ada.check(id, { ...gone, at: at(6) }))).toMatchObject({
    status: 409,
    code: 'conflict',
  })
  expect((await ada.get(id)).check).toBeNull()
})

it('refuses a check that is none', async () => {
  const ada = await creator()
  const { id, contentHash } = await ada.store(await article(ada.projectId))
  const check = { state: 'same', detail: '', at: at(1), contentHash }
  for (const [path, wrong] of [
    ['state', { ...check, state: 'fine' }],
    ['detail', { ...check, detail: 'x'.repeat(501) }],
    ['at', { ...check, at: '9999-01-01T00:00:00Z' }],
    ['contentHash', { ...check, contentHash: 'abc' }],
  ] as const)
    expect((await problemOf(await ada.check(id, wrong))).fields?.[0]?.path).toBe(path)
})
