import type { HeardEvent, Run } from '../../core/contract/run.ts'
import type { Asking } from '../api/client.ts'
import type { OpenDatabase } from '../outbox/database.ts'
import type { DecisionsWorld } from '../panel/decisions/decisions-world.ts'
import type { ScriptWorld } from '../panel/script/script-world.ts'
import type { ScriptDeps } from './script.ts'

type LateDeps = Omit<ScriptDeps, 'api' | 'decisions' | 'disk'> & {
  asking: Asking
  open: OpenDatabase
  decisions: () => Promise<DecisionsWorld>
}

/** The script, loaded when it is first wanted, and once. Until then nothing that happens concerns it. */
export function lateScript({ asking, open, decisions, ...deps }: LateDeps) {
  let opened: Promise<ReturnType<typeof import('./script.ts')['scriptWorld']>> | null = null
  const then = (act: (late: Awaited<NonNullable<typeof opened>>) => void) => void opened?.then(act, () => {})
  return {
    open(): Promise<ScriptWorld> {
      opened ??= Promise.all([
        import('./script.ts'),
        import('../api/script.ts'),
        import('../script/disk.ts'),
        decisions(),
      ]).then(([{ scriptWorld }, { scriptApi }, { scriptDisk }, decided]) =>
        scriptWorld({ ...deps, api: scriptApi(asking), disk: scriptDisk(open), decisions: decided }),
      )
      return opened.then(({ world }) => world)
    },
    /** An event of a run that is followed. */
    heard: (event: HeardEvent) => then(late => late.heard(event)),
    /** The server is there again. */
    outdated: () => then(late => late.connect()),
    ended: (run: Run) => then(late => late.ended(run)),
    stop: () => then(late => late.stop()),
  }
}
