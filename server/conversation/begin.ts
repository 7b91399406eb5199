import type { Turn, TurnDraft } from '../../core/contract/conversation.ts'
import type { Run } from '../../core/contract/run.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { holdProject } from '../projects/projects.ts'
import { beginOnce } from '../runs/begin-once.ts'
import type { Runs } from '../runs/runs.ts'
import { findTurn, insertTurn } from './turns-store.ts'

interface BeginDeps {
  database: Database
  runs: Runs
}

/** Asks a question. The turn's id is its run's and the client's: sent twice, it is one turn, with its first words. */
export async function beginTurn(
  { database, runs }: BeginDeps,
  accountId: string,
  projectId: string,
  draft: TurnDraft,
): Promise<Turn> {
  return asAccount(database, accountId, async tx => {
    await holdProject(tx, projectId)
    await beginOnce(runs, tx, { id: draft.id, accountId, kind: 'turn', projectId })
    await insertTurn(tx, accountId, projectId, draft)
    return (await findTurn(tx, draft.id))!
  })
}

/** Has questions made that only the creator can answer. The run's id is the client's: sent twice, it is one interview. */
export async function beginInterview(
  { database, runs }: BeginDeps,
  accountId: string,
  { projectId, runId }: { projectId: string; runId: string },
): Promise<Run> {
  return asAccount(database, accountId, async tx => {
    await holdProject(tx, projectId)
    return beginOnce(runs, tx, { id: runId, accountId, kind: 'interview', projectId })
  })
}
