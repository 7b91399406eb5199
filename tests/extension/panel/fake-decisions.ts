import { signal } from '@preact/signals'
import type {
  Branch,
  Decision,
  Gate,
  LogEntry,
  Offer,
  Outline,
  Ways,
} from '../../../core/contract/decision.ts'
import type { Result } from '../../../core/contract/result.ts'
import type { Run } from '../../../core/contract/run.ts'
import type { ScriptState } from '../../../core/contract/script.ts'
import { emptyScript } from '../../../core/script/apply.ts'
import { ranksBetween } from '../../../core/script/order.ts'
import type { Decisions, DecisionsWorld } from '../../../extension/panel/decisions/decisions-world.ts'
import type { Failure } from '../../../extension/panel/done.ts'
import type { ScriptEdit } from '../../../extension/panel/script/script-world.ts'
import { id, present } from './samples.ts'

type Told = (act: string, ...given: unknown[]) => void

export interface DecisionsSetting {
  decisions: Decisions
  log: LogEntry[]
  /** By way. */
  scripts: Record<string, ScriptState>
}

export const way = (n: number, name: string, changes: Partial<Branch> = {}): Branch => ({
  id: id(900 + n),
  projectId: id(101),
  name,
  fromId: null,
  angle: null,
  outline: null,
  hook: null,
  createdAt: new Date(present - 3_600_000 * (10 - n)).toISOString(),
  ...changes,
})

export const oneWay = (branch: Branch = way(1, 'First way')): Ways => ({
  branches: [branch],
  openId: branch.id,
  plan: { targetSeconds: 480, voiceId: null },
})

export const noDecisions: DecisionsSetting = {
  decisions: { state: 'there', ways: oneWay(), offers: [], failure: null },
  log: [],
  scripts: {},
}

/** An outline as the changes by which the server puts it into the script. */
export const beatsOf = ({ beats }: Outline): ScriptEdit[] => {
  const ranks = ranksBetween(null, null, beats.length)
  return beats.map((beat, at) => ({
    do: 'beat.put' as const,
    beat: { ...beat, id: id(2_000 + at + 1), rank: ranks[at]! },
  }))
}

const gates: readonly Gate[] = ['angle', 'outline', 'hook']

/** Decisions by a world that does at once what the real one would, or fails as the world does. */
export function fakeDecisions(
  setting: DecisionsSetting,
  failure: (act: keyof DecisionsWorld) => Failure | null,
  told: Told,
  began: (gate: Gate) => Run,
  /** The outline is in the script, as the server puts it there. */
  decided: (decision: Decision) => void,
) {
  const decisions = signal(setting.decisions)
  const { scripts, log } = setting
  let made = 0
  const show = (change: Partial<Decisions>) => {
    decisions.value = { ...decisions.peek(), ...change }
  }
  const showWays = (change: Partial<Ways>) => show({ ways: { ...decisions.peek().ways!, ...change } })
  function answer<Value>(act: keyof DecisionsWorld, value: () => Value): Result<Value, Failure> {
    const failed = failure(act)
    return failed ? { ok: false, error: failed } : { ok: true, value: value() }
  }
  const openOne = () => {
    const ways = decisions.peek().ways!
    return ways.branches.find(each => each.id === ways.openId)!
  }
  const put = (branch: Branch) => {
    const { branches } = decisions.peek().ways!
    showWays({
      branches: branches.some(each => each.id === branch.id)
        ? branches.map(each => (each.id === branch.id ? branch : each))
        : [...branches, branch],
    })
    return branch
  }
  const world: DecisionsWorld = {
    decisions,
    async refresh() {
      told('decisions.refresh')
    },
    async offer(gate, wish) {
      told('decisions.offer', gate, wish)
      return answer('offer', () => began(gate))
    },
    async decide(draft) {
      told('decisions.decide', draft)
      return answer('decide', () => {
        const decision: Decision = {
          ...draft,
          id: id(950 + ++made),
          projectId: id(101),
          branchId: openOne().id,
          at: new Date(present).toISOString(),
        }
        log.push({ kind: 'decided', at: decision.at, decision })
        decided(decision)
        return put({ ...openOne(), [draft.content.gate]: decision })
      })
    },
    async setPlan(change) {
      told('decisions.setPlan', change)
      return answer('setPlan', () => {
        const plan = { ...decisions.peek().ways!.plan, ...change }
        showWays({ plan })
        return plan
      })
    },
    async rewind(gate, name) {
      told('decisions.rewind', gate, name)
      return answer('rewind', () => {
        const from = openOne()
        const gone = gate ? gates.slice(gates.indexOf(gate)) : []
        const kept = Object.fromEntries(gates.map(each => [each, gone.includes(each) ? null : from[each]]))
        const branch = put({ ...from, ...kept, id: id(930 + ++made), name, fromId: from.id })
        showWays({ openId: branch.id })
        return branch
      })
    },
    async open(branchId) {
      told('decisions.open', branchId)
      return answer('open', () => showWays({ openId: branchId }))
    },
    async rename(branchId, name) {
      told('decisions.rename', branchId, name)
      return answer('rename', () =>
        put({ ...decisions.peek().ways!.branches.find(each => each.id === branchId)!, name }),
      )
    },
    async log() {
      told('decisions.log')
      return answer('log', () => log)
    },
    async scriptOf(branchId) {
      told('decisions.scriptOf', branchId)
      return answer('scriptOf', () => scripts[branchId] ?? emptyScript())
    },
  }
  return {
    world,
    /** A run's end brought these. */
    offered: (offer: Offer) => show({ offers: [offer, ...decisions.peek().offers] }),
  }
}
