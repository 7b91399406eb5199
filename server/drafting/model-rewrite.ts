import type { LanguageOf } from '../../core/voice/language.ts'
import { baseLanguage } from '../../core/voice/language-tag.ts'
import type { Chat, Message } from '../model/chat.ts'
import { ModelFailure } from '../model/errors.ts'
import type { RunContext } from '../runs/work.ts'
import { type CheckedRewrite, checkRewrite } from './check-rewrite.ts'
import type { Judges } from './judges.ts'
import { REWRITE_PROMPT_VERSION, REWRITE_REPAIRS, type rewriteRequest } from './prompts/rewrite.ts'
import { readRewrite } from './rewrite-lines.ts'
import type { RewriteSubject } from './rewrite-subject.ts'

export interface Rewriting {
  context: Pick<RunContext, 'signal' | 'step'>
  chat: Chat
  request: ReturnType<typeof rewriteRequest>
  subject: RewriteSubject
  judges: Judges
  name: string
  language: string | null
  languageOf: LanguageOf
}

interface Answered {
  text: string
  truncated: boolean
}

/**
 * Has a model say sentences otherwise. An answer that says nothing, in another language, or without a number or a name of
 * the old words is asked for once more; of two the one that loses less is taken.
 * @throws ModelFailure where nothing can be used
 */
export async function modelRewrite(
  rewriting: Rewriting,
): Promise<{ checked: CheckedRewrite; notes: string[] }> {
  const { context, chat, request, subject, judges, name, language, languageOf } = rewriting
  const { sentences, sources } = subject
  if (sentences.length === 0) return { checked: { changes: [], lost: [], dropped: 0 }, notes: [] }

  const read = ({ text, truncated }: Answered) =>
    // The line that it broke off in is not a sentence.
    readRewrite(truncated ? text.slice(0, text.lastIndexOf('\n') + 1) : text, sentences.length)
  const check = (answer: Answered): CheckedRewrite =>
    checkRewrite(sentences, read(answer), { sources, judges, name })
  const faultOf = (answer: Answered): { fault: 'nothing' | 'language' | 'facts'; says: string } | null => {
    if (read(answer).size === 0) return { fault: 'nothing', says: REWRITE_REPAIRS.nothing }
    const { changes, lost } = check(answer)
    const said = languageOf(changes.flatMap(({ becomes }) => becomes.map(({ text }) => text)).join(' '))
    if (said && language && baseLanguage(said) !== baseLanguage(language))
      return { fault: 'language', says: REWRITE_REPAIRS.language(language) }
    return lost.length > 0 ? { fault: 'facts', says: REWRITE_REPAIRS.facts(lost) } : null
  }
  const ask = async (messages: Message[]): Promise<Answered> => {
    const { text, truncated } = await chat.reply(messages, {
      ...request.options,
      signal: context.signal,
      keep: reply => faultOf(reply) === null,
      ...(messages !== request.messages && { keptFor: request.messages }),
    })
    return { text, truncated }
  }
  // Paid for once, however often the run is taken up.
  const answers = await context.step(`rewrite ${REWRITE_PROMPT_VERSION}`, async () => {
    const first = await ask(request.messages)
    const wrong = faultOf(first)
    if (!wrong) return [first]
    const second = await ask([
      ...request.messages,
      { role: 'assistant', content: first.text.slice(0, 8_000) || '…' },
      { role: 'user', content: wrong.says },
    ]).catch(error => {
      // What was written stands, and is marked.
      if (wrong.fault === 'facts' && error instanceof ModelFailure) return null
      throw error
    })
    return second ? [first, second] : [first]
  })
  const usable = answers.filter(answer => {
    const fault = faultOf(answer)?.fault
    return fault === undefined || fault === 'facts'
  })
  const best = usable
    .map(answer => ({ answer, checked: check(answer) }))
    .toSorted((a, b) => a.checked.lost.length - b.checked.lost.length)[0]
  if (!best)
    throw new ModelFailure(
      'model_unusable',
      `“${name}” wrote nothing that could be used, twice. Try again, or with a larger model.`,
      { outage: true },
    )
  const { dropped } = best.checked
  return {
    checked: best.checked,
    notes: [
      ...(best.answer.truncated ? [`${name} stopped in the middle: what was whole by then is shown.`] : []),
      ...(dropped > 0
        ? [
            `${dropped === 1 ? 'One quote' : `${dropped} quotes`} that ${name} gave ${dropped === 1 ? 'stands' : 'stand'} in no source and ${dropped === 1 ? 'was' : 'were'} not used.`,
          ]
        : []),
    ],
  }
}
