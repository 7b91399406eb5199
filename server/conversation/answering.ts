import type { BriefMethod } from '../../core/contract/brief.ts'
import type { AnswerSentence, Note } from '../../core/contract/conversation.ts'
import type { ToolUse } from '../../core/contract/tool.ts'
import type { RunContext } from '../runs/work.ts'
import type { CheckedAnswer } from './check-answer.ts'
import type { Desk } from './desk.ts'
import type { Step } from './plan.ts'
import { emptyShelf, type Reading, readShelf, type Shelf } from './shelf.ts'
import { type ToolDeps, type Used, useTool } from './tools.ts'

/** What a turn's answer is, however it came to be. */
export interface TurnAnswer {
  answer: AnswerSentence[]
  proposals: CheckedAnswer['proposals']
  notes: Pick<Note, 'text' | 'citations'>[]
  method: BriefMethod
}

export type Lookup = Exclude<Step, { tool: 'add_note' | 'propose' }>
export const isLookup = (step: Step): step is Lookup => step.tool !== 'add_note' && step.tool !== 'propose'

/** A turn while it goes on: what it did so far, and its ways of telling. */
export interface Answering {
  context: RunContext
  desk: Desk
  uses: ToolUse[]
  remarks: string[]
  /** Looks something up and tells it; what it found is in the next `reading`. */
  use(step: Lookup): Promise<Used>
  reading(): Promise<Reading>
  /** Tells of a tool that is not for looking up. */
  tell(use: ToolUse): Promise<void>
  /** A sentence for the creator that stays with the turn. */
  remark(text: string): Promise<void>
}

export function beginAnswering(context: RunContext, desk: Desk, deps: ToolDeps): Answering {
  const shelf: Shelf = emptyShelf()
  const uses: ToolUse[] = []
  const remarks: string[] = []
  const tell = async ({ tool, says }: ToolUse) => {
    uses.push({ tool, says })
    await context.used({ tool, says })
  }
  return {
    context,
    desk,
    uses,
    remarks,
    tell,
    async use(step) {
      context.signal.throwIfAborted()
      const used = await useTool(deps, desk, shelf, step)
      await tell(used)
      return used
    },
    reading: () => readShelf(deps, desk, shelf),
    async remark(text) {
      if (remarks.includes(text)) return
      remarks.push(text)
      await context.note(text)
    },
  }
}
