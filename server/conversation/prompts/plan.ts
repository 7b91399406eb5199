import type { Message } from '../../model/chat.ts'
import type { Desk } from '../desk.ts'
import { MOST_STEPS, PlanAnswer, type Step } from '../plan.ts'

/** Changes with every change of the words below; stored with each turn. */
export const PLAN_PROMPT_VERSION = 'plan-1'

const EXPECTED_TOKENS = 300
const MOST_SOURCES = 60

/**
 * What the planner is asked with. It decides which tools are used, so it is shown the creator's own words and what we
 * count ourselves, and not one word of a source: neither its text, nor its title, nor what was found.
 */
export function planRequest(desk: Desk, before?: { steps: Step[]; found: number[] }) {
  const messages: Message[] = [
    { role: 'system', content: INSTRUCTIONS },
    { role: 'user', content: [situation(desk), ...(before ? [again(before)] : [])].join('\n\n') },
  ]
  return { name: 'plan', schema: PlanAnswer, messages, step: 'plan', expect: EXPECTED_TOKENS }
}

const INSTRUCTIONS = `You decide what to look up for the maker of an educational video who asks a question about their research. You do not answer it: somebody else does, with what you had looked up. You see how many sources there are and of what kind, not what they say.

Tools:
- search: passages of the sources by words. query; source (such as "S2") only where the question is about one.
- compare_sources: what each source says on one matter, and where they part. query.
- list_claims: what the sources claim. query, or null for all.
- read_passage: a passage of a source by its number, from 0, with its neighbours. source, passage.
- search_channel: what the creator said in own videos. query.
- add_note: keeps a note for the creator. Only where this question asks for a note. text: the words to keep, from the question; null where the answer itself is to be kept.
- propose: has a card made. Only where this question asks for ideas, angles, a beat or a rewrite. kind: angle, beat or rewrite.

Give 1 to ${MOST_STEPS} steps. A query has the words that a source would use: names, things, numbers, no filler; in the language of the question, and once more in each language of the sources that is another. Use search unless only a note is asked for. Use compare_sources where sources are held against each other, search_channel where the creator asks what they themselves said. Fields that a tool does not need are null.`

function situation({ question, stage, earlier, sources, named, findings, ownVideos }: Desk): string {
  const listed = sources
    .slice(0, MOST_SOURCES)
    .map(({ ref, source, language }) =>
      [ref, source.kind, `${source.passages} passages`, language].filter(Boolean).join(' '),
    )
  const more = sources.length - listed.length
  return [
    `Sources: ${listed.join('; ') || 'none'}${more > 0 ? `; and ${more} more` : ''}.`,
    named.length > 0 ? `The question seems to name ${named.join(', ')}.` : '',
    findings ? `Claims that were found: ${findings.claims.length}.` : '',
    `Own videos that can be searched: ${ownVideos}.`,
    earlier.length > 0 ? 'Asked before, newest first, with the sources that the answers cited:' : '',
    ...earlier.map(
      ({ text, cited }) => `- ${JSON.stringify(text)}${cited.length > 0 ? ` (${cited.join(', ')})` : ''}`,
    ),
    `At work on: ${stage}.`,
    `The question: ${JSON.stringify(question)}`,
  ]
    .filter(Boolean)
    .join('\n')
}

/** How much was found, in figures alone. */
function again({ steps, found }: { steps: Step[]; found: number[] }): string {
  const lines = steps.map((step, i) => `- ${JSON.stringify(step)}: ${found[i] ?? 0} found`)
  return `This was done:\n${lines.join('\n')}\nThat is little. Give other steps, with other words or languages, or none where nothing else would help.`
}
