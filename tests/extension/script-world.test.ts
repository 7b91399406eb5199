import 'fake-indexeddb/auto'
import { signal } from '@preact/signals'
import { expect, it, vi } from 'vitest'
import type { Branch } from '../../core/contract/decision.ts'
import type { BeatDrafts } from '../../core/contract/draft.ts'
import { newId } from '../../core/contract/new-id.ts'
import { err, ok } from '../../core/contract/result.ts'
import type { Run } from '../../core/contract/run.ts'
import type { ScriptPoint, ScriptState, SentenceDraft } from '../../core/contract/script.ts'
import { spokenOf } from '../../core/script/order.ts'
import { usualPace } from '../../core/script/timing.ts'
import { failure } from '../../extension/api/request.ts'
import type { ScriptApi } from '../../extension/api/script.ts'
import { databaseOpener } from '../../extension/outbox/database.ts'
import type { Decisions } from '../../extension/panel/decisions/decisions-world.ts'
import type { Work } from '../../extension/panel/world.ts'
import { scriptDisk } from '../../extension/script/disk.ts'
import { type ScriptDeps, scriptWorld } from '../../extension/world/script.ts'
import { sampleVersion, sampleVoice } from './panel/voice-samples.ts'
import { queuedRun } from './support/loopback-server.ts'
import { memoryAnnouncements, memoryArea, sharedLocks } from './support/ports.ts'
import { BEAT, BRANCH, beatPut, open, scriptRow, typed, wrote } from './support/script-row.ts'

const until = (check: () => unknown) => vi.waitFor(check, { interval: 1 })
const at = '2026-11-28T12:00:00.000Z'
const project = newId()
const branch = (id: string, projectId = project): Branch => ({
  ...{ id, projectId, name: 'First way', fromId: null, createdAt: at },
  ...{ angle: null, outline: null, hook: null },
})

function scene(local = memoryArea()) {
  const server = scriptRow()
  server.take([beatPut()])
  const points: { point: ScriptPoint; state: ScriptState }[] = []
  const runs: Run[] = []
  const work = signal({ projectId: project, runs: [] as Run[] } as unknown as Work)
  const decisions = signal<Decisions>({
    state: 'there',
    ways: { branches: [branch(BRANCH)], openId: BRANCH, plan: { targetSeconds: 480, voiceId: null } },
    offers: [],
    failure: null,
  })
  const notMade = async () => err(failure('not_found', 'There is nothing here.', 404))
  const api: ScriptApi = {
    ...server.api,
    points: async () => ok(points.map(({ point }) => point).reverse()),
    async keepPoint(branchId, { id, name }) {
      const point: ScriptPoint = { id, branchId, name, seq: server.state().seq, by: 'creator', at }
      points.push({ point, state: server.state() })
      return ok(point)
    },
    stateAt: async id => ok(points.find(({ point }) => point.id === id)!.state),
    async draft(_, { id }) {
      const run = queuedRun(id, project, { kind: 'draft' })
      runs.push(run)
      return ok(run)
    },
    drafts: notMade,
    async rewrite(_, { id }) {
      const run = queuedRun(id, project, { kind: 'rewrite' })
      runs.push(run)
      return ok(run)
    },
    rewritten: notMade,
    rules: notMade,
    decideRule: notMade,
  }
  const addRun = (run: Run) => {
    work.value = { ...work.peek(), runs: [...work.peek().runs.filter(({ id }) => id !== run.id), run] }
  }
  const held = signal<string | null>(null)
  const voice = vi.fn<ScriptDeps['voice']>(notMade)
  const late = scriptWorld({
    ...{ api, work, addRun, decisions: { decisions } },
    ...{ flush: async () => {}, library: { voice: async () => null }, voice },
    ...{ follow: server.follow, isOnline: () => server.net.up, random: () => 0.5 },
    ...{ disk: scriptDisk(databaseOpener(`scripts-${newId()}`)), locks: sharedLocks() },
    ...{ held, local, announcements: memoryAnnouncements(), clock: () => Date.UTC(2026, 10, 28) },
    setTimer: (run, ms) => {
      const timer = setTimeout(run, Math.min(ms, 1))
      return () => clearTimeout(timer)
    },
  })
  const texts = () => spokenOf(late.world.document.peek()!.state.peek()).map(({ text }) => text)
  const saved = () => until(() => expect(late.world.document.peek()!.sync.peek().state).toBe('saved'))
  return { server, late, work, held, voice, decisions, texts, saved, runs, addRun }
}

