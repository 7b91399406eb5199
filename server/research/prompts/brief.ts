import { z } from 'zod'
import type { Message } from '../../model/chat.ts'
import { type FencedData, fenceRule } from '../../model/fence.ts'

/** Changes with every change of the words below; stored with each brief. */
export const BRIEF_PROMPT_VERSION = 'brief-2'

const Quote = z.object({ source: z.string(), quote: z.string() })

/** What the model is to answer. Hostile until each quote was found in a stored source. */
export const BriefAnswer = z.object({
  themes: z.array(
    z.object({
      title: z.string(),
      statements: z.array(z.object({ text: z.string(), quotes: z.array(Quote) })),
    }),
  ),
  disagreements: z.array(z.object({ about: z.string(), why: z.string(), sides: z.array(Quote) })),
  questions: z.array(z.object({ question: z.string(), why: z.string(), quotes: z.array(Quote) })),
})
export type BriefAnswer = z.infer<typeof BriefAnswer>
export type AnsweredQuote = z.infer<typeof Quote>

/** @param data the sources with their fences */
export function briefMessages({ fence, text }: FencedData): Message[] {
  return [
    { role: 'system', content: instructions(fence) },
    { role: 'user', content: text },
  ]
}

/** Themes, disagreements and questions with their quotes: some fifty sentences. */
const EXPECTED_TOKENS = 6_000

/** What a brief is asked for with. */
export const briefRequest = (data: FencedData) => ({
  name: 'brief',
  schema: BriefAnswer,
  messages: briefMessages(data),
  expect: EXPECTED_TOKENS,
  fence: data.fence,
})

const instructions = (fence: string) =>
  `You write a research brief for the maker of an educational video, from sources that they collected.

The next message holds the sources and nothing else. ${fenceRule(fence)}

Write:
- themes: 3 to 7 subjects that run through the sources, each with a short plain title and 2 to 6 statements. A statement is one sentence that says one thing, in the language of the sources. Prefer what several sources say.
- disagreements: where sources say different things about the same thing: other numbers, a denial, another cause. Only real ones; often there are none.
- questions: what a viewer would ask and the sources leave unanswered.

Each statement, each side of a disagreement and, where possible, each question has quotes. A quote is copied character by character out of one source: a whole sentence or a whole clause of 5 to 40 words, nothing left out, nothing added, nothing corrected, no ellipsis. "source" is its number, such as "S1". A quote that is not literally there is thrown away, and a statement without one is shown as unproven.
Say nothing that the sources do not say.`
