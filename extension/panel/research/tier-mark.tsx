import { useContext } from 'preact/hooks'
import type { Tier } from '../../../core/contract/findings.ts'
import { TierAsked } from './ask-tier.ts'
import { domainWords, tierNames } from './tier-rules.ts'

/** A shape for each, on a 12 × 12 grid: told apart without their colour, and beside their word. */
const shapes: Record<Tier, string> = {
  primary: 'M6 .8 11.200 6 6 11.200 .800 6z',
  edited: 'M1.800 1.800h8.400v8.400H1.800z',
  personal: 'M6 1.300a4.700 4.700 0 1 0 0 9.400 4.700 4.700 0 0 0 0-9.400',
  doubtful: 'M6 1.300 11.200 10.500H.800z',
  unknown: 'M6 1.500a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9',
}

export function TierShape({ tier }: { tier: Tier }) {
  return (
    <svg
      class={`tier__shape tier__shape--${tier}`}
      viewBox="0 0 12 12"
      width="10"
      height="10"
      aria-hidden="true"
    >
      <path d={shapes[tier]} />
    </svg>
  )
}

/** What a source is worth, as a shape and a word; it leads to why, and to the creator's own say. */
export function TierMark({ tier, sourceId }: { tier: Tier; sourceId: string }) {
  const { domainOf, ask } = useContext(TierAsked)
  const domain = domainOf(sourceId)
  // A file that was dropped is of no domain: nobody has a list of it.
  if (!domain)
    return (
      <span class="tier">
        <TierShape tier={tier} />
        {tierNames[tier]}
      </span>
    )
  return (
    <button
      type="button"
      class="tier tier--asks"
      aria-haspopup="dialog"
      onClick={() => ask({ domain, tier })}
    >
      <TierShape tier={tier} />
      {tierNames[tier]}
      <span class="unseen">, {domainWords(domain)}</span>
      <span class="tier__why"> · why?</span>
    </button>
  )
}
