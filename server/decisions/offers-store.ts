import type { TransactionSql } from 'postgres'
import { type Gate, Offer } from '../../core/contract/decision.ts'

interface OfferRow {
  document: object
  created_at: Date
}

/** When it was made is said by the clock that says when ways part and decisions are taken: the database's. */
const toOffer = ({ document, created_at }: OfferRow): Offer =>
  Offer.parse({ ...document, createdAt: created_at.toISOString() })

/** In the transaction that ends its run; the same run again changes nothing. */
export async function saveOffer(tx: TransactionSql, offer: Offer): Promise<void> {
  await tx`
    insert into offer (account_id, id, project_id, branch_id, gate, document)
    values (current_account(), ${offer.id}, ${offer.projectId}, ${offer.branchId}, ${offer.gate},
      ${tx.json(Offer.parse(offer))})
    on conflict do nothing`
}

/**
 * What was offered on a way, and before it parted on those that it comes from: newest first, at most 100.
 * @param gate of this gate alone; null: of each
 */
export async function offersOn(
  tx: TransactionSql,
  branchId: string,
  gate: Gate | null = null,
): Promise<Offer[]> {
  const rows = await tx<OfferRow[]>`
    with recursive line (account_id, id, until) as (
      select account_id, id, 'infinity'::timestamptz from branch where id = ${branchId}
      union all
      select parent.account_id, parent.id, least(line.until, child.created_at)
      from line
      join branch child on child.account_id = line.account_id and child.id = line.id
      join branch parent on parent.account_id = child.account_id and parent.id = child.from_id
    )
    select document, offer.created_at from offer
    join line on line.account_id = offer.account_id and line.id = offer.branch_id
    where offer.created_at <= line.until ${gate ? tx`and offer.gate = ${gate}` : tx``}
    order by offer.created_at desc, offer.id desc limit 100`
  return rows.map(toOffer)
}

/** All of a project at one gate. */
export async function offersAt(tx: TransactionSql, projectId: string, gate: Gate): Promise<Offer[]> {
  const rows = await tx<OfferRow[]>`
    select document, offer.created_at from offer where project_id = ${projectId} and gate = ${gate}`
  return rows.map(toOffer)
}

/** All of a project, oldest first. */
export async function selectOffers(tx: TransactionSql, projectId: string): Promise<Offer[]> {
  const rows = await tx<OfferRow[]>`
    select document, offer.created_at from offer where project_id = ${projectId} order by created_at, id`
  return rows.map(toOffer)
}