it('opens the script of the open way, and another when that is opened', async () => {
  const { late, decisions, saved } = scene()
  expect(late.world.document.peek()?.branchId).toBe(BRANCH)
  expect(late.world.pace.peek()).toBe(usualPace)
  await saved()
  const other = newId()
  const ways = { ...decisions.peek().ways!, branches: [branch(BRANCH), branch(other)], openId: other }
  decisions.value = { ...decisions.peek(), ways }
  expect(late.world.document.peek()?.branchId).toBe(other)
  decisions.value = { ...decisions.peek(), ways: { ...ways, branches: [branch(other, newId())] } }
  expect(late.world.document.peek()).toBeNull()
  late.stop()
})

it('keeps by branch on this computer which findings are left as they are, and takes them up again', async () => {
  const local = memoryArea()
  const { late } = scene(local)
  const { left } = late.world
  await left.leave(BRANCH, 'open:a@1')
  await left.leave(BRANCH, 'open:b@1')
  await left.takeUp(BRANCH, 'open:b@1')
  late.stop()
  const again = scene(local).late
  await until(() => expect(again.world.left.isLeft(BRANCH, 'open:a@1')).toBe(true))
  expect(again.world.left.isLeft(BRANCH, 'open:b@1')).toBe(false)
  expect(again.world.left.isLeft(newId(), 'open:a@1')).toBe(false)
  // Of other words it is another finding.
  expect(again.world.left.isLeft(BRANCH, 'open:a@2')).toBe(false)
  again.stop()
  await local.set('left-findings', { broken: true })
  const broken = scene(local).late
  await broken.world.left.leave(BRANCH, 'open:c@1')
  expect(local.content.get('left-findings')).toEqual([`${BRANCH} open:c@1`])
  broken.stop()
})

it('asks within the project for the voice of its plan, and has its pace', async () => {
  const { late, decisions, voice, saved } = scene()
  await saved()
  const current = sampleVersion()
  voice.mockResolvedValue(ok({ voice: sampleVoice(), current }))
  const ways = decisions.peek().ways!
  const voiceId = newId()
  decisions.value = { ...decisions.peek(), ways: { ...ways, plan: { ...ways.plan, voiceId } } }
  await until(() => expect(late.world.planned.peek()).toBe(current))
  expect(voice).toHaveBeenCalledWith(voiceId, project)
  expect(late.world.pace.peek().from).toBe('measured')
  decisions.value = { ...decisions.peek(), ways }
  await until(() => expect(late.world.planned.peek()).toBeNull())
  expect(late.world.pace.peek()).toBe(usualPace)
  late.stop()
})

it('makes no change while the project is only read, not even on this computer, and goes on when it may', async () => {
  const { late, held, texts, saved } = scene()
  await saved()
  const document = late.world.document.peek()!
  document.change([typed('As it was.')])
  await saved()
  held.value = 'You can read this project of Noa.'
  document.change([typed('Written by a reader.')])
  document.undo()
  expect(texts()).toEqual(['As it was.'])
  expect(document.sync.peek()).toEqual({ state: 'saved', waiting: 0, failure: null })
  held.value = null
  document.undo()
  expect(texts()).toEqual([])
  late.stop()
})

