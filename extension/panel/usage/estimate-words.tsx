import type { Estimate } from '../../../core/contract/usage.ts'
import { integer } from '../words/numbers.ts'
import { costWords } from './cost-words.ts'

/** "· up to 6,400 tokens, about 0.4 ¢", after who reads it; nothing while nobody knows. */
export function EstimateWords({ estimate }: { estimate: Estimate | null }) {
  if (!estimate) return null
  const { inputTokens, outputTokens, exact, cost, cached } = estimate
  const tokens = inputTokens + outputTokens
  if (tokens === 0 && cached > 0) return <span class="numbers"> · answered from before, free</span>
  return (
    <span class="numbers">
      {' '}
      · {exact ? 'up to' : 'about'} {integer(tokens)} tokens, {costWords(cost)}
    </span>
  )
}
