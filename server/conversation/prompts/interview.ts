import { z } from 'zod'
import { InterviewQuestion } from '../../../core/contract/conversation.ts'
import type { Message } from '../../model/chat.ts'
import { type Fence, fenced, fenceRule } from '../../model/fence.ts'
import type { InterviewMaterial } from '../interview-material.ts'

/** Changes with every change of the words below; stored with each interview. */
export const INTERVIEW_PROMPT_VERSION = 'interview-1'

const EXPECTED_TOKENS = 500

export const InterviewAnswer = z.object({
  questions: z.array(
    z.object({ about: InterviewQuestion.shape.about, question: z.string(), why: z.string() }),
  ),
})
export type InterviewAnswer = z.infer<typeof InterviewAnswer>

/** What the interviewer is asked with. What was found in the sources is data: its words are the pages'. */
export function interviewRequest(
  { topic, themes, parting, single, open, asked }: InterviewMaterial,
  fence: Fence,
) {
  const lists = [
    ['What the sources speak of', themes],
    ['Where they part', parting],
    ['What only one of them says', single],
    ['What none of them answers', open],
  ] as const
  const data = fenced(
    lists.flatMap(([title, lines], i) =>
      lines.length > 0
        ? [{ ref: `L${i + 1}`, kind: 'list', title, passages: [lines.map(line => `- ${line}`).join('\n')] }]
        : [],
    ),
    fence,
  )
  const before = asked.slice(0, 10).map(each => `- ${each}`)
  const messages: Message[] = [
    { role: 'system', content: instructions(data.fence) },
    {
      role: 'user',
      content: [
        data.text || 'Nothing is known of the sources yet.',
        `The video's topic: ${JSON.stringify(topic)}`,
        ...(before.length > 0 ? [`Asked already, do not ask again:\n${before.join('\n')}`] : []),
      ].join('\n\n'),
    },
  ]
  return {
    ...{ name: 'interview', schema: InterviewAnswer, messages, step: 'interview' },
    ...{ expect: EXPECTED_TOKENS, fence: data.fence },
  }
}

const instructions = (fence: string) =>
  `You interview the maker of an educational video before the script is written, to draw out what no source can hold.

The next message holds what was found in their research, then the topic below the last mark. ${fenceRule(fence)}

Ask 3 to 5 questions that only this person can answer: a story they lived, an opinion they hold, a mistake they made, an experience of their own hands, what they know of their audience. Each is about this topic and no other, open, one thing at a time, in plain words, in the language of the topic, at most 40 words. Never ask for facts that can be looked up, nor for names of private people, passwords, addresses or money. "why" says in one sentence what the sources lack that the answer gives.`
