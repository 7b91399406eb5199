import type { Logger } from 'pino'
import { z } from 'zod'
import { type Judged, type Rewrite, RewriteRequest } from '../../core/contract/draft.ts'
import { Id } from '../../core/contract/id.ts'
import type { Sentence } from '../../core/contract/script.ts'
import { sentencesOf } from '../../core/script/order.ts'
import { shorten } from '../../core/script/shorten.ts'
import { openLanguages } from '../../core/voice/language.ts'
import { asAccount } from '../db/tenancy.ts'
import { ApiError } from '../http/problem.ts'
import { ModelFailure } from '../model/errors.ts'
import type { Fence } from '../model/fence.ts'
import type { Models } from '../model/models.ts'
import { RunFailure, type RunOutcome, type RunWork } from '../runs/work.ts'
import { readScript } from '../script/script.ts'
import { saidBefore } from './beat-request.ts'
import { type CheckedRewrite, checkRewrite } from './check-rewrite.ts'
import { type DraftDesk, readDesk } from './desk.ts'
import { openJudges } from './judges.ts'
import { modelRewrite } from './model-rewrite.ts'
import { REWRITE_PROMPT_VERSION } from './prompts/rewrite.ts'
import { type RewriteSubject, rewriteRequestFor, subjectOf } from './rewrite-subject.ts'
import { saveRewrite } from './store.ts'

export interface RewriteWorkDeps {
  /** null: none is set. */
  models: Models | null
  fence: Fence
  log: Logger
  clock: () => Date
}

/** What a `rewrite` run is asked for. */
export const RewriteInput = z.object({ branchId: Id, ...RewriteRequest.omit({ id: true }).shape })
export type RewriteInput = z.infer<typeof RewriteInput>

/** Stored as the method of what no model rewrote. */
const BY_RULES = 'shortened-by-rules'

/** The `rewrite` run: other words for some sentences of a beat, offered as a difference. The script stays as it is. */
export function rewriteWork({ models, fence, log, clock }: RewriteWorkDeps): RunWork {
  return async (context): Promise<RunOutcome> => {
    const { database, accountId, runId, signal } = context
    const { branchId, ...asked } = RewriteInput.parse(context.input)
    const desk = await readDesk(context, branchId).catch(error => {
      if (error instanceof ApiError) throw GONE
      throw error
    })
    const script = await asAccount(database, accountId, tx => readScript(tx, branchId))
    const subject = await subjectOf(desk, script, asked.sentenceIds)
    if (!subject) throw GONE
    const notes: string[] = []
    if (subject.locked > 0)
      notes.push(
        `${subject.locked === 1 ? 'One sentence is' : `${subject.locked} sentences are`} locked and stay${subject.locked === 1 ? 's' : ''} as ${subject.locked === 1 ? 'it is' : 'they are'}.`,
      )
    await context.progress({ done: 0, total: null, label: 'Rewriting' })
    const judges = await openJudges(context, desk.voice)
    const made = await rewritten(subject, notes)
    const { changes, dropped } = made.checked
    if (changes.length === 0) notes.push('There was nothing to change: the sentences stay as they are.')
    if (made.checked.lost.length > 0)
      notes.push(
        `Some of what the sentences say is not in the new words: ${made.checked.lost.slice(0, 8).join(', ')}.`,
      )
    const before = saidBefore(script, subject.beat.id)
    const judge = (sentences: readonly Pick<Sentence, 'text'>[]): Judged =>
      judges.judge(sentences.map(({ text }) => text).join(' '), before)
    const all = sentencesOf(script, subject.beat.id)
    const [was, is] = [judge(all), judge(replaced(all, changes))]
    if (judges.without) notes.push(judges.without)
    else if (asked.how === 'more_like_me' && was.meter !== null && is.meter !== null && is.meter < was.meter)
      notes.push('By the meter the old words are nearer to your voice than the new ones.')
    for (const note of notes) await context.note(note)
    const rewrite: Rewrite = {
      ...{ id: runId, branchId, ...asked, changes, before: was, after: is, notes },
      method:
        made.by === null
          ? { by: 'extractive', name: BY_RULES }
          : { by: 'model', name: made.by, promptVersion: REWRITE_PROMPT_VERSION, dropped },
      createdAt: clock().toISOString(),
    }
    return { resultId: runId, save: tx => saveRewrite(tx, rewrite) }

    async function rewritten(
      of: RewriteSubject,
      told: string[],
    ): Promise<{ by: string | null; checked: CheckedRewrite }> {
      if (!models) return byRules(of, desk, asked.how, told)
      try {
        const { chat } = models.forRun({ accountId, runId, kind: 'rewrite', signal })
        const request = rewriteRequestFor(desk, of, asked, fence)
        const { checked, notes: more } = await modelRewrite({
          ...{ context, chat, request, subject: of, judges, name: models.name },
          ...{ language: desk.language, languageOf: await openLanguages() },
        })
        told.push(...more)
        return { by: models.name, checked }
      } catch (error) {
        signal.throwIfAborted()
        if (!(error instanceof ModelFailure && error.outage && asked.how === 'shorter')) throw error
        log.warn({ code: error.code, requestId: error.requestId }, 'rewrite without the model')
        told.push(`Shortened by rules, without ${models.name}: ${error.message}`)
        return byRules(of, desk, asked.how, [])
      }
    }
  }
}

const GONE = new RunFailure(
  'sentences_gone',
  'The sentences that were to be rewritten are not there any more. Choose others, and ask again.',
)

/** Without a model only what is empty can go: anything else would be somebody's words. */
function byRules(
  { sentences, sources }: RewriteSubject,
  { steering }: DraftDesk,
  how: RewriteInput['how'],
  told: string[],
): { by: null; checked: CheckedRewrite } {
  if (how !== 'shorter')
    throw new RunFailure(
      'needs_model',
      'This takes a model, and none is set: only shortening goes without one. Set OPENAI_API_KEY or OPENAI_BASE_URL and start the server again, or write the sentence yourself.',
    )
  told.push('Shortened by rules, without a model: empty words went, and long sentences were parted.')
  const avoid = steering?.avoid.map(({ text }) => text) ?? []
  const written = new Map(
    sentences.flatMap((sentence, at) => {
      // A source's words are not ours to shorten.
      const parts = sentence.origin === 'source' ? null : shorten(sentence.text, avoid)
      return parts ? [[at + 1, parts.map(text => ({ text, quotes: [], cue: '' }))] as const] : []
    }),
  )
  return { by: null, checked: checkRewrite(sentences, written, { sources, judges: null, name: BY_RULES }) }
}

function replaced(all: readonly Sentence[], changes: Rewrite['changes']): Pick<Sentence, 'text'>[] {
  return all.flatMap(sentence => {
    const change = changes.find(({ sentenceId }) => sentenceId === sentence.id)
    return change ? change.becomes : [sentence]
  })
}
