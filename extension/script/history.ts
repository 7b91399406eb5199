import type { ScriptOp, ScriptState } from '../../core/contract/script.ts'
import { inverse } from '../../core/script/undo.ts'

/** A change of this document's own, and the script as it showed before. */
interface Made {
  op: ScriptOp
  before: ScriptState
}

/** Steps that can be taken back; each keeps the scripts that it was made on. */
const MOST_STEPS = 500

/** What the creator did in one document, as steps: taken back and done again, newest first. */
export class History {
  #done: Made[][] = []
  #undone: Made[][] = []

  get canUndo(): boolean {
    return this.#done.length > 0
  }
  get canRedo(): boolean {
    return this.#undone.length > 0
  }

  /**
   * A step that was made now, or more of the one before.
   * @param joined the last change became one with the one before it: that one's place is the step's
   */
  made(changes: readonly Made[], joins: boolean): void {
    this.#undone = []
    const last = this.#done.at(-1)
    if (joins && last) last.push(...changes)
    else this.#done.push([...changes])
    if (this.#done.length > MOST_STEPS) this.#done.shift()
  }

  /** The last change goes on: what is typed on into a sentence is one change, of what stood there before all of it. */
  went(op: ScriptOp): boolean {
    const last = this.#done.at(-1)?.at(-1)
    if (last?.op.do !== 'sentence.write' || op.do !== 'sentence.write') return false
    if (last.op.sentenceId !== op.sentenceId) return false
    last.op = op
    this.#undone = []
    return true
  }

  /** @param act makes a change, and says what showed before */
  undo(
    now: () => ScriptState,
    act: (op: ScriptOp) => ScriptState,
    making: Parameters<typeof inverse>[3],
  ): void {
    this.#turn(this.#done, this.#undone, now, act, making)
  }
  redo(
    now: () => ScriptState,
    act: (op: ScriptOp) => ScriptState,
    making: Parameters<typeof inverse>[3],
  ): void {
    this.#turn(this.#undone, this.#done, now, act, making)
  }

  #turn(
    from: Made[][],
    to: Made[][],
    now: () => ScriptState,
    act: (op: ScriptOp) => ScriptState,
    making: Parameters<typeof inverse>[3],
  ): void {
    const step = from.pop()
    if (!step) return
    const back: Made[] = []
    for (const { op, before } of step.toReversed())
      for (const each of inverse(op, before, now(), making)) back.push({ op: each, before: act(each) })
    // What others did since may leave nothing of it to take back.
    if (back.length > 0) to.push(back)
  }
}
