import 'fake-indexeddb/auto'
import { signal } from '@preact/signals'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Branch, Content, Decision, Gate, Offer, Plan, Ways } from '../../core/contract/decision.ts'
import { newId } from '../../core/contract/new-id.ts'
import type { UseEvent } from '../../core/contract/report.ts'
import { err, ok } from '../../core/contract/result.ts'
import type { Run } from '../../core/contract/run.ts'
import { emptyScript } from '../../core/script/apply.ts'
import type { DecisionsApi } from '../../extension/api/decisions.ts'
import { failure } from '../../extension/api/request.ts'
import { databaseOpener } from '../../extension/outbox/database.ts'
import { libraryOf } from '../../extension/outbox/library.ts'
import type { Work } from '../../extension/panel/world.ts'
import { decisionsWorld } from '../../extension/world/decisions.ts'
import { queuedRun } from './support/loopback-server.ts'

const at = '2026-11-20T10:00:00.000Z'
const [one, two] = [newId(), newId()]

const angle = (title: string): Content => ({
  gate: 'angle',
  angle: { title, promise: '', audience: '', fresh: '', titles: [], own: [] },
})
const draft = (title: string) => ({ how: 'own' as const, optionIds: [], content: angle(title) })

/** A server of decisions, and the panel beside it. */
function scene() {
  const branches = new Map<string, Branch>()
  const offers: Offer[] = []
  const state = { away: false, online: true, unknown: false, loses: 0, openId: '', asked: [] as string[] }
  const plan: { of: Plan } = { of: { targetSeconds: 480, voiceId: null } }
  const branch = (projectId: string, changes: Partial<Branch> = {}): Branch => ({
    ...{ id: newId(), projectId, name: 'First way', fromId: null },
    ...{ angle: null, outline: null, hook: null, createdAt: at },
    ...changes,
  })
  const first = branch(one)
  branches.set(first.id, first)
  state.openId = first.id
  async function answer<Value>(what: string, value: () => Value) {
    state.asked.push(what)
    if (state.away) return err(failure('network', 'The server is away.'))
    if (state.unknown) return err(failure('not_found', 'There is no such project.', 404))
    const made = value()
    // Done, and its answer lost on the way.
    if (state.loses > 0) {
      state.loses -= 1
      return err(failure('network', 'The server is away.'))
    }
    return ok(made)
  }
  const put = (changed: Branch) => {
    branches.set(changed.id, changed)
    return changed
  }
  const decisions = new Map<string, Decision>()
  const api: DecisionsApi = {
    ways: projectId =>
      answer(
        'ways',
        (): Ways => ({
          branches: [...branches.values()].filter(each => each.projectId === projectId),
          openId: state.openId,
          plan: plan.of,
        }),
      ),
    putPlan: (_, next) =>
      answer('putPlan', () => {
        plan.of = next
        return next
      }),
    makeBranch: (projectId, { id, name, fromId, before }) =>
      answer('makeBranch', () => {
        const from = branches.get(fromId!)!
        const order: Gate[] = ['angle', 'outline', 'hook']
        const kept = before ? order.slice(0, order.indexOf(before)) : order
        const decided = Object.fromEntries(order.map(gate => [gate, kept.includes(gate) ? from[gate] : null]))
        return branches.get(id) ?? put(branch(projectId, { id, name, fromId, ...decided }))
      }),
    nameBranch: (id, name) => answer('nameBranch', () => put({ ...branches.get(id)!, name })),
    openBranch: id =>
      answer('openBranch', () => {
        state.openId = id
        return branches.get(id)!
      }),
    offer: (branchId, { id, gate }) =>
      answer('offer', () => queuedRun(id, branches.get(branchId)!.projectId, { kind: gate as Run['kind'] })),
    offers: branchId =>
      answer('offers', () => offers.filter(each => each.branchId === branchId).toReversed()),
    decide: (branchId, { id, ...decided }) =>
      answer('decide', () => {
        const of = branches.get(branchId)!
        const decision = decisions.get(id) ?? { ...decided, id, projectId: of.projectId, branchId, at }
        decisions.set(id, decision)
        return put({ ...of, [decided.content.gate]: decision })
      }),
    decisions: () => answer('decisions', () => []),
    script: () => answer('script', emptyScript),
  }
  const work = signal({ projectId: one } as Work)
  const library = libraryOf(databaseOpener())
  const runs: Run[] = []
  const flushed: number[] = []
  const told: UseEvent[] = []
  const open = () =>
    decisionsWorld({
      ...{ api, library, work, clock: () => Date.parse(at) },
      isOnline: () => state.online,
      addRun: run => runs.push(run),
      flush: async () => {
        flushed.push(1)
        state.unknown = false
      },
      used: event => told.push(event),
    })
  const offer = (branchId: string, gate: Gate, created = at): Offer => {
    const made: Offer = {
      ...{ id: newId(), projectId: one, branchId, gate, wish: null, notes: [], createdAt: created },
      method: { by: 'extractive', name: 'x' },
      options: [],
    }
    offers.push(made)
    return made
  }
  return {
    api,
    branches,
    branch,
    decisions,
    first,
    flushed,
    library,
    offer,
    open,
    plan,
    runs,
    state,
    told,
    work,
  }
}

