import type { Proposal, Turn } from '../../../core/contract/conversation.ts'
import type { Angle } from '../../../core/contract/decision.ts'

/** A card of the conversation as an angle: what it says is the promise, the rest the creator adds if they wish. */
export function angleOfProposal(proposal: Proposal): Angle {
  const { title, text } = proposal.edited ?? proposal
  return {
    title: title.trim().slice(0, 200),
    promise: text.trim().slice(0, 2_000),
    audience: '',
    fresh: proposal.why.trim().slice(0, 2_000),
    titles: [title.trim().slice(0, 200)],
    own: proposal.own.slice(0, 20),
  }
}

/** The angles that the creator took in the conversation, newest first. */
export const takenInTalk = (turns: readonly Turn[]): Proposal[] =>
  turns
    .flatMap(turn => turn.proposals)
    .filter(each => each.kind === 'angle' && each.state === 'accepted')
    .toReversed()
