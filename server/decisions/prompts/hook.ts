import { z } from 'zod'
import { HookKind } from '../../../core/contract/decision.ts'
import { type Fence, fenceRule } from '../../model/fence.ts'
import type { Ground } from '../ground.ts'
import { given, RULES } from './given.ts'

/** Changes with every change of the words below; stored with each offer. */
export const HOOK_PROMPT_VERSION = 'hook-1'

const EXPECTED_TOKENS = 900
const CLAIMS = 18

export const HookAnswer = z.object({
  options: z.array(
    z.object({
      kind: HookKind,
      why: z.string(),
      leavesOut: z.string(),
      sentences: z.array(z.object({ text: z.string(), evidence: z.array(z.string()) })),
    }),
  ),
})
export type HookAnswer = z.infer<typeof HookAnswer>

/** What a model is asked for hooks with: here it sees the quotes, since words are what it chooses. */
export function hookRequest(ground: Ground, fence: Fence) {
  const { data, shown, asked } = given(ground, fence, { claims: CLAIMS, quotes: true, gaps: false })
  return {
    shown,
    ask: {
      ...{ name: 'hook', schema: HookAnswer, expect: EXPECTED_TOKENS, fence: data.fence },
      fresh: ground.before.length > 0,
      messages: [
        { role: 'system' as const, content: instructions(data.fence) },
        { role: 'user' as const, content: `${data.text || 'Nothing was found yet.'}\n\n${asked}` },
      ],
    },
  }
}

const instructions = (fence: string) =>
  `You help the maker of an educational video to begin it: the first three sentences, which are spoken.

The next message holds what was found in their research with the quotes, then the creator's own words below the last mark. ${fenceRule(fence)}

Give 3 hooks of 3 different kinds: question, claim, story, scene, number, contradiction, mistake, promise, or own (from the creator's own answer). Each has exactly 3 "sentences", short, to be said aloud, which lead to the angle's promise. A sentence that says something of the world has its "evidence": 1 or 2 names. Where it uses a source's words, they stand between “ and ”, copied character by character. A story, a scene or a mistake is told only from the creator's own answer, never made up. A question or a promise needs no evidence.

${RULES}`
