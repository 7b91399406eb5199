import type { Run } from '../../core/contract/run.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { ApiError } from '../http/problem.ts'
import { holdProject } from '../projects/projects.ts'
import type { Runs } from '../runs/runs.ts'
import { hasWords } from '../sources/texts.ts'

/**
 * Sets a brief of the project's sources going, or the search for their claims. The run's id is the client's: sent
 * twice, it is one run. Sources that are still being read count: the run waits for them.
 */
export async function beginReading(
  { database, runs }: { database: Database; runs: Runs },
  accountId: string,
  { kind, projectId, runId }: { kind: 'brief' | 'claims'; projectId: string; runId: string },
): Promise<Run> {
  const before = await runs.get(accountId, runId)
  return asAccount(database, accountId, async tx => {
    await holdProject(tx, projectId)
    if (before?.kind === kind && before.projectId === projectId) return before
    if (before)
      throw new ApiError('conflict', 'This id belongs to another run. Make a new one and ask again.')
    if (!(await hasWords(tx, projectId)))
      throw new ApiError(
        'nothing_to_brief',
        'No source of this project has words to quote yet. Clip an article or a video with captions first.',
      )
    return runs.create(tx, { id: runId, accountId, kind, projectId })
  })
}
