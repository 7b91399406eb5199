import type { UseEvent } from '../../core/contract/report.ts'
import type { ReportsWorld } from '../panel/reports/reports-world.ts'
import type { ReportsDeps } from './open-reports.ts'

/** What the rest of the extension knows of its reports. Nothing of it rejects, throws or is waited for, but `world`. */
export interface Reports {
  /** Something broke that nobody caught. */
  broke(thrown: unknown): void
  /** The creator did something of the kinds that are told. */
  used(event: UseEvent): void
  world(): Promise<ReportsWorld>
}

/** The reports, loaded when something is first to be told, and once. */
export function lateReports(deps: ReportsDeps): Reports {
  let opened: Promise<ReturnType<typeof import('./open-reports.ts')['openReports']>> | null = null
  let world: Promise<ReportsWorld> | null = null
  const open = () => {
    opened ??= import('./open-reports.ts').then(({ openReports }) => openReports(deps))
    return opened
  }
  const quietly = (act: (reports: Awaited<ReturnType<typeof open>>) => Promise<void>) =>
    void open()
      .then(act)
      .catch(() => {})
  return {
    broke: thrown => quietly(reports => reports.broke(thrown)),
    used: event => quietly(reports => reports.used(event)),
    world() {
      world ??= open().then(reports => reports.world())
      return world
    },
  }
}
