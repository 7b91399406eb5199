import type { Offer, Option } from '../../../core/contract/decision.ts'
import { letterOf } from '../research/letters.ts'

export interface NamedOffer {
  offer: Offer
  /** Of its options, in their order. */
  names: string[]
}

export interface NamedOption {
  option: Option
  name: string
}

/** Options are A, B, C in the order in which they came, so that an older one keeps its letter. @param offers newest first */
export function namedOffers(offers: readonly Offer[]): NamedOffer[] {
  let at = 0
  return offers
    .toReversed()
    .map(offer => ({ offer, names: offer.options.map(() => `Option ${letterOf(at++)}`) }))
    .toReversed()
}

export const namedOptions = (offers: readonly NamedOffer[]): NamedOption[] =>
  offers.flatMap(({ offer, names }) => offer.options.map((option, at) => ({ option, name: names[at]! })))
