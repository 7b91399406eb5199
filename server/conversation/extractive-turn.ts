import type { Answering, TurnAnswer } from './answering.ts'
import { isLookup } from './answering.ts'
import { defaultPlan } from './default-plan.ts'
import { EXTRACTIVE_NAME, extractiveAnswer } from './extractive-answer.ts'
import type { Step } from './plan.ts'

const PROPOSE =
  /\b(?:propose|suggest|pitch|draft|write|rewrite|give me|come up with|find me)\b[^.?!]{0,40}\b(?:angles?|hooks?|beats?|rewrites?|titles?|openings?|versions?)\b|^\s*rewrite\b/i

/**
 * Answers without a model: by search, with the sources' own sentences.
 * @param steps what was decided already, where a model decided and then could not write
 */
export async function extractiveTurn(answering: Answering, steps?: Step[]): Promise<TurnAnswer> {
  const { desk, context } = answering
  const plan = steps ?? defaultPlan(desk)
  const note = plan.find(step => step.tool === 'add_note')
  if (!steps) {
    if (PROPOSE.test(desk.question))
      await answering.remark(
        'Proposals are written by a model, and none is set: here is what the sources say instead. Set OPENAI_API_KEY or OPENAI_BASE_URL to have them.',
      )
    for (const step of plan.filter(isLookup)) await answering.use(step)
  }
  if (note?.text && !plan.some(isLookup)) return noted(answering, note.text)
  const compare = plan.some(({ tool }) => tool === 'compare_sources')
  const answer = extractiveAnswer(desk.question, await answering.reading(), { compare })
  await context.said(answer.map(({ text }) => text).join(' '), { anew: true })
  return {
    answer,
    proposals: [],
    notes: note ? [noteOf(note.text, answer)].flatMap(each => each ?? []) : [],
    method: { by: 'extractive', name: EXTRACTIVE_NAME },
  }
}

/** Only a note was asked for, with its words. */
export async function noted(answering: Answering, text: string): Promise<TurnAnswer> {
  await answering.context.said('Noted.', { anew: true })
  return {
    answer: [{ standing: 'plain', text: 'Noted.' }],
    proposals: [],
    notes: [{ text, citations: [] }],
    method: { by: 'extractive', name: EXTRACTIVE_NAME },
  }
}

const MOST_NOTE = 4_000

/** A note in the creator's words, or else of the answer's quoted sentences; null where there are none. */
export function noteOf(
  text: string | null,
  answer: TurnAnswer['answer'],
): TurnAnswer['notes'][number] | null {
  const quoted = answer.filter(each => each.standing === 'quoted')
  const words =
    text ??
    quoted
      .map(each => each.text)
      .join(' ')
      .slice(0, MOST_NOTE)
  return words ? { text: words, citations: quoted.flatMap(each => each.citations).slice(0, 20) } : null
}
