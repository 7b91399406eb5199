import type { ReadonlySignal } from '@preact/signals'
import type { BeatDrafts, LearnedRule, Rewrite, RewriteHow } from '../../../core/contract/draft.ts'
import type { Run } from '../../../core/contract/run.ts'
import type { ScriptPoint, ScriptState } from '../../../core/contract/script.ts'
import type { VoiceVersion } from '../../../core/contract/voice.ts'
import type { ScriptEdit } from '../../../core/script/edit.ts'
import type { SpeakingPace } from '../../../core/script/timing.ts'
import type { Done, Failure } from '../done.ts'
import type { LeftFindings } from '../final-check/left-findings.ts'

export type { ScriptEdit }

/** How far the own changes are. Each is on this computer's disk before it counts as made. */
export interface ScriptSync {
  /** offline: they wait on this computer · failed: the server refuses them, `failure` says why. */
  state: 'loading' | 'saved' | 'saving' | 'offline' | 'failed'
  waiting: number
  failure: Failure | null
}

/** One branch's script, open in this panel. Two open ones, here or on two computers, never lose a word of each other's. */
export interface ScriptDocument {
  branchId: string
  state: ReadonlySignal<ScriptState>
  sync: ReadonlySignal<ScriptSync>
  /** Why it is only read here, though the project may be changed; null where it may. */
  held: ReadonlySignal<string | null>
  /** Makes changes as one step of undo; they show at once. `joins`: they belong to the step before. */
  change(edits: readonly ScriptEdit[], options?: { joins?: boolean }): void
  canUndo: ReadonlySignal<boolean>
  canRedo: ReadonlySignal<boolean>
  undo(): void
  redo(): void

  /** Newest first. */
  points(): Done<ScriptPoint[]>
  keepPoint(name: string): Done<ScriptPoint>
  /** The script as it was then. */
  stateAt(point: ScriptPoint): Done<ScriptState>
  /** Brings it back, as changes: what is there now is kept as a point before. */
  goBack(point: ScriptPoint): Done

  /** Draws beats; null: all that have no sentence. Its run shows in `drafting`. */
  draft(beatIds: string[] | null, wish: string | null): Done<Run>
  /** The newest draft run of this branch while it goes on or failed, with what it said so far of the beat it is at. */
  drafting: ReadonlySignal<{ run: Run; beatId: string | null; said: string } | null>
  drafts(beatId: string): Done<BeatDrafts[]>
  /** Puts another candidate in the place of the one that is there, as far as the creator has not changed it. */
  take(drafts: BeatDrafts, candidateId: string): Done
  rewrite(sentenceIds: string[], how: RewriteHow, wish: string | null): Done<Rewrite>
  stop(): void
}

/** Loaded when the script is first wanted. */
export interface ScriptWorld {
  /** The document of the branch that is open; null until it is known. Another project's closes it. */
  document: ReadonlySignal<ScriptDocument | null>
  /** The voice that the project is planned for, as it was measured last; in somebody else's it is theirs. null: none. */
  planned: ReadonlySignal<VoiceVersion | null>
  /** Of that voice, else the usual one. */
  pace: ReadonlySignal<SpeakingPace>
  left: LeftFindings
  /** Rules that the creator's edits suggest. */
  rules(): Done<LearnedRule[]>
  decideRule(rule: LearnedRule, state: 'accepted' | 'refused'): Done<LearnedRule>
}
