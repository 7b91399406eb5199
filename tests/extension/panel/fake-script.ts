import { computed, signal } from '@preact/signals'
import type { BeatDrafts, LearnedRule, Rewrite, RewriteHow } from '../../../core/contract/draft.ts'
import { newId } from '../../../core/contract/new-id.ts'
import type { Run } from '../../../core/contract/run.ts'
import type { ScriptOp, ScriptPoint, ScriptState } from '../../../core/contract/script.ts'
import type { VoiceVersion } from '../../../core/contract/voice.ts'
import { apply } from '../../../core/script/apply.ts'
import { Replica } from '../../../core/script/replica.ts'
import { type SpeakingPace, usualPace } from '../../../core/script/timing.ts'
import { inverse } from '../../../core/script/undo.ts'
import type { Done, Failure } from '../../../extension/panel/done.ts'
import type {
  ScriptDocument,
  ScriptEdit,
  ScriptSync,
  ScriptWorld,
} from '../../../extension/panel/script/script-world.ts'
import { id, present } from './samples.ts'

export interface ScriptSetting {
  /** What the server has; null: no branch is known. */
  state: ScriptState | null
  branchId: string
  sync: ScriptSync
  /** Why it is only read; null: it is not. */
  held: string | null
  planned: VoiceVersion | null
  pace: SpeakingPace
  points: { point: ScriptPoint; state: ScriptState }[]
  drafting: { run: Run; beatId: string | null; said: string } | null
  drafts: BeatDrafts[]
  rules: LearnedRule[]
  /** What a rewriting comes to; null: it does not come to an end. */
  rewrite:
    | ((sentenceIds: string[], how: RewriteHow, wish: string | null, state: ScriptState) => Rewrite)
    | null
}

export const saved: ScriptSync = { state: 'saved', waiting: 0, failure: null }

export const noScript: ScriptSetting = {
  state: null,
  branchId: id(901),
  sync: saved,
  held: null,
  planned: null,
  pace: usualPace,
  points: [],
  drafting: null,
  drafts: [],
  rules: [],
  rewrite: null,
}

/** A change as the document makes it of what was asked for. */
export const fullEdit = (edit: ScriptEdit, by: ScriptOp['by'] = 'creator'): ScriptOp =>
  ({ ...edit, id: newId(), at: new Date(present).toISOString(), by }) as ScriptOp

type Told = (act: string, ...given: unknown[]) => void

