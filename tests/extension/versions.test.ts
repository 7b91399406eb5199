import { describe, expect, test, vi } from 'vitest'
import { err, ok } from '../../core/contract/result.ts'
import type { Capture, SourceDetail, SourceVersionDetail } from '../../core/contract/source.ts'
import { failure } from '../../extension/api/request.ts'
import { lowRoom } from '../../extension/panel/room/low-room.ts'
import { duplicatesWorld } from '../../extension/world/duplicates.ts'
import { detailOf } from '../../extension/world/sources.ts'
import { followRoom } from '../../extension/world/storage-room.ts'
import { versionsWorld } from '../../extension/world/versions.ts'
import { article } from './support/captures.ts'
import { memoryAnnouncements, memoryArea } from './support/ports.ts'

const projectId = '0192f000-0000-7000-8000-000000000001'
const away = failure('unreachable', 'Your server is away.')
const missing = failure('not_found', 'There is no such source.', 404)
const page = (text: string) =>
  article(projectId, { url: 'https://news.example/a', text, contentHash: text.padEnd(64, '0') })
const stored = (version: number, text: string, current = false): SourceVersionDetail => ({
  version,
  capturedAt: `2026-11-${10 + version}T12:00:00.000Z`,
  contentHash: text.padEnd(64, '0'),
  title: 'Page',
  words: 3,
  current,
  text,
})

function world(has: {
  server?: SourceVersionDetail[]
  refuses?: ReturnType<typeof failure>
  waiting?: Capture[]
  kept?: SourceDetail
}) {
  const server = has.server ?? []
  return versionsWorld({
    api: {
      sourceVersions: async () =>
        has.refuses ? err(has.refuses) : ok(server.map(({ text: _, ...rest }) => rest).toReversed()),
      sourceVersion: async (_, version) => {
        const found = server.find(each => each.version === version)
        return has.refuses ? err(has.refuses) : found ? ok(found) : err(missing)
      },
    },
    clips: { versions: async () => has.waiting ?? [] },
    library: { detail: async () => has.kept ?? null },
  })
}
const shown = async (of: ReturnType<typeof world>) => {
  const list = await of.list('id')
  return list.ok
    ? list.value.versions.map(
        each => `${each.version} ${each.contentHash.replace(/0+$/, '')} ${each.current}`,
      )
    : list.error.code
}

describe('the versions of a source', () => {
  test('are those of the server, newest first, each read from it', async () => {
    const of = world({ server: [stored(1, 'aa'), stored(2, 'bb', true)] })
    expect(await shown(of)).toEqual(['2 bb true', '1 aa false'])
    expect(await of.read('id', 1)).toMatchObject({ ok: true, value: { text: 'aa' } })
  })

  test('go on with what waits here, and what waits with the same words is none', async () => {
    const of = world({ server: [stored(1, 'aa', true)], waiting: [page('aa'), page('bb'), page('cc')] })
    expect(await shown(of)).toEqual(['3 cc true', '2 bb false', '1 aa false'])
    expect(await of.read('id', 3)).toMatchObject({ ok: true, value: { text: 'cc', version: 3 } })
    expect(await of.list('id')).toMatchObject({ ok: true, value: { partial: false } })
  })

  test('of a source that only waits are those that wait', async () => {
    expect(await shown(world({ refuses: missing, waiting: [page('aa'), page('bb')] }))).toEqual([
      '2 bb true',
      '1 aa false',
    ])
  })

  test('without the server are what was read of it last and what waits, and it says that there may be more', async () => {
    const kept = { ...detailOf(page('bb')), versions: 2 }
    const of = world({ refuses: away, kept, waiting: [page('cc')] })
    expect(await shown(of)).toEqual(['3 cc true', '2 bb false'])
    expect(await of.list('id')).toMatchObject({ ok: true, value: { partial: true } })
    expect(await of.read('id', 2)).toMatchObject({ ok: true, value: { text: 'bb' } })
  })

  test('cannot be told where nothing is known', async () => {
    expect(await shown(world({ refuses: away }))).toBe('unreachable')
    expect(await shown(world({ refuses: missing }))).toBe('not_found')
    expect(await world({ server: [stored(1, 'aa', true)] }).read('id', 7)).toMatchObject({
      ok: false,
      error: { code: 'not_found' },
    })
  })
})