it('goes back to a point as one step, keeps what there was before as another, and takes that back', async () => {
  const { late, texts, saved } = scene()
  await saved()
  const document = late.world.document.peek()!
  const first = typed('As it was.')
  document.change([first])
  const kept = await document.keepPoint('Before the cut')
  if (!kept.ok) throw new Error(kept.error.message)
  const { revision } = document.state.peek().sentences[first.sentence.id]!
  document.change([wrote(first.sentence.id, 'As it became.', revision), typed('And more.', 'a1')])
  await saved()
  expect(await document.goBack(kept.value)).toMatchObject({ ok: true })
  expect(texts()).toEqual(['As it was.'])
  const points = await document.points()
  expect(points.ok && points.value.map(({ name }) => name)).toEqual([
    'Before going back to “Before the cut”',
    'Before the cut',
  ])
  document.undo()
  expect(texts()).toEqual(['As it became.', 'And more.'])
  late.stop()
})

it('puts another candidate in the place of what is free, and the first one back as it was', async () => {
  const { server, late, texts, saved } = scene()
  await saved()
  const document = late.world.document.peek()!
  const drawn = (text: string, rank: string): SentenceDraft => ({
    ...{ id: newId(), beatId: BEAT, rank, text, cue: '' },
    ...{ origin: 'model' as const, ledger: open },
  })
  const candidate = (...sentences: SentenceDraft[]) => ({
    ...{ id: newId(), sentences, copied: [], says: [] },
    judged: { meter: null, own: null, second: null },
  })
  const [one, two] = [candidate(drawn('One A.', 'a1'), drawn('One B.', 'a2')), candidate(drawn('Two.', 'a1'))]
  server.take([
    { id: newId(), at, by: 'machine', do: 'beat.fill', beatId: BEAT, over: [], sentences: one.sentences },
  ])
  await until(() => expect(texts()).toEqual(['One A.', 'One B.']))
  const edited = one.sentences[1]!.id
  document.change([wrote(edited, 'One B, in my words.', document.state.peek().sentences[edited]!.revision)])
  const drafts: BeatDrafts = {
    ...{ branchId: BRANCH, beatId: BEAT, runId: newId(), takenId: one.id, createdAt: at },
    ...{ method: { by: 'extractive', name: 'x' }, candidates: [one, two] },
  }
  await document.take(drafts, two.id)
  expect(texts()).toEqual(['Two.', 'One B, in my words.'])
  await document.take(drafts, one.id)
  expect(texts()).toEqual(['One A.', 'One B, in my words.'])
  expect(await document.take(drafts, newId())).toMatchObject({ ok: false, error: { code: 'not_found' } })
  late.stop()
})

it('shows what a draft says of its beat as it says it, until it is over', async () => {
  const { late, runs, saved, addRun } = scene()
  await saved()
  const document = late.world.document.peek()!
  await document.draft(null, null)
  const run = runs[0]!
  const event = { runId: run.id, at }
  late.heard({ ...event, seq: 2, kind: 'beat', data: { beatId: BEAT, place: 1, of: 1 } })
  late.heard({ ...event, seq: 3, kind: 'said', data: { from: 0, text: 'The moon' } })
  late.heard({ ...event, seq: 4, kind: 'said', data: { from: 8, text: ' pulls.' } })
  expect(document.drafting.peek()).toMatchObject({
    run: { id: run.id },
    beatId: BEAT,
    said: 'The moon pulls.',
  })
  addRun({ ...run, state: 'done' })
  expect(document.drafting.peek()).toBeNull()
  late.stop()
})

it('says why other words did not come about', async () => {
  const { late, runs, saved } = scene()
  await saved()
  const asked = late.world.document.peek()!.rewrite([newId()], 'shorter', null)
  await until(() => expect(runs).toHaveLength(1))
  const error = { code: 'model', message: 'The model stopped. Try again.', retryable: true }
  late.ended({ ...runs[0]!, state: 'failed', error })
  expect(await asked).toMatchObject({ ok: false, error: { message: 'The model stopped. Try again.' } })
  late.stop()
})
