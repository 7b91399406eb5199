import type { Usage } from '../../../core/contract/usage.ts'
import { integer } from '../words/numbers.ts'
import { costWords } from './cost-words.ts'

/** What whoever keeps the server pays for the creator in a month, and what of it is used; no cap of theirs raises it. */
export function KeeperWords({ keeper }: { keeper: NonNullable<Usage['keeper']> }) {
  const { monthTokens, monthDollars, tokens, cost } = keeper
  const caps = [
    monthTokens !== null && `${integer(monthTokens)} tokens`,
    monthDollars !== null && `$${monthDollars.toFixed(2)}`,
  ].filter(Boolean)
  const used = [
    monthTokens !== null && `${integer(tokens)} tokens`,
    monthDollars !== null && (cost === 0 ? '$0' : costWords(cost)),
  ].filter(Boolean)
  return (
    <p class="settings__words">
      This server pays for up to <b>{caps.join(' and ')}</b> of yours in a month; {used.join(' and ')} of it{' '}
      {used.length > 1 ? 'are' : 'is'} used. What a key of your own pays for does not count.
    </p>
  )
}
