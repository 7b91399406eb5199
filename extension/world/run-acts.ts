import { ok } from '../../core/contract/result.ts'
import type { Run } from '../../core/contract/run.ts'
import type { Api } from '../api/client.ts'
import type { World } from '../panel/world.ts'

/** Stopping work, and taking it up again. */
export function runActs(
  api: Pick<Api, 'cancelRun' | 'retryRun'>,
  addRun: (run: Run) => void,
): Pick<World, 'cancelRun' | 'retryRun'> {
  const changing = (ask: Api['cancelRun']) => async (id: string, projectId: string | null) => {
    const answer = await ask(id, projectId)
    if (answer.ok) addRun(answer.value)
    return answer.ok ? ok(undefined) : answer
  }
  return { cancelRun: changing(api.cancelRun), retryRun: changing(api.retryRun) }
}
