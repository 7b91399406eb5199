import type { Logger } from 'pino'
import type { Note, Proposal } from '../../core/contract/conversation.ts'
import { asAccount } from '../db/tenancy.ts'
import { ModelFailure } from '../model/errors.ts'
import type { Fence } from '../model/fence.ts'
import type { Models } from '../model/models.ts'
import { ownMentions, type PassageSearch } from '../research/claims/own-mentions.ts'
import { likelyLanguage } from '../research/stopwords.ts'
import { RunFailure, type RunOutcome, type RunWork } from '../runs/work.ts'
import { readingState } from '../sources/reading-state.ts'
import { type Answering, beginAnswering, type TurnAnswer } from './answering.ts'
import { readDesk } from './desk.ts'
import { EXTRACTIVE_NAME } from './extractive-answer.ts'
import { extractiveTurn } from './extractive-turn.ts'
import { modelTurn } from './model-turn.ts'
import { nextQuestions } from './next-questions.ts'
import { insertNote } from './notes-store.ts'
import type { Step } from './plan.ts'
import { insertProposals } from './proposals-store.ts'
import { saveAnswer } from './turns-store.ts'

export interface TurnWorkDeps {
  /** null: none is set. */
  models: Models | null
  search: PassageSearch
  fence: Fence
  log: Logger
  ids: () => string
}

/** The `turn` run: answers one question of the creator's from the sources of its project and the own videos. */
export function turnWork({ models, search, fence, log, ids }: TurnWorkDeps): RunWork {
  return async (context): Promise<RunOutcome> => {
    const { database, accountId, projectId, runId } = context
    const desk = projectId && (await readDesk(database, accountId, { projectId, turnId: runId }))
    if (!projectId || !desk)
      throw new RunFailure('turn_gone', 'The question of this run is not there any more. Ask it again.')
    const answering = beginAnswering(context, desk, { database, accountId, search })
    const answered = await answer(answering)
    await tellLanguages(answering, answered)
    const { uses: tools, remarks } = answering
    const next = nextQuestions(desk, answered.answer)
    const proposals: Proposal[] = []
    for (const proposal of answered.proposals)
      proposals.push({
        ...{ id: ids(), turnId: runId, ...proposal },
        own: proposal.kind === 'angle' && desk.ownVideos > 0 ? await saidOf(proposal) : [],
        ...{ state: 'offered', edited: null, decidedAt: null },
      })
    /** An angle that was a video of theirs already is told so before it is taken. */
    function saidOf({ title, text }: { title: string; text: string }) {
      const angle = `${title}. ${text}`
      return ownMentions({ database, search }, accountId, angle, likelyLanguage(angle))
    }
    const notes = answered.notes.map(
      (note): Omit<Note, 'createdAt'> => ({ id: ids(), projectId, turnId: runId, by: 'agent', ...note }),
    )
    return {
      resultId: runId,
      async save(tx) {
        await saveAnswer(tx, runId, {
          method: answered.method,
          tools,
          remarks,
          answer: answered.answer,
          next,
        })
        await insertProposals(tx, projectId, proposals)
        for (const note of notes) await insertNote(tx, note)
      },
    }
  }

  async function answer(answering: Answering): Promise<TurnAnswer> {
    const { context, desk } = answering
    const state = await asAccount(context.database, context.accountId, tx => readingState(tx, desk.projectId))
    if (state.pending > 0)
      await answering.remark(
        state.pending === 1
          ? 'One source is still being read, and this answer does not know it.'
          : `${state.pending} sources are still being read, and this answer does not know them.`,
      )
    const answered =
      state.ready === 0 && desk.ownVideos === 0
        ? await nothingToRead(answering)
        : await byModelOrSearch(answering)
    for (const { tool, says } of madeBy(answered)) await answering.tell({ tool, says })
    return answered
  }

  async function byModelOrSearch(answering: Answering): Promise<TurnAnswer> {
    if (!models) return extractiveTurn(answering)
    let steps: Step[] | undefined
    try {
      return await modelTurn(answering, { models, fence, log }, decided => {
        steps = decided
      })
    } catch (error) {
      answering.context.signal.throwIfAborted()
      // The weather is not the creator's to mend: the sources still answer. Settings and limits are, and end the run.
      if (!(error instanceof ModelFailure && error.outage)) throw error
      log.warn({ code: error.code, requestId: error.requestId }, 'turn without the model')
      await answering.remark(`Answered by search, without ${models.name}: ${error.message}`)
      return extractiveTurn(answering, steps)
    }
  }
}

async function nothingToRead({ context, desk }: Answering): Promise<TurnAnswer> {
  const text =
    desk.sources.length === 0
      ? 'There is nothing to answer from yet: clip an article, a PDF or a video with captions, then ask again.'
      : 'No source of this project has been read yet: look at the sources for what stands in the way, then ask again.'
  await context.said(text, { anew: true })
  return {
    answer: [{ standing: 'plain', text }],
    proposals: [],
    notes: [],
    method: { by: 'extractive', name: EXTRACTIVE_NAME },
  }
}

function madeBy({ proposals, notes }: TurnAnswer) {
  const kinds = Map.groupBy(proposals, ({ kind }) => kind)
  return [
    ...[...kinds].map(([kind, made]) => ({
      tool: 'propose' as const,
      says: made.length === 1 ? `Proposed one ${kind}` : `Proposed ${made.length} ${kind}s`,
    })),
    ...notes.map(() => ({ tool: 'add_note' as const, says: 'Kept a note' })),
  ]
}

/** A source in another language has few of a question's words: that it said nothing may be for that. */
async function tellLanguages(answering: Answering, { answer }: TurnAnswer): Promise<void> {
  const { desk } = answering
  const asked = likelyLanguage(desk.question)
  if (!asked) return
  const cited = new Set(
    answer.flatMap(each =>
      each.standing === 'quoted' ? each.citations.map(({ sourceId }) => sourceId) : [],
    ),
  )
  const others = desk.sources.filter(
    ({ source, language }) => language !== null && language !== asked && !cited.has(source.id),
  )
  const languages = [...new Set(others.map(({ language }) => languageName(language!)))]
  if (languages.length === 0) return
  const count = others.length === 1 ? 'One source is' : `${others.length} sources are`
  await answering.remark(
    `${count} in ${languages.slice(0, 3).join(', ')}, and nothing of ${others.length === 1 ? 'it' : 'them'} is quoted: ask in that language to look there by its own words.`,
  )
}

function languageName(language: string): string {
  try {
    return new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language
  } catch {
    return language
  }
}