/** A script on one device and its server in memory: the server takes what is sent when the test lets it. */
export function fakeScript(setting: ScriptSetting, failure: () => Failure | null, told: Told) {
  const replica = new Replica(setting.state ?? undefined)
  const state = signal(replica.shown)
  const sync = signal(setting.sync)
  const drafting = signal(setting.drafting)
  const planned = signal(setting.planned)
  const past = signal<{ op: ScriptOp; before: ScriptState }[][]>([])
  const undone = signal<ScriptOp[][]>([])
  let points = setting.points
  const left = signal<ReadonlySet<string>>(new Set())

  const answer = async <Value>(make: () => Value): Done<Value> => {
    const error = failure()
    return error ? { ok: false, error } : { ok: true, value: make() }
  }
  const show = () => {
    state.value = replica.shown
  }
  const own = (ops: readonly ScriptOp[]) => {
    const step = ops.map(op => {
      const before = replica.shown
      replica.change(op)
      return { op, before }
    })
    show()
    return step
  }
  const document: ScriptDocument = {
    branchId: setting.branchId,
    state,
    sync,
    held: signal(setting.held),
    change(edits, options) {
      told('script.change', edits, options?.joins ?? false)
      const step = own(edits.map(edit => fullEdit(edit)))
      const last = past.value.at(-1)
      past.value =
        options?.joins && last ? [...past.value.slice(0, -1), [...last, ...step]] : [...past.value, step]
      undone.value = []
    },
    canUndo: computed(() => past.value.length > 0),
    canRedo: computed(() => undone.value.length > 0),
    undo() {
      told('script.undo')
      const step = past.value.at(-1)
      if (!step) return
      past.value = past.value.slice(0, -1)
      undone.value = [...undone.value, step.map(({ op }) => op)]
      const making = { id: newId, now: () => new Date(present).toISOString() }
      for (const { op, before } of step.toReversed()) {
        for (const back of inverse(op, before, replica.shown, making)) replica.change(back)
      }
      show()
    },
    redo() {
      told('script.redo')
      const step = undone.value.at(-1)
      if (!step) return
      undone.value = undone.value.slice(0, -1)
      const { sentences } = replica.shown
      past.value = [
        ...past.value,
        own(
          step.map(op => {
            const again = { ...op, id: newId() }
            // An insertion that was taken back is there, and removed.
            if (again.do === 'sentence.insert' && sentences[again.sentence.id])
              return fullEdit({ do: 'sentence.restore', sentenceId: again.sentence.id })
            return 'base' in again && 'sentenceId' in again
              ? { ...again, base: sentences[again.sentenceId]?.revision ?? 0 }
              : again
          }),
        ),
      ]
    },
    points: () => answer(() => points.map(({ point }) => point)),
    keepPoint(name) {
      told('script.keepPoint', name)
      return answer(() => {
        const point: ScriptPoint = {
          id: newId(),
          branchId: setting.branchId,
          name,
          seq: replica.shown.seq,
          by: 'creator',
          at: new Date(present).toISOString(),
        }
        points = [{ point, state: replica.shown }, ...points]
        return point
      })
    },
    stateAt: point => answer(() => points.find(each => each.point.id === point.id)!.state),
    goBack(point) {
      told('script.goBack', point.name)
      return answer(() => {
        const then = points.find(each => each.point.id === point.id)!.state
        own(
          Object.values(then.sentences).flatMap(each => {
            const now = replica.shown.sentences[each.id]
            if (!now || now.text === each.text) return []
            return [
              fullEdit({
                do: 'sentence.write',
                sentenceId: each.id,
                text: each.text,
                base: now.revision,
                besideId: newId(),
                undo: false,
                origin: each.origin,
              }),
            ]
          }),
        )
        return undefined
      })
    },
    draft(beatIds, wish) {
      told('script.draft', beatIds, wish)
      return answer(() => setting.drafting?.run ?? drafting.value!.run)
    },
    drafting,
    drafts: beatId => answer(() => setting.drafts.filter(each => each.beatId === beatId)),
    take(drafts, candidateId) {
      told('script.take', drafts.runId, candidateId)
      return answer(() => undefined)
    },
    rewrite(sentenceIds, how, wish) {
      told('script.rewrite', sentenceIds, how, wish)
      const error = failure()
      if (error) return Promise.resolve({ ok: false, error })
      const { rewrite } = setting
      if (!rewrite) return new Promise(() => {})
      return Promise.resolve({ ok: true, value: rewrite(sentenceIds, how, wish, replica.shown) })
    },
    stop() {
      told('script.stop')
    },
  }
  const world: ScriptWorld = {
    document: signal(setting.state ? document : null),
    planned,
    pace: signal(setting.pace),
    left: {
      isLeft: (branchId, findingId) => left.value.has(`${branchId} ${findingId}`),
      async leave(branchId, findingId) {
        told('script.leave', findingId)
        left.value = new Set([...left.value, `${branchId} ${findingId}`])
      },
      async takeUp(branchId, findingId) {
        told('script.takeUp', findingId)
        left.value = new Set([...left.value].filter(each => each !== `${branchId} ${findingId}`))
      },
    },
    rules: () => answer(() => setting.rules),
    decideRule(rule, decided) {
      told('script.decideRule', rule.id, decided)
      return answer(() => ({ ...rule, state: decided }))
    },
  }
  return {
    world,
    /** What another device, or a run, did: it is in the row before whatever waits here. */
    outside(edits: readonly ScriptEdit[], by: ScriptOp['by'] = 'creator') {
      let { seq } = replica.confirmed
      replica.receive(edits.map(edit => ({ seq: ++seq, op: fullEdit(edit, by) })))
      show()
    },
    /** The server puts what waits in its row. */
    arrive() {
      for (;;) {
        const ops = replica.outgoing()
        if (ops.length === 0) break
        let { seq } = replica.confirmed
        replica.receive(ops.map(op => ({ seq: ++seq, op })))
      }
      show()
    },
    /** The voice that the project is planned for. */
    plan(voice: VoiceVersion | null) {
      planned.value = voice
    },
    sync(now: ScriptSync) {
      sync.value = now
    },
    drafting(now: ScriptSetting['drafting']) {
      drafting.value = now
    },
  }
}

/** A script by its changes, for samples. */
export const scriptOf = (edits: readonly ScriptEdit[]): ScriptState =>
  edits.map(edit => fullEdit(edit)).reduce(apply, { seq: 0, beats: {}, sentences: {} })
