import { z } from 'zod'
import { BeatKind } from '../../../core/contract/script.ts'
import { type Fence, fenceRule } from '../../model/fence.ts'
import type { Ground } from '../ground.ts'
import { sponsorSlot, turnsFor } from '../whole-outline.ts'
import { given, RULES } from './given.ts'

/** Changes with every change of the words below; stored with each offer. */
export const OUTLINE_PROMPT_VERSION = 'outline-1'

const EXPECTED_TOKENS = 1_900
const CLAIMS = 36

export const OutlineAnswer = z.object({
  options: z.array(
    z.object({
      order: z.string(),
      why: z.string(),
      leavesOut: z.string(),
      beats: z.array(
        z.object({
          kind: BeatKind,
          title: z.string(),
          purpose: z.string(),
          weight: z.number(),
          evidence: z.array(z.string()),
        }),
      ),
    }),
  ),
})
export type OutlineAnswer = z.infer<typeof OutlineAnswer>

/** What a model is asked for outlines with. Minutes are ours to share out: it says how much each beat weighs. */
export function outlineRequest(ground: Ground, fence: Fence) {
  const { data, shown, asked } = given(ground, fence, { claims: CLAIMS, quotes: false, gaps: false })
  const turns = turnsFor(ground.plan)
  const slot = sponsorSlot(ground) !== null
  return {
    shown,
    ask: {
      ...{ name: 'outline', schema: OutlineAnswer, expect: EXPECTED_TOKENS },
      ...{ fence: data.fence, fresh: ground.before.length > 0 },
      messages: [
        { role: 'system' as const, content: instructions(data.fence, turns, slot) },
        { role: 'user' as const, content: `${data.text || 'Nothing was found yet.'}\n\n${asked}` },
      ],
    },
  }
}

const instructions = (fence: string, turns: number, slot: boolean) =>
  `You help the maker of an educational video to order what it says, once its angle is decided.

The next message holds what was found in their research, then the creator's own words below the last mark. ${fenceRule(fence)}

Give 3 outlines of the same video that tell it in different orders: in time, from a problem to its way out, as a ladder of questions, through a conflict, from one case to the whole, or another that fits. "order" names it in up to 8 words. Each outline keeps the angle's promise and has these beats in this order: one "hook"; one "setup", only what one needs to know; about ${turns} "turn" beats, each of which changes what the viewer thinks and makes them want the next; one "payoff", which keeps the promise; one "close".${slot ? ' One "sponsor" beat stands between two turns, where a question is open.' : ' No "sponsor" beat.'} Of each beat: "title", up to 10 words, what it says; "purpose", one sentence, what it does for the viewer; "weight", 1 for a usual one of its kind, up to 3 for more time; "evidence", 1 to 4 names for each turn and the payoff.

${RULES}`