const until = <Value>(look: () => Value) => vi.waitFor(look, { timeout: 2_000, interval: 2 })
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})

describe('decisions', () => {
  it('are shown as the server has them, and kept for when it is away', async () => {
    const { first, offer, open, state } = scene()
    const made = offer(first.id, 'angle')
    const here = open()
    await until(() => expect(here.world.decisions.value.state).toBe('there'))
    await here.world.decide(draft('Rain is a bill'))
    expect(here.world.decisions.value.ways?.branches[0]?.angle?.content).toEqual(angle('Rain is a bill'))
    here.stop()

    state.away = true
    state.online = false
    const later = open()
    await until(() => expect(later.world.decisions.value.state).toBe('there'))
    await until(() =>
      expect(later.world.decisions.value.ways?.branches[0]?.angle?.content).toEqual(angle('Rain is a bill')),
    )
    expect(later.world.decisions.value.offers).toEqual([made])
    later.stop()
  })

  it('are one decision where the answer to it was lost', async () => {
    const { decisions, open, state, told } = scene()
    const here = open()
    await until(() => expect(here.world.decisions.value.state).toBe('there'))
    state.loses = 1
    expect((await here.world.decide(draft('Once'))).ok).toBe(true)
    expect(decisions.size).toBe(1)
    expect(told).toEqual([{ event: 'angle_taken' }])
    here.stop()
  })

  it('of a project that the server does not know yet wait for it to be sent', async () => {
    const { flushed, open, runs, state } = scene()
    state.unknown = true
    const here = open()
    await until(() => expect(here.world.decisions.value.state).toBe('there'))
    expect(here.world.decisions.value).toMatchObject({ ways: null, failure: null })
    expect((await here.world.offer('angle', 'shorter')).ok).toBe(true)
    expect(flushed.length).toBeGreaterThan(0)
    expect(runs.map(run => run.kind)).toEqual(['angle'])
    expect(here.world.decisions.value.ways).not.toBeNull()
    here.stop()
  })

  it('tell why they could not be brought up to date, and keep what was known', async () => {
    const { open, state } = scene()
    const here = open()
    await until(() => expect(here.world.decisions.value.state).toBe('there'))
    state.away = true
    await here.world.refresh()
    expect(here.world.decisions.value).toMatchObject({
      state: 'failed',
      failure: { message: 'The server is away.' },
    })
    expect(here.world.decisions.value.ways).not.toBeNull()
    here.stop()
  })

  it('of another project are never shown on this one, however late they come', async () => {
    const { api, branch, branches, open, state, work } = scene()
    const other = branch(two, { name: 'Another project' })
    branches.set(other.id, other)
    const slow = api.ways
    let release = () => {}
    api.ways = async projectId => {
      const answer = await slow(projectId)
      if (projectId === one) await new Promise<void>(resolve => (release = resolve))
      return answer
    }
    const here = open()
    await until(() => expect(state.asked).toContain('ways'))
    work.value = { ...work.value, projectId: two }
    await until(() =>
      expect(here.world.decisions.value.ways?.branches.map(each => each.name)).toEqual(['Another project']),
    )
    release()
    await new Promise(resolve => setTimeout(resolve))
    expect(here.world.decisions.value.ways?.branches.map(each => each.name)).toEqual(['Another project'])
    here.stop()
  })

  it('have a run’s options as soon as it is over', async () => {
    const { first, offer, open } = scene()
    const here = open()
    await until(() => expect(here.world.decisions.value.state).toBe('there'))
    const run = await here.world.offer('hook', null)
    const made = offer(first.id, 'hook')
    here.ended(queuedRun(run.ok ? run.value.id : '', one, { kind: 'hook' as Run['kind'], state: 'done' }))
    await until(() => expect(here.world.decisions.value.offers).toEqual([made]))
    here.stop()
  })
})

