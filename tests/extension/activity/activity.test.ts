import { signal } from '@preact/signals'
import { describe, expect, it } from 'vitest'
import type { Activity } from '../../../core/contract/receipt-of-time.ts'
import { err, ok } from '../../../core/contract/result.ts'
import { keptActivity } from '../../../extension/activity/kept-activity.ts'
import { failure } from '../../../extension/api/request.ts'
import type { Doing } from '../../../extension/browser/doings.ts'
import type { Library } from '../../../extension/outbox/library.ts'
import type { Work } from '../../../extension/panel/world.ts'
import { followActivity } from '../../../extension/world/activity.ts'
import { settings } from '../panel/fake-world.ts'
import { id, run } from '../panel/samples.ts'
import { memoryArea, sharedLocks } from '../support/ports.ts'

const [first, second] = [id(101), id(102)]

/** A computer with one or more panels; time is the test's. */
function computer() {
  const local = memoryArea()
  const locks = sharedLocks()
  const time = { now: Date.parse('2026-11-28T12:00:00Z') }
  const server = { online: true, refuses: null as string | null, told: new Map<string, Activity>(), asked: 0 }
  /** Projects that the server has told of. */
  const known = [first, second]
  const panel = () => {
    let heard: (doing: Doing) => void = () => {}
    const timers: (() => void)[] = []
    const work = signal<Work>(settings().work)
    const followed = followActivity({
      api: {
        async putActivity(projectId, activity) {
          server.asked++
          if (!server.online) return err(failure('network', 'No server.'))
          if (server.refuses) return err(failure(server.refuses, 'No.', 404))
          server.told.set(projectId, activity)
          return ok(null)
        },
      },
      doings(listener) {
        heard = listener
        return () => {
          heard = () => {}
        }
      },
      local,
      locks,
      library: {
        projects: async () => known.map(each => ({ id: each })) as Awaited<ReturnType<Library['projects']>>,
      },
      work,
      isOnline: () => server.online,
      clock: () => time.now,
      setTimer(run) {
        timers.push(run)
        return () => {
          const at = timers.indexOf(run)
          if (at >= 0) timers.splice(at, 1)
        }
      },
    })
    return {
      ...followed,
      work,
      timers,
      do: (doing: Doing, seconds = 0) => {
        time.now += seconds * 1_000
        heard(doing)
      },
    }
  }
  return { local, time, server, known, panel, kept: keptActivity({ local, locks }) }
}
const click: Doing = { did: 'click' }

