import { z } from 'zod'
import { ClaimKind } from '../../../core/contract/findings.ts'
import { type FencedData, fenceRule } from '../../model/fence.ts'
import type { StructuredRequest } from '../../model/structured.ts'

/** Changes with every change of the words below; stored with what was found. */
export const CLAIMS_PROMPT_VERSION = 'claims-1'

/** What the model is to answer. Hostile until each quote was found in a stored source. */
export const ClaimsAnswer = z.object({
  claims: z.array(
    z.object({
      text: z.string(),
      kind: ClaimKind,
      quotes: z.array(z.object({ source: z.string(), quote: z.string() })),
    }),
  ),
})
export type ClaimsAnswer = z.infer<typeof ClaimsAnswer>

/** Which claims belong together. Numbers that no claim has are ignored. */
export const JoinAnswer = z.object({
  groups: z.array(
    z.object({
      about: z.string(),
      why: z.string(),
      sides: z.array(z.object({ says: z.string(), claims: z.array(z.string()) })),
    }),
  ),
  questions: z.array(z.object({ question: z.string(), why: z.string() })),
})
export type JoinAnswer = z.infer<typeof JoinAnswer>

/** So many at most of each request: more nobody reads. */
const MOST_CLAIMS = 30

/** @param data some of the sources with their fences */
export function claimsRequest(data: FencedData): Omit<StructuredRequest<ClaimsAnswer>, 'signal'> {
  return {
    name: 'claims',
    schema: ClaimsAnswer,
    messages: [
      { role: 'system', content: extraction(data.fence) },
      { role: 'user', content: data.text },
    ],
    expect: 4_000,
    fence: data.fence,
  }
}

/** @param data the claims, one a line, with their fences */
export function joinRequest(data: FencedData): Omit<StructuredRequest<JoinAnswer>, 'signal'> {
  return {
    name: 'join',
    schema: JoinAnswer,
    messages: [
      { role: 'system', content: joining(data.fence) },
      { role: 'user', content: data.text },
    ],
    expect: 2_500,
    fence: data.fence,
  }
}

const extraction = (fence: string) =>
  `You list what sources claim, for the maker of an educational video who has to check it.

The next message holds extracts of the sources and nothing else. ${fenceRule(fence)}

List the claims about the subject that are worth checking, the most telling first, at most ${MOST_CLAIMS}: numbers, dates, causes, comparisons, definitions, and other statements of fact that could be wrong. Leave out opinions, plans, advertisements, what the sources say of themselves, and what only makes sense beside another sentence. Where several sources make the same claim, list it once with a quote of each; where they give different numbers or deny one another, list each.

- text: the claim in one plain sentence that can be understood alone, in the language of its source, with its numbers as the source gives them.
- kind: number, cause, date, comparison, definition or statement.
- quotes: one for each source that says so. A quote is copied character by character out of that source: a whole sentence or clause of 5 to 40 words, nothing left out, added or corrected, no ellipsis. "source" is its number, such as "S1". A claim without a quote that is literally there is thrown away.`

const joining = (fence: string) =>
  `Claims were taken from sources that the maker of an educational video collected. The next message holds them and nothing else, one a line: the number of the claim, in brackets the sources that make it, and what it says. ${fenceRule(fence)}

- groups: claims that belong together. With one side: all of its claims say the same thing, in whatever words or languages. With more: they are about the same thing and cannot all be right, because they give different numbers, deny one another, or name another cause; "says" is what each side holds, "about" what is disputed, "why" where they part, in a few words. A claim is in one group at most; one that stands alone in none. Claims about different things are no group, however alike their words.
- questions: up to 5 that a viewer would ask about this subject and no claim answers, each with why it matters.
"claims" are numbers such as "C7". Write in the language of the claims.`
