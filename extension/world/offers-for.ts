import type { Branch, Gate, Offer, Ways } from '../../core/contract/decision.ts'

/** Ways back that are looked through: a way that parted from a way that parted, and so on. */
const FAR_BACK = 6

/** The open branch and those that it parted from, nearest first: where options for it may have been offered. */
export function sourcesOfOffers({ branches, openId }: Ways): Branch[] {
  const chain: Branch[] = []
  let next: string | null = openId
  while (next && chain.length < FAR_BACK) {
    const branch: Branch | undefined = branches.find(each => each.id === next)
    // A ring cannot be, and must not hang the panel.
    if (!branch || chain.includes(branch)) break
    chain.push(branch)
    next = branch.fromId
  }
  return chain
}

/** The decision that what is offered at a gate hangs on. */
const restsOn = (branch: Branch, gate: Gate): string | null => {
  if (gate === 'angle') return null
  return (gate === 'outline' ? branch.angle?.id : branch.outline?.id) ?? null
}

/** What was offered for the same decisions as the open branch has, newest first, none twice. */
export function offersFor(ways: Ways, offers: readonly Offer[]): Offer[] {
  const open = ways.branches.find(each => each.id === ways.openId)
  const byId = new Map(ways.branches.map(each => [each.id, each]))
  const fitting = offers.filter(offer => {
    if (!open || offer.branchId === open.id) return true
    const from = byId.get(offer.branchId)
    return from !== undefined && restsOn(from, offer.gate) === restsOn(open, offer.gate)
  })
  const once = new Map(fitting.map(offer => [offer.id, offer]))
  return [...once.values()].sort((a, b) =>
    a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0,
  )
}
