import type { Offer } from '../../../core/contract/decision.ts'
import type { Run } from '../../../core/contract/run.ts'
import type { Failure } from '../../../extension/panel/done.ts'
import { beatsOf, type DecisionsSetting, fakeDecisions } from './fake-decisions.ts'
import type { fakeScript } from './fake-script.ts'
import { run } from './samples.ts'

interface Around {
  failure: () => Failure | null
  note: (act: string, ...given: unknown[]) => void
  setRun: (run: Run) => void
  script: ReturnType<typeof fakeScript>
  /** A run of this gate ends. */
  finish: (gate: Offer['gate']) => void
}

/** Decisions in a world with runs and a script: an outline that is decided is in the script, as the server puts it. */
export function fakeGates(setting: DecisionsSetting, { failure, note, setRun, script, finish }: Around) {
  /** Of the next decision alone. */
  let refusal: Failure | null = null
  const decisions = fakeDecisions(
    setting,
    act => {
      if (act !== 'decide' || !refusal) return failure()
      const refused = refusal
      refusal = null
      return refused
    },
    note,
    gate => {
      const started = run(53, { kind: gate, createdAt: new Date().toISOString() })
      setRun(started)
      return started
    },
    decision => {
      if (decision.content.gate === 'outline') script.outside(beatsOf(decision.content.outline))
    },
  )
  return {
    world: decisions.world,
    /** Refuses the next decision, and only that. */
    refuseOnce(failure: Failure) {
      refusal = failure
    },
    /** A run of a gate is over: these are its options. */
    offer(made: Offer) {
      finish(made.gate)
      decisions.offered(made)
    },
  }
}
