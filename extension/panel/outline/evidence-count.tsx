import type { OutlineBeat } from '../../../core/contract/decision.ts'
import { count } from '../words/numbers.ts'

/** Beats that say something of the world. */
const telling: readonly OutlineBeat['kind'][] = ['setup', 'turn', 'payoff']

/** How much backs a beat; that nothing backs one that tells something is said, too. */
export function EvidenceCount({ beat }: { beat: Pick<OutlineBeat, 'kind' | 'evidence'> }) {
  const { kind, evidence } = beat
  if (evidence.length > 0) return <span class="numbers">{count(evidence.length, 'quote')}</span>
  return telling.includes(kind) ? <span class="planned__bare">no quotes</span> : null
}
