import type { ReadonlySignal } from '@preact/signals'
import type {
  Interview,
  Note,
  Proposal,
  ProposalDecision,
  ToolUse,
  Turn,
  WorkStage,
} from '../../../core/contract/conversation.ts'
import type { Done, Failure } from '../done.ts'

/** A turn whose answer is still being written, as far as it was heard. */
export interface GoingTurn {
  /** Not checked yet: quotes get their mark when the turn is done. */
  said: string
  tools: ToolUse[]
}

/** The conversation of the project that is open. */
export interface Conversation {
  state: 'loading' | 'there' | 'failed'
  /** Oldest first; kept on this computer for when the server is away. */
  turns: Turn[]
  /** There are older ones, which `earlier` brings. */
  more: boolean
  /** By turn, of those that go on. */
  going: Readonly<Record<string, GoingTurn>>
  /** Newest first. */
  notes: Note[]
  /** The newest; null: none was made yet. */
  interview: Interview | null
  /** Why the server's could not be had; what shows is what was known last. */
  failure: Failure | null
}

/** Talking about the sources: turns are runs, so closing the panel loses nothing. */
export interface ConversationWorld {
  conversation: ReadonlySignal<Conversation>
  /** What is written and not sent, by project: another tab in front or a closed panel does not lose it. */
  draft: ReadonlySignal<string>
  write(text: string): void

  /** Brings the turns before those that show. */
  earlier(): Done
  /** Sends the draft. It stays where it is when that fails. */
  ask(text: string, stage: WorkStage): Done<Turn>
  stop(turnId: string): Done
  /** Takes a turn that failed or was stopped up again. */
  again(turnId: string): Done

  decide(proposal: Proposal, decision: ProposalDecision): Done<Proposal>
  keepNote(text: string): Done<Note>
  /** An empty text is refused: removing is an act of its own. */
  changeNote(note: Note, text: string): Done<Note>
  removeNote(noteId: string): Done

  /** Has questions made that only the creator can answer. Their run shows in `work.runs`. */
  beginInterview(): Done
  /** Keeps the answer as a source of the creator's own knowledge: on disk first, like every clip. */
  answer(questionId: string, question: string, words: { text: string; spoken: boolean }): Done
}
