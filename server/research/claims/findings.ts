import type { TransactionSql } from 'postgres'
import type { Evidence, Findings } from '../../../core/contract/findings.ts'
import { tierOfSource } from '../../../core/tiers/tier-of.ts'
import { requireProject } from '../../projects/projects.ts'
import { ownTiers } from '../../tiers/tiers.ts'
import { findFindings, newestFindings } from './store.ts'

/** The newest of a project that is there; null before the first. */
export async function newestOf(tx: TransactionSql, projectId: string): Promise<Findings | null> {
  await requireProject(tx, projectId)
  const found = await newestFindings(tx, projectId)
  return found && withTiersOfNow(tx, found)
}

export async function findingsById(tx: TransactionSql, id: string): Promise<Findings | null> {
  const found = await findFindings(tx, id)
  return found && withTiersOfNow(tx, found)
}

/** A tier that the creator sets is seen at once in what was found before. */
async function withTiersOfNow(tx: TransactionSql, findings: Findings): Promise<Findings> {
  const own = await ownTiers(tx)
  const sources = findings.sources.map(source => ({ ...source, tier: tierOfSource(source, own) }))
  const tiers = new Map(sources.map(({ id, tier }) => [id, tier]))
  const now = (evidence: Evidence): Evidence => ({
    ...evidence,
    tier: tiers.get(evidence.sourceId) ?? evidence.tier,
  })
  return {
    ...findings,
    sources,
    claims: findings.claims.map(claim => ({
      ...claim,
      sides: claim.sides.map(side => ({ ...side, evidence: side.evidence.map(now) })),
    })),
    gapMap: findings.gapMap && {
      ...findings.gapMap,
      points: findings.gapMap.points.map(point => ({
        ...point,
        videos: point.videos.map(now),
        elsewhere: point.elsewhere.map(now),
      })),
    },
  }
}