describe('copies', () => {
  const duplicates = (local = memoryArea(), sources: SourceDetail[] = []) =>
    duplicatesWorld({
      local,
      library: {
        snapshot: async id => ({
          projects: [],
          sources: id === 'other' ? sources : [],
          brief: null,
          findings: null,
          clips: [],
          operations: [],
        }),
      },
      work: () => ({
        projects: ['mine', 'other', 'third'].map(id => ({
          ...{ id, title: `Project ${id}`, createdAt: '', updatedAt: '', sources: 0 },
        })),
        ...{
          projectId: 'mine',
          sources: [],
          waiting: [],
          runs: [],
          brief: null,
          findings: null,
          loading: false,
        },
      }),
    })

  test('that the creator wants both of are remembered, in either order, and what is stored is parsed', async () => {
    const local = memoryArea()
    await duplicates(local).keepBoth('b', 'a')
    const again = duplicates(local)
    await vi.waitFor(() => expect([...again.kept.value]).toEqual(['a b']))
    local.content.set('kept-twins', { broken: true })
    expect([...duplicates(local).kept.value]).toEqual([])
    local.content.set('kept-twins', [3, 'x y', null])
    const careful = duplicates(local)
    await vi.waitFor(() => expect([...careful.kept.value]).toEqual(['x y']))
  })

  test('in other projects are told by the project’s title, the own one left out', async () => {
    const there = detailOf(page('aa'))
    const of = duplicates(memoryArea(), [there])
    expect(await of.elsewhere({ ...there, projectId: 'mine' })).toEqual(['Project other'])
    expect(await of.elsewhere({ ...there, projectId: 'other' })).toEqual([])
    expect(await of.elsewhere({ ...there, projectId: 'mine', kind: 'selection' })).toEqual([])
  })
})

describe('the room on the disk', () => {
  const MB = 1_000_000
  test.each([
    [{ used: 10 * MB, most: 10_000 * MB }, null],
    [{ used: 0, most: 200 * MB }, null],
    [
      { used: 10 * MB, most: 200 * MB },
      { free: 190 * MB, pressing: false },
    ],
    [
      { used: 9_100 * MB, most: 10_000 * MB },
      { free: 900 * MB, pressing: false },
    ],
    [
      { used: 9_980 * MB, most: 10_000 * MB },
      { free: 20 * MB, pressing: true },
    ],
    [
      { used: 300 * MB, most: 200 * MB },
      { free: 0, pressing: true },
    ],
  ])('of %o is %o', (room, low) => {
    expect(lowRoom(room)).toEqual(low)
  })

  test('is looked at when something was clipped, once for many, and told before it is full', async () => {
    const announcements = memoryAnnouncements()
    let used = 10 * MB
    let asked = 0
    const followed = followRoom({
      measure: async () => {
        asked++
        return { used, most: 1_000 * MB }
      },
      clips: { list: async () => [{}, {}] as never },
      announcements,
      setTimer(run) {
        const timer = setTimeout(run, 5)
        return () => clearTimeout(timer)
      },
    })
    await followed.look()
    expect(followed.room.value).toBeNull()
    used = 850 * MB
    for (let n = 0; n < 20; n++) announcements.tell({ kind: 'outbox' })
    await vi.waitFor(() =>
      expect(followed.room.value).toEqual({ free: 150 * MB, pressing: false, waiting: 2 }),
    )
    expect(asked).toBe(2)
    used = 10 * MB
    announcements.tell({ kind: 'sent', projectId })
    await vi.waitFor(() => expect(followed.room.value).toBeNull())
    followed.stop()
    announcements.tell({ kind: 'outbox' })
    await new Promise(resolve => setTimeout(resolve, 20))
    expect(asked).toBe(3)
  })

  test('that the browser does not tell worries nobody', async () => {
    const followed = followRoom({
      measure: async () => {
        throw new Error('No estimate here')
      },
      clips: { list: async () => [] },
      announcements: memoryAnnouncements(),
      setTimer: () => () => {},
    })
    await followed.look()
    expect(followed.room.value).toBeNull()
  })
})