describe('the activity', () => {
  it('is no activity in a project of somebody else that is only read', async () => {
    const { panel, server, kept } = computer()
    const one = panel()
    const become = (role: 'reader' | 'editor') => {
      const { projects } = one.work.value
      const shared = { owner: 'Noa', role }
      one.work.value = {
        ...one.work.value,
        projects: projects.map(each => (each.id === first ? { ...each, shared } : each)),
      }
    }
    become('reader')
    one.do(click)
    one.do(click, 10)
    await one.settle()
    expect(await kept.project(first)).toBeNull()
    expect(server.asked).toBe(0)
    become('editor')
    one.do(click, 10)
    await one.settle()
    expect(server.told.get(first)).toMatchObject({ clicks: 1 })
  })

  it('is on disk and on the server, in full, for the project that is open', async () => {
    const { panel, server, kept } = computer()
    const one = panel()
    one.do(click)
    one.do({ did: 'type', words: 3 }, 10)
    one.do({ did: 'something' }, 20)
    await one.settle()
    expect(await kept.project(first)).toMatchObject({
      activeMs: 30_000,
      clicks: 1,
      typedWords: 3,
      waitedMs: 0,
    })
    expect(server.told.get(first)).toMatchObject({
      activeMs: 30_000,
      clicks: 1,
      since: '2026-11-28T12:00:30.000Z',
    })
    one.do(click, 5)
    await one.settle()
    expect(server.told.get(first)).toMatchObject({ activeMs: 35_000, clicks: 2 })
  })

  it('has no timer where nothing is done, and tells the server nothing twice', async () => {
    const { panel, server } = computer()
    const one = panel()
    expect(one.timers).toHaveLength(0)
    one.do(click)
    await one.settle()
    const before = server.asked
    await one.settle()
    expect(server.asked).toBe(before)
    expect(one.timers).toHaveLength(0)
  })

  it('goes to the other project from where that is opened', async () => {
    const { panel, kept, time } = computer()
    const one = panel()
    one.do(click)
    time.now += 10_000
    one.work.value = { ...one.work.value, projectId: second }
    one.do(click, 7)
    await one.settle()
    expect(await kept.project(first)).toMatchObject({ activeMs: 10_000, clicks: 1 })
    expect(await kept.project(second)).toMatchObject({ activeMs: 7_000, clicks: 1 })
  })

  it('waits for what the creator asked for, not for what goes on by itself', async () => {
    const { panel, kept, time } = computer()
    const one = panel()
    const runs = (kind: 'brief' | 'ingest', state: 'running' | 'done') => {
      one.work.value = { ...one.work.value, runs: [run(50, { kind, state, projectId: first })] }
    }
    one.do(click)
    runs('brief', 'running')
    time.now += 40_000
    runs('brief', 'done')
    await one.settle()
    expect(await kept.project(first)).toMatchObject({ activeMs: 0, waitedMs: 40_000 })
    one.do(click)
    runs('ingest', 'running')
    time.now += 40_000
    runs('ingest', 'done')
    await one.settle()
    expect(await kept.project(first)).toMatchObject({ activeMs: 40_000, waitedMs: 40_000 })
  })

  it('waits here while the server is away, and is told when it is back', async () => {
    const { panel, server, kept } = computer()
    server.online = false
    const one = panel()
    one.do(click)
    one.do(click, 3)
    await one.settle()
    expect(server.told.size).toBe(0)
    expect(await kept.project(first)).toMatchObject({ clicks: 2 })
    // The panel is closed and opened again.
    one.stop()
    server.online = true
    const other = panel()
    await other.tell()
    expect(server.told.get(first)).toMatchObject({ clicks: 2, activeMs: 3_000 })
  })

  it('is forgotten with a project that is nowhere any more, and kept for one that waits to be sent', async () => {
    const { panel, server, kept } = computer()
    server.refuses = 'not_found'
    const one = panel()
    one.do(click)
    await one.settle()
    expect(await kept.project(first)).toMatchObject({ clicks: 1 })
    one.work.value = { ...one.work.value, projects: [], projectId: second }
    await one.settle()
    expect(await kept.project(first)).toBeNull()
  })

  it('is told of a project only when the server has told of that itself', async () => {
    const { panel, server, known } = computer()
    known.length = 0
    const one = panel()
    one.do(click)
    await one.settle()
    expect(server.asked).toBe(0)
    known.push(first)
    await one.settle()
    expect(server.told.get(first)).toMatchObject({ clicks: 1 })
  })

  it('tells another account’s server all of it', async () => {
    const { panel, server, local } = computer()
    await local.set('library-account', 'a')
    const one = panel()
    one.do(click)
    await one.settle()
    server.told.clear()
    await local.set('library-account', 'b')
    await one.settle()
    expect(server.told.get(first)).toMatchObject({ clicks: 1 })
  })

  it('counts the time of two panels once', async () => {
    const { panel, kept } = computer()
    const [left, right] = [panel(), panel()]
    left.do(click)
    right.do(click, 10)
    left.do(click, 10)
    right.do(click, 10)
    await left.settle()
    await right.settle()
    const { activeMs, clicks } = (await kept.project(first))!
    expect(clicks).toBe(4)
    expect(activeMs).toBeLessThanOrEqual(30_000)
    expect(activeMs).toBeGreaterThanOrEqual(20_000)
  })

  it('counts a clip from a page, and the way to it where it is short', async () => {
    const { kept, time } = computer()
    await kept.captured(first, time.now)
    await kept.captured(first, time.now + 30_000)
    await kept.captured(first, time.now + 300_000)
    expect(await kept.project(first)).toMatchObject({ clicks: 3, activeMs: 30_000 })
  })

  it('begins anew where what is kept is none of ours', async () => {
    const { local, kept, time } = computer()
    for (const wrong of [
      null,
      'x',
      { deviceId: 7 },
      { deviceId: 'd', until: 'then', projects: {}, told: {} },
    ]) {
      await local.set('activity', wrong)
      await kept.captured(first, time.now)
      expect(await kept.project(first)).toMatchObject({ clicks: 1 })
    }
  })
})
