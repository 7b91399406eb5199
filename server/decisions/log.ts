import type { TransactionSql } from 'postgres'
import type { LogEntry } from '../../core/contract/decision.ts'
import { requireProject } from '../projects/projects.ts'
import { selectOffers } from './offers-store.ts'
import { selectBranches, selectDecisions } from './store.ts'

/** At one moment a way is there before something is offered on it, and that before it is decided. */
const ORDER: LogEntry['kind'][] = ['branched', 'offered', 'decided']

/** What was offered, what was decided and where it parted, in a project: oldest first, and nothing left out. */
export async function logOf(tx: TransactionSql, projectId: string): Promise<LogEntry[]> {
  await requireProject(tx, projectId)
  const branched = (await selectBranches(tx, projectId)).map(
    ({ decided: _, before, ...branch }): LogEntry => ({
      kind: 'branched',
      at: branch.createdAt,
      branch,
      before,
    }),
  )
  const offered = (await selectOffers(tx, projectId)).map(
    (offer): LogEntry => ({ kind: 'offered', at: offer.createdAt, offer }),
  )
  const decided = (await selectDecisions(tx, projectId)).map(
    (decision): LogEntry => ({ kind: 'decided', at: decision.at, decision }),
  )
  return [...branched, ...offered, ...decided].sort(
    (a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0) || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind),
  )
}
