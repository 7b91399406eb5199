import type { UseEvent, UseName } from '../../core/contract/report.ts'
import type { Run } from '../../core/contract/run.ts'

const named: Partial<Record<Run['kind'], UseName>> = {
  brief: 'brief_built',
  claims: 'claims_found',
  draft: 'script_drafted',
}
const MOST_MS = 86_400_000

/** Tells of work that this page began, once it is done: other pages follow it as well. */
export function countedRuns(used: (event: UseEvent) => void) {
  const begun = new Set<string>()
  return {
    begun(run: Run): void {
      begun.add(run.id)
    },
    /** @param sources of its project */
    ended({ id, kind, state, createdAt, finishedAt }: Run, sources: number): void {
      const event = named[kind]
      if (!begun.delete(id) || !event || state !== 'done' || finishedAt === null) return
      const ms = Math.min(MOST_MS, Math.max(0, Date.parse(finishedAt) - Date.parse(createdAt)))
      used({ event, count: sources, ms })
    },
  }
}
