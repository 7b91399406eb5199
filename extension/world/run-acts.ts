import { ok } from '../../core/contract/result.ts'
import type { Run } from '../../core/contract/run.ts'
import type { Answer, Api } from '../api/client.ts'
import type { World } from '../panel/world.ts'

/** Stopping work, and taking it up again. */
export function runActs(
  api: Pick<Api, 'cancelRun' | 'retryRun'>,
  addRun: (run: Run) => void,
): Pick<World, 'cancelRun' | 'retryRun'> {
  const changing = (ask: (id: string) => Answer<Run>) => async (id: string) => {
    const answer = await ask(id)
    if (answer.ok) addRun(answer.value)
    return answer.ok ? ok(undefined) : answer
  }
  return { cancelRun: changing(id => api.cancelRun(id)), retryRun: changing(api.retryRun) }
}
