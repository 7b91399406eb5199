import type { TransactionSql } from 'postgres'
import type { Run } from '../../core/contract/run.ts'
import type { ApiError } from '../http/problem.ts'
import { idTaken, type NewRun, type Runs } from './runs.ts'

/**
 * Begins a run whose id is the client's, in the caller's transaction as the account: sent twice, it is one.
 * @throws ApiError `conflict` where the id is another run's
 */
export const beginOnce = async (
  runs: Pick<Runs, 'create'>,
  tx: TransactionSql,
  run: NewRun,
  taken: () => ApiError = idTaken,
): Promise<Run> => sameRun(await runs.create(tx, run), run, taken)

/** The run of this id, where it is the one that is meant. @throws ApiError `conflict` where it is another */
export function sameRun(
  found: Run,
  { kind, projectId }: Pick<NewRun, 'kind' | 'projectId'>,
  taken: () => ApiError = idTaken,
): Run {
  if (found.kind !== kind || found.projectId !== projectId) throw taken()
  return found
}