describe('a way', () => {
  it('that goes back to before a gate is another: the old one keeps all, and what it was offered can be taken', async () => {
    const { branches, first, offer, open } = scene()
    const angles = offer(first.id, 'angle')
    const here = open()
    await until(() => expect(here.world.decisions.value.state).toBe('there'))
    await here.world.decide(draft('Rain is a bill'))
    const outlines = offer(first.id, 'outline', '2026-11-20T11:00:00.000Z')
    await here.world.refresh()

    const made = await here.world.rewind('outline', 'Way 2')
    const id = made.ok ? made.value.id : ''
    expect(here.world.decisions.value.ways?.openId).toBe(id)
    expect(branches.get(first.id)?.angle).not.toBeNull()
    expect(branches.get(id)).toMatchObject({ fromId: first.id, outline: null })
    // The same angle: its outlines are as good here.
    expect(here.world.decisions.value.offers.map(each => each.id)).toEqual([outlines.id, angles.id])

    await here.world.rewind('angle', 'Way 3')
    await here.world.decide(draft('Another angle'))
    await here.world.refresh()
    // Outlines of another angle are not.
    expect(here.world.decisions.value.offers.map(each => each.id)).toEqual([angles.id])
    here.stop()
  })

  it('is renamed, and opened again with its own offers', async () => {
    const { first, offer, open } = scene()
    const here = open()
    await until(() => expect(here.world.decisions.value.state).toBe('there'))
    await here.world.rewind(null, 'A copy')
    await here.world.rename(first.id, 'The first idea')
    offer(here.world.decisions.value.ways!.openId, 'angle')
    expect((await here.world.open(first.id)).ok).toBe(true)
    expect(here.world.decisions.value.ways).toMatchObject({ openId: first.id })
    expect(here.world.decisions.value.ways?.branches.map(each => each.name)).toEqual([
      'The first idea',
      'A copy',
    ])
    expect(here.world.decisions.value.offers).toEqual([])
    here.stop()
  })

  it('has the plan of its project, which stays as it was where the server refuses', async () => {
    const { open, plan, state } = scene()
    const here = open()
    await until(() => expect(here.world.decisions.value.state).toBe('there'))
    await here.world.setPlan({ targetSeconds: 600, voiceId: null })
    expect(plan.of.targetSeconds).toBe(600)
    // Two changes at once, each of its own part: neither takes the other back.
    const voiceId = newId()
    await Promise.all([here.world.setPlan({ voiceId }), here.world.setPlan({ targetSeconds: 300 })])
    expect(plan.of).toEqual({ targetSeconds: 300, voiceId })
    await here.world.setPlan({ targetSeconds: 600, voiceId: null })
    expect(here.world.decisions.value.ways?.plan.targetSeconds).toBe(600)
    state.away = true
    expect((await here.world.setPlan({ targetSeconds: 60, voiceId: null })).ok).toBe(false)
    expect(here.world.decisions.value.ways?.plan.targetSeconds).toBe(600)
    here.stop()
  })
})
