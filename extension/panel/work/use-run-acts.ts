import type { Run } from '../../../core/contract/run.ts'
import type { Done } from '../done.ts'
import { usePanel } from '../panel-context.ts'

/** Stopping a run and taking it up again; what goes wrong with that is said in passing. */
export function useRunActs(run: Run): { cancel: () => void; retry: () => void } {
  const { world, feedback } = usePanel()
  const tell = async (done: Done) => {
    const result = await done
    if (!result.ok) feedback.toast({ tone: 'bad', text: result.error.message })
  }
  return {
    cancel: () => void tell(world.cancelRun(run.id, run.projectId)),
    retry: () => void tell(world.retryRun(run.id, run.projectId)),
  }
}
