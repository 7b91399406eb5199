import type { Logger } from 'pino'
import type { BriefMethod } from '../../core/contract/brief.ts'
import type { Interview } from '../../core/contract/conversation.ts'
import { ModelFailure } from '../model/errors.ts'
import type { Fence } from '../model/fence.ts'
import type { Models } from '../model/models.ts'
import { type RunContext, RunFailure, type RunOutcome, type RunWork } from '../runs/work.ts'
import { clean } from './check-answer.ts'
import { type InterviewMaterial, interviewMaterial } from './interview-material.ts'
import { type Asked, fine, INTERVIEW_NAME, templateQuestions } from './interview-questions.ts'
import { saveInterview } from './interview-store.ts'
import { INTERVIEW_PROMPT_VERSION, InterviewAnswer, interviewRequest } from './prompts/interview.ts'

export interface InterviewWorkDeps {
  /** null: none is set. */
  models: Models | null
  fence: Fence
  log: Logger
  clock: () => Date
  ids: () => string
}

const FEWEST = 3
const MOST = 5
const MOST_CHARS = 320

/** The `interview` run: makes three to five questions that only the creator can answer. */
export function interviewWork({ models, fence, log, clock, ids }: InterviewWorkDeps): RunWork {
  return async (context): Promise<RunOutcome> => {
    const { database, accountId, projectId, runId } = context
    const material = projectId && (await interviewMaterial(database, accountId, projectId))
    if (!projectId || !material)
      throw new RunFailure('no_project', 'The project of this interview is not there any more.')
    const templates = templateQuestions(material)
    const byModel = models && (await askedByModel(context, models, material))
    const asked = byModel?.questions ?? []
    // What the model left out is filled up, of the sorts that are not there yet.
    for (const question of templates)
      if (asked.length < FEWEST && !asked.some(({ about }) => about === question.about)) asked.push(question)
    const method: BriefMethod = byModel?.method ?? { by: 'extractive', name: INTERVIEW_NAME }
    const interview: Interview = {
      ...{ id: ids(), projectId, runId, createdAt: clock().toISOString(), method },
      questions: (byModel ? asked : templates)
        .slice(0, MOST)
        .map(question => ({ id: ids(), ...question, sourceId: null })),
    }
    return { resultId: interview.id, save: tx => saveInterview(tx, interview) }
  }

  /** null where the model failed for a reason that is not the creator's to mend: the questions are made without it. */
  async function askedByModel(
    context: RunContext,
    own: Models,
    material: InterviewMaterial,
  ): Promise<{ questions: Asked[]; method: BriefMethod } | null> {
    const { accountId, runId, signal } = context
    try {
      const kept = await context.step(`interview ${INTERVIEW_PROMPT_VERSION}`, () =>
        own.forRun({ accountId, runId, kind: 'interview', signal }).structured.ask({
          ...interviewRequest(material, fence),
          signal,
          worth: answer => usable(answer, material).length > 0,
        }),
      )
      const answer = InterviewAnswer.parse(kept)
      const questions = usable(answer, material)
      const dropped = answer.questions.length - questions.length
      return {
        questions,
        method: { by: 'model', name: own.name, promptVersion: INTERVIEW_PROMPT_VERSION, dropped },
      }
    } catch (error) {
      signal.throwIfAborted()
      if (!(error instanceof ModelFailure && error.outage)) throw error
      log.warn({ code: error.code, requestId: error.requestId }, 'interview without the model')
      await context.note(`Asked without ${own.name}: ${error.message}`)
      return null
    }
  }
}

/** What nobody asks a creator for the sake of a video. */
const PRIVATE =
  /\b(?:passwords?|passcodes?|pin codes?|api[- ]?keys?|credit cards?|card numbers?|bank|iban|social security|passports?|home address|private keys?|seed phrase|log ?in|credentials|tokens?)\b/i

/** Questions that may be put to the creator: questions, of this interview, without addresses or words to machines. */
function usable({ questions }: InterviewAnswer, { asked }: InterviewMaterial): Asked[] {
  const kept: Asked[] = []
  for (const { about, question, why } of questions) {
    const words = clean(question, MOST_CHARS).replace(/\s+/g, ' ')
    const reason = clean(why, MOST_CHARS).replace(/\s+/g, ' ')
    const wrong =
      !/[?？]/.test(words) ||
      /address left out/.test(words + reason) ||
      PRIVATE.test(words) ||
      !fine(words) ||
      (reason !== '' && !fine(reason)) ||
      asked.includes(words) ||
      kept.some(other => other.question === words)
    if (!wrong && kept.length < MOST) kept.push({ about, question: words, why: reason })
  }
  return kept
}
