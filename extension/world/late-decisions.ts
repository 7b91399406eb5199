import type { Run } from '../../core/contract/run.ts'
import type { Asking } from '../api/client.ts'
import type { DecisionsWorld } from '../panel/decisions/decisions-world.ts'
import type { DecisionsDeps } from './decisions.ts'

/** What is decided, loaded when it is first wanted, and once. Until then nothing that happens concerns it. */
export function lateDecisions(deps: Omit<DecisionsDeps, 'api'> & { asking: Asking }) {
  let opened: Promise<ReturnType<typeof import('./decisions.ts')['decisionsWorld']>> | null = null
  const then = (act: (late: Awaited<NonNullable<typeof opened>>) => void) => void opened?.then(act, () => {})
  return {
    open(): Promise<DecisionsWorld> {
      opened ??= Promise.all([import('./decisions.ts'), import('../api/decisions.ts')]).then(
        ([{ decisionsWorld }, { decisionsApi }]) =>
          decisionsWorld({ ...deps, api: decisionsApi(deps.asking) }),
      )
      return opened.then(({ world }) => world)
    },
    told: (projectId: string) => then(late => late.told(projectId)),
    outdated: () => then(late => late.outdated()),
    ended: (run: Run) => then(late => late.ended(run)),
    stop: () => then(late => late.stop()),
  }
}
