import { z } from 'zod'
import { type Fence, fenceRule } from '../../model/fence.ts'
import type { Ground } from '../ground.ts'
import { given, RULES } from './given.ts'

/** Changes with every change of the words below; stored with each offer. */
export const ANGLE_PROMPT_VERSION = 'angle-1'

const EXPECTED_TOKENS = 1_100
const CLAIMS = 40

export const AngleAnswer = z.object({
  options: z.array(
    z.object({
      title: z.string(),
      promise: z.string(),
      audience: z.string(),
      new: z.string(),
      titles: z.array(z.string()),
      why: z.string(),
      leavesOut: z.string(),
      evidence: z.array(z.string()),
    }),
  ),
})
export type AngleAnswer = z.infer<typeof AngleAnswer>

/** What a model is asked for angles with. It sees claims, never whole sources. */
export function angleRequest(ground: Ground, fence: Fence) {
  const { data, shown, asked } = given(ground, fence, { claims: CLAIMS, quotes: false, gaps: true })
  return {
    shown,
    ask: {
      ...{ name: 'angle', schema: AngleAnswer, expect: EXPECTED_TOKENS, fence: data.fence },
      fresh: ground.before.length > 0,
      messages: [
        { role: 'system' as const, content: instructions(data.fence) },
        { role: 'user' as const, content: `${data.text || 'Nothing was found yet.'}\n\n${asked}` },
      ],
    },
  }
}

const instructions = (fence: string) =>
  `You help the maker of an educational video to find its angle: what one video says about a topic, to whom, and why it is worth making.

The next message holds what was found in their research, then the creator's own words below the last mark. ${fenceRule(fence)}

Give 3 angles. Each: "title", up to 12 words; "promise", one or two sentences, what the viewer gets for their time; "audience", one sentence, for whom and what they know; "new", one or two sentences, what in it the clipped videos do not say and the own channel has not said, honestly: say so where it is not new; "titles", 3 to 8 titles for the video, under 70 characters each, that promise nothing that the evidence does not hold; "evidence", 2 to 6 names. Where the sources part, where no video goes, and what the creator knows themselves make better angles than what everybody says.

${RULES}`
