import type { Logger } from 'pino'
import { z } from 'zod'
import { DraftRequest } from '../../core/contract/draft.ts'
import { Id } from '../../core/contract/id.ts'
import type { Beat, ScriptState } from '../../core/contract/script.ts'
import { openLanguages } from '../../core/voice/language.ts'
import { asAccount } from '../db/tenancy.ts'
import { ApiError } from '../http/problem.ts'
import { ModelFailure } from '../model/errors.ts'
import type { Fence } from '../model/fence.ts'
import type { Models } from '../model/models.ts'
import { RunFailure, type RunOutcome, type RunWork } from '../runs/work.ts'
import { readScript } from '../script/script.ts'
import { type BeatMaterial, materialOf } from './beat-material.ts'
import { chosenBeats, keptOf, requestFor, saidBefore } from './beat-request.ts'
import type { CheckedDraft } from './check-draft.ts'
import { readDesk } from './desk.ts'
import { extractiveBeat, WORKING_DRAFT } from './extractive-beat.ts'
import { type BeatResult, fillBeat } from './fill-beat.ts'
import { openJudges } from './judges.ts'
import { type DraftJudges, modelBeat } from './model-beat.ts'
import { DRAFT_PROMPT_VERSION } from './prompts/draft.ts'

export interface DraftWorkDeps {
  /** null: none is set. */
  models: Models | null
  fence: Fence
  log: Logger
  clock: () => Date
  ids: () => string
}

/** What a `draft` run is asked for. */
export const DraftInput = z.object({ branchId: Id, ...DraftRequest.omit({ id: true }).shape })
export type DraftInput = z.infer<typeof DraftInput>

/** So many beats in a row that the model is away for: the rest is not asked for. */
const PATIENCE = 2

/**
 * The `draft` run: writes the beats of a script one after the other, each from its quotes, what was said before it, and
 * the voice. Each is in the script, with all of its drafts kept, before the next is begun: what stops the run loses
 * nothing that was written.
 */
export function draftWork({ models, fence, log, clock, ids }: DraftWorkDeps): RunWork {
  return async (context): Promise<RunOutcome> => {
    const { database, accountId, runId, signal } = context
    const asked = DraftInput.parse(context.input)
    const { branchId } = asked
    const desk = await readDesk(context, branchId).catch(error => {
      if (error instanceof ApiError)
        throw new RunFailure('branch_gone', 'The way that this was to be written for is not there any more.')
      throw error
    })
    const beats = chosenBeats(await scriptNow(), asked.beatIds)
    for (const remark of desk.remarks) await context.note(remark)
    let judges: Promise<DraftJudges> | undefined
    const judging = () => {
      judges ??= Promise.all([openJudges(context, desk.voice), openLanguages()]).then(
        ([opened, languageOf]) => ({ judges: opened, languageOf }),
      )
      return judges
    }
    let away = 0
    for (const [at, { id: beatId, title }] of beats.entries()) {
      signal.throwIfAborted()
      await context.progress({
        ...{ done: at, total: beats.length },
        label: `Writing beat ${at + 1} of ${beats.length}: ${title.slice(0, 120)}`,
      })
      await context.beat({ beatId, place: at + 1, of: beats.length })
      const script = await scriptNow()
      const beat = script.beats[beatId]
      if (!beat || beat.removed) {
        await context.note(`“${title}” was taken out of the script meanwhile, and not written.`)
        continue
      }
      const result = await context.step(`beat ${beatId}`, () => write(beat, script))
      const filled = await asAccount(database, accountId, tx =>
        fillBeat(tx, { branchId, beatId, runId }, result),
      )
      for (const note of result.notes) await context.note(note)
      if (!filled) await context.note(`“${title}” was taken out of the script while it was written.`)
    }
    await context.progress({ done: beats.length, total: beats.length, label: 'Written' })
    return { resultId: null, async save() {} }

    function scriptNow(): Promise<ScriptState> {
      return asAccount(database, accountId, tx => readScript(tx, branchId))
    }

    async function write(beat: Beat, script: ScriptState): Promise<BeatResult> {
      const material = await materialOf(desk, beat)
      const notes = goneNotes(beat, material)
      // What somebody pays for them to say is the creator's own matter.
      if (!models || beat.kind === 'sponsor' || away >= PATIENCE) return worked([], notes)
      try {
        const {
          drafts,
          usable,
          notes: told,
        } = await modelBeat({
          context,
          chat: models.forRun({ accountId, runId, kind: 'draft', signal }).chat,
          request: requestFor(desk, script, beat, material, asked.wish, fence),
          judges: judging,
          checking: {
            ...{ beat, material, language: desk.language, name: models.name },
            kept: keptOf(script, beat.id).length,
            before: saidBefore(script, beat.id),
          },
        })
        away = 0
        const { without } = (await judging()).judges
        if (without && desk.steering) notes.push(without)
        if (!usable) {
          notes.push(
            `${models.name} wrote nothing for “${beat.title}” that could be used: its quotes were put together instead.`,
          )
          return worked(drafts, [...notes, ...told])
        }
        const dropped = drafts.reduce((sum, each) => sum + each.dropped, 0)
        const method = {
          by: 'model' as const,
          name: models.name,
          promptVersion: DRAFT_PROMPT_VERSION,
          dropped,
        }
        return resultOf(drafts, method, [...notes, ...told])
      } catch (error) {
        signal.throwIfAborted()
        // The weather is not the creator's to mend. Settings and limits are, and end the run: what is written stays.
        if (!(error instanceof ModelFailure && error.outage)) throw error
        away += 1
        log.warn({ code: error.code, requestId: error.requestId }, 'beat without the model')
        return worked(
          [],
          [...notes, `“${beat.title}” was put together without ${models.name}: ${error.message}`],
        )
      }

      /** The quotes in order go into the script; what a model wrote besides is kept for the creator to look at. */
      async function worked(others: CheckedDraft[], told: string[]): Promise<BeatResult> {
        const draft = extractiveBeat(beat, material)
        await context.said(draft.sentences.map(({ text }) => text).join(' '), { anew: true })
        return resultOf([draft, ...others.slice(0, 7)], { by: 'extractive', name: WORKING_DRAFT }, told)
      }
    }

    function resultOf(drafts: CheckedDraft[], method: BeatResult['method'], notes: string[]): BeatResult {
      return {
        method,
        candidates: drafts.map(({ sentences, judged, copied, says }) => ({
          ...{ id: ids(), judged, copied, says },
          sentences: sentences.map(sentence => ({ id: ids(), ...sentence })),
        })),
        ...{ changeId: ids(), pointId: ids(), notes, at: clock().toISOString() },
      }
    }
  }
}

function goneNotes({ title }: Pick<Beat, 'title'>, { gone }: BeatMaterial): string[] {
  if (gone.length === 0) return []
  const what = gone.length === 1 ? 'One quote' : `${gone.length} quotes`
  return [
    `${what} of “${title}” ${gone.length === 1 ? 'does' : 'do'} not stand in the source any more and ${gone.length === 1 ? 'was' : 'were'} left out: ${gone[0]!.sourceTitle.slice(0, 100)}.`,
  ]
}
