import type { Proposal, WorkStage } from '../../../core/contract/conversation.ts'
import type { Message } from '../../model/chat.ts'
import { type FencedData, fenceRule } from '../../model/fence.ts'

/** Changes with every change of the words below; stored with each turn. */
export const ANSWER_PROMPT_VERSION = 'answer-1'

const EXPECTED_TOKENS = 900

export interface AnswerAsked {
  question: string
  stage: WorkStage
  earlier: { text: string; cited: string[] }[]
  /** Kinds of cards that the creator asked for. */
  proposals: Proposal['kind'][]
  /** What was found, between fences. */
  data: FencedData
}

/** What the writer is asked with. It has no tools: whatever the data say, all it can do is write lines. */
export function answerRequest({ question, stage, earlier, proposals, data }: AnswerAsked) {
  const messages: Message[] = [
    { role: 'system', content: instructions(data.fence, proposals) },
    {
      role: 'user',
      content: `${data.text || 'Nothing was found.'}\n\n${asked({ question, stage, earlier })}`,
    },
  ]
  return { messages, options: { step: 'answer', expect: EXPECTED_TOKENS, fence: data.fence } }
}

/** Said once more where an answer could not be used. */
export const REPAIRS = {
  tools:
    'You have no tools, and nothing more will be looked up. Answer now with what there is, in the lines described.',
  nothing: 'You gave no answer. Answer in the lines described, with what there is.',
  quotes:
    'No quote of yours was given or none stands in a source. Give the answer again in the lines described: below each sentence its quotes, each on a line of its own that begins with > and the number of the source, copied character by character.',
} as const

const instructions = (fence: string, proposals: Proposal['kind'][]) =>
  `You answer a question of the maker of an educational video from passages of the sources that they collected.

The next message holds what was found, then the creator's question below the last mark. ${fenceRule(fence)} Sources S1, S2 and so on are the creator's sources, of which those of kind knowledge are what the creator knows themselves; C1, C2 are the creator's own videos; lists say what sources claim and cannot be quoted.

Write lines, nothing else:
- A line that begins with "- " is one sentence of the answer, which says one thing.
- Below each sentence come its quotes, each on a line of its own that begins with "> ", the number and a colon. A quote is copied character by character out of one source: a whole sentence or clause of 5 to 40 words, nothing left out, added or corrected, in the language of the source.

For example:
- Tides can be foretold for centuries.
> S2: tidal power can be predicted for centuries

Begin with the answer itself. Be short: 2 to 8 sentences, in the language of the question. Say where sources part, and who says what. A sentence that no source bears out stands without a quote and is shown as your own; a quote that is not literally there is thrown away. Where the passages do not answer the question, say so first. Write no links, no headings, no tables.${proposals.length > 0 ? proposing(proposals) : ''}`

const proposing = (kinds: Proposal['kind'][]) => `

The creator asked for proposals (${kinds.join(', ')}). After the answer give 1 to 3 of them, each as lines:
! ${kinds[0]}: its title
+ its words, on one line or several that each begin with +
? why, in one sentence
> S1: a quote that bears it out`

function asked({ question, stage, earlier }: Pick<AnswerAsked, 'question' | 'stage' | 'earlier'>): string {
  const before = earlier.map(
    ({ text, cited }) =>
      `- ${JSON.stringify(text)}${cited.length > 0 ? ` (answered from ${cited.join(', ')})` : ''}`,
  )
  return [
    ...(before.length > 0 ? ['Asked before, newest first:', ...before] : []),
    `At work on: ${stage}.`,
    `The question: ${question}`,
  ].join('\n')
}
