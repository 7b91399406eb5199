import { setImmediate as breathe } from 'node:timers/promises'
import type { Brief } from '../../core/contract/brief.ts'
import { asAccount } from '../db/tenancy.ts'
import { RunFailure, type RunOutcome, type RunWork } from '../runs/work.ts'
import { readingState } from '../sources/reading-state.ts'
import { sourceTexts } from '../sources/texts.ts'
import { awaitSources } from './await-sources.ts'
import type { BriefWriter } from './brief-writer.ts'
import { tellWhatIsLeftOut } from './left-out.ts'
import { readMaterial } from './material.ts'
import { saveBrief } from './store.ts'

export interface BriefWorkDeps {
  writer: BriefWriter
  clock: () => Date
  ids: () => string
  /** How long to wait for sources that do not get ready, in milliseconds. */
  patienceMs?: number
}

/**
 * The `brief` run: waits for the sources that are still being read, then has the writer write from the ready ones.
 * Everything is read in one transaction, so that the brief is of one state of the project; nothing is written until
 * the run's end.
 */
export function briefWork({ writer, clock, ids, patienceMs }: BriefWorkDeps): RunWork {
  return async (context): Promise<RunOutcome> => {
    const { database, accountId, projectId, runId, signal, progress } = context
    if (!projectId) throw new RunFailure('no_project', 'This run names no project. Build the brief again.')
    await tellWhatIsLeftOut(context, await awaitSources(context, projectId, patienceMs), 'this brief')
    const { texts, passages } = await asAccount(database, accountId, async tx => {
      const ready = (await sourceTexts(tx, projectId)).filter(source => source.ready)
      return { texts: ready, passages: (await readingState(tx, projectId)).passages }
    })
    if (texts.length === 0) {
      throw new RunFailure(
        'nothing_to_brief',
        'No source of this project could be read, so there is nothing to write a brief from. Look at the sources for what went wrong, or clip another page.',
      )
    }
    const total = texts.length
    await progress({ done: 0, total, label: `Comparing ${total === 1 ? 'one source' : `${total} sources`}` })
    const material = await readMaterial(texts, async () => {
      signal.throwIfAborted()
      await breathe()
    })
    if (material.sentences.length === 0) {
      throw new RunFailure(
        'no_statements',
        'The sources have words but no whole sentences to quote: lists, tables or menus. Clip pages with running text.',
      )
    }
    const written = await writer(material, {
      run: { accountId, runId, kind: 'brief', signal },
      signal,
      breathe: () => breathe(),
      tell: label => progress({ done: 0, total: null, label }),
      step: context.step,
    })
    for (const note of written.notes) await context.note(note)
    await progress({ done: total, total, label: 'Saving the brief' })
    const brief: Brief = {
      id: ids(),
      projectId,
      runId,
      createdAt: clock().toISOString(),
      method: written.method,
      sources: material.sources.map(({ id, title, kind }) => ({ id, title, kind })),
      passages,
      themes: written.themes,
      disagreements: written.disagreements,
      questions: written.questions,
    }
    return { resultId: brief.id, save: tx => saveBrief(tx, brief) }
  }
}
