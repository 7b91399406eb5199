import type { Logger } from 'pino'
import type { Message } from '../model/chat.ts'
import { ModelFailure } from '../model/errors.ts'
import { type Fence, fenced } from '../model/fence.ts'
import type { Models } from '../model/models.ts'
import { readAnswer, tellsSentences } from './answer-lines.ts'
import { type Answering, isLookup, type TurnAnswer } from './answering.ts'
import { type CheckedAnswer, checkAnswer } from './check-answer.ts'
import { noted, noteOf } from './extractive-turn.ts'
import { modelPlan } from './model-plan.ts'
import type { Step } from './plan.ts'
import { ANSWER_PROMPT_VERSION, answerRequest, REPAIRS } from './prompts/answer.ts'
import { PLAN_PROMPT_VERSION } from './prompts/plan.ts'
import type { Reading } from './shelf.ts'

export interface ModelTurnDeps {
  models: Models
  fence: Fence
  log: Logger
}

type OwnModel = ReturnType<Models['forRun']>

/**
 * Answers with a model, in two calls that know different things. The planner decides which tools are used and sees the
 * creator's words alone; we use them; the writer sees what was found and has no tools. Whatever a source says, it is
 * read by nobody who could do anything but write lines, and each line is checked.
 * @param planned is told the steps, so that the answer can be made without the model where it fails
 */
export async function modelTurn(
  answering: Answering,
  { models, fence, log }: ModelTurnDeps,
  planned: (steps: Step[]) => void,
): Promise<TurnAnswer> {
  const { context, desk } = answering
  const { accountId, runId, signal } = context
  const own = models.forRun({ accountId, runId, kind: 'turn', signal })
  const steps = await modelPlan(answering, own, { name: models.name, log })
  planned(steps)
  const note = steps.find(step => step.tool === 'add_note')
  if (note?.text && !steps.some(isLookup)) return noted(answering, note.text)
  const kinds = steps.flatMap(step => (step.tool === 'propose' ? [step.kind] : []))
  const reading = await answering.reading()
  const request = answerRequest({
    question: desk.question,
    stage: desk.stage,
    earlier: desk.earlier,
    proposals: kinds,
    data: fenced(dataOf(reading), fence),
  })
  const checked = (text: string) => checkAnswer(readAnswer(text), reading, new Set(kinds))
  const wrote = await written(answering, own, request, { checked, reading, name: models.name })
  const { answer, proposals, dropped } = checked(wrote)
  if (dropped > 0) await answering.remark(droppedRemark(dropped, models.name))
  return {
    answer,
    proposals,
    notes: note ? [noteOf(note.text, answer)].flatMap(each => each ?? []) : [],
    method: {
      by: 'model',
      name: models.name,
      promptVersion: `${PLAN_PROMPT_VERSION} ${ANSWER_PROMPT_VERSION}`,
      dropped,
    },
  }
}

export const dataOf = ({ sources, videos, lists }: Reading) => [
  ...sources.map(({ ref, kind, title, who, when, readable, ranges }) => ({
    ...{ ref, kind, title, about: { who, when } },
    passages: ranges.map(({ start, end }) => readable.quoted.text.slice(start, end)),
  })),
  ...videos.map(({ ref, title, readable, ranges }) => ({
    ...{ ref, kind: 'own video', title },
    passages: ranges.map(({ start, end }) => readable.quoted.text.slice(start, end)),
  })),
  ...lists.map(({ title, lines }, i) => ({
    ...{ ref: `L${i + 1}`, kind: 'list', title },
    passages: [lines.map(line => `- ${line}`).join('\n')],
  })),
]

interface Writing {
  checked: (text: string) => CheckedAnswer
  reading: Reading
  name: string
}

