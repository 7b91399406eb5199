import type { TransactionSql } from 'postgres'
import type { Proposal, ProposalDecision } from '../../core/contract/conversation.ts'

interface ProposalRow {
  id: string
  turn_id: string
  kind: Proposal['kind']
  title: string
  text: string
  why: string
  citations: Proposal['citations']
  own: Proposal['own']
  state: Proposal['state']
  edited: Proposal['edited']
  decided_at: Date | null
}

const columns = (tx: TransactionSql) =>
  tx`id, turn_id, kind, title, text, why, citations, own, state, edited, decided_at`

const toProposal = (row: ProposalRow): Proposal => ({
  id: row.id,
  turnId: row.turn_id,
  kind: row.kind,
  title: row.title,
  text: row.text,
  why: row.why,
  citations: row.citations,
  own: row.own,
  state: row.state,
  edited: row.edited,
  decidedAt: row.decided_at?.toISOString() ?? null,
})

/** Newest first; those of one turn in its order. */
export async function selectProposals(tx: TransactionSql, projectId: string): Promise<Proposal[]> {
  const rows = await tx<ProposalRow[]>`
    select ${columns(tx)} from proposal where project_id = ${projectId} order by created_at desc, ord, id limit 500`
  return rows.map(toProposal)
}

/** In the order of their turn. */
export async function selectProposalsOf(tx: TransactionSql, turnIds: string[]): Promise<Proposal[]> {
  if (turnIds.length === 0) return []
  const rows = await tx<ProposalRow[]>`
    select ${columns(tx)} from proposal where turn_id in ${tx(turnIds)} order by turn_id, ord`
  return rows.map(toProposal)
}

/** In the transaction that ends the turn's run. */
export async function insertProposals(
  tx: TransactionSql,
  projectId: string,
  proposals: Proposal[],
): Promise<void> {
  for (const [ord, { id, turnId, kind, title, text, why, citations, own }] of proposals.entries())
    await tx`
      insert into proposal (account_id, id, project_id, turn_id, ord, kind, title, text, why, citations, own)
      values (current_account(), ${id}, ${projectId}, ${turnId}, ${ord}, ${kind}, ${title}, ${text}, ${why},
        ${tx.json(citations)}, ${tx.json(own)})
      on conflict do nothing`
}

/** The same decision again changes nothing. @returns null where there is no such proposal. */
export async function decideProposal(
  tx: TransactionSql,
  id: string,
  decision: ProposalDecision,
): Promise<Proposal | null> {
  const edited = decision.state === 'accepted' && decision.edited ? tx.json(decision.edited) : null
  const [row] = await tx<ProposalRow[]>`
    update proposal set
      decided_at = case
        when ${decision.state} = 'offered' then null
        when state = ${decision.state} and edited is not distinct from ${edited}::jsonb then decided_at
        else clock_timestamp()
      end,
      state = ${decision.state}, edited = ${edited}::jsonb
    where id = ${id} and exists (
      select from project where project.account_id = proposal.account_id and project.id = proposal.project_id
        and project.deleted_at is null)
    returning ${columns(tx)}`
  return row ? toProposal(row) : null
}