/** The answer's text. It is paid for: a run taken up again uses it, and says it anew. */
async function written(
  answering: Answering,
  { chat }: OwnModel,
  { messages, options }: ReturnType<typeof answerRequest>,
  { checked, reading, name }: Writing,
): Promise<string> {
  const { context } = answering
  const { signal } = context
  let saying = Promise.resolve()
  let live = ''
  const say = (text: string, anew: boolean) => {
    saying = context.said(text, { anew })
    // Whoever waits for the last hears of it; if a piece cannot be written, the answer still counts.
    saying.catch(() => {})
  }
  const worth = (text: string) => faultOf(text, checked, reading) === null
  const ask = async (asked: Message[], telling: boolean): Promise<string> => {
    let tell: ReturnType<typeof tellsSentences> | undefined
    const { text, truncated } = await chat.reply(asked, {
      ...options,
      signal,
      keep: reply => worth(reply.text),
      ...(asked !== messages && { keptFor: messages }),
      heard(characters, piece) {
        if (!telling) return
        if (characters === piece.length) {
          // The first piece, also of a stream that broke off and is asked for again.
          let anew = true
          tell = tellsSentences(words => {
            say(words, anew)
            anew = false
          })
        }
        tell?.(piece)
      },
    })
    if (telling) live = text
    if (truncated) await answering.remark(`The answer was cut off: ${name} wrote more than it may.`)
    return text
  }
  const repaired = async (): Promise<string> => {
    const first = await ask(messages, true)
    const fault = faultOf(first, checked, reading)
    if (!fault) return first
    if (fault === 'tools') await answering.remark(toolsRemark(name))
    const again: Message[] = [
      ...messages,
      { role: 'assistant', content: first.slice(0, 8_000) || '…' },
      { role: 'user', content: REPAIRS[fault] },
    ]
    if (fault !== 'quotes') {
      const second = await ask(again, true)
      const left = faultOf(second, checked, reading)
      if (left === 'tools' || left === 'nothing') throw unusable(name, left)
      return second
    }
    // What was said stands; another answer takes its place only if it is a better one.
    const second = await ask(again, false).catch(error => {
      if (error instanceof ModelFailure) return first
      throw error
    })
    return quotedOf(checked(second)) > quotedOf(checked(first)) ? second : first
  }
  try {
    const text = await context.step(`answer ${ANSWER_PROMPT_VERSION}`, repaired)
    if (text !== live) {
      const { answer } = checked(text)
      say(answer.map(each => each.text).join(' '), true)
    }
    return text
  } finally {
    await saying.catch(() => {})
  }
}

type Fault = keyof typeof REPAIRS

/** What is wrong with an answer that it cannot be used as it is; null where it can. */
function faultOf(text: string, checked: Writing['checked'], reading: Reading): Fault | null {
  const { asksForTools } = readAnswer(text)
  const { answer, proposals } = checked(text)
  if (answer.length + proposals.length === 0) return asksForTools ? 'tools' : 'nothing'
  const claims = answer.some(({ standing }) => standing === 'own')
  const unquoted = !answer.some(({ standing }) => standing === 'quoted')
  const canQuote = reading.sources.length + reading.videos.length > 0
  return claims && unquoted && canQuote && proposals.length === 0 ? 'quotes' : null
}

const quotedOf = ({ answer }: CheckedAnswer): number =>
  answer.filter(({ standing }) => standing === 'quoted').length

const unusable = (name: string, fault: 'tools' | 'nothing') =>
  new ModelFailure(
    'model_unusable',
    fault === 'tools'
      ? `“${name}” asked for tools again and again instead of answering. Try again, or with a larger model.`
      : `“${name}” answered nothing, twice. Try again, or with a larger model.`,
    { outage: true },
  )

const toolsRemark = (name: string) =>
  `“${name}” asked for more tools where it was to answer. None was used; it was told to answer from what was found.`

const droppedRemark = (count: number, name: string) =>
  `${count === 1 ? 'One quote' : `${count} quotes`} that ${name} gave ${count === 1 ? 'stands' : 'stand'} in no source that it named or was shown, and ${count === 1 ? 'was' : 'were'} not used.`
