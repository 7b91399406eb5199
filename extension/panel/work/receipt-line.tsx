import type { Source } from '../../../core/contract/source.ts'
import { Icon } from '../ui/icon.tsx'
import { integer } from '../words/numbers.ts'
import { legName, outcomeWords } from './leg-words.ts'
import { plainly, receiptWords } from './receipt-words.ts'

const marks = { whole: 'check', part: 'warn', none: 'warn' } as const

/** How whole a capture is, in one line of mono; it opens to the ways that were tried. */
export function ReceiptLine({ source }: { source: Source }) {
  const words = receiptWords(source)
  return (
    <details class="receipt">
      <summary class="receipt__line" title="How it was captured">
        <span class={`receipt__head receipt__head--${words.tone}`}>
          <Icon name={marks[words.tone]} />
          {words.head}
        </span>
        {words.warnings.map(piece => (
          <span key={piece} class="receipt__piece receipt__piece--warning">
            {words.tone === 'whole' && <Icon name="warn" />}
            {piece}
          </span>
        ))}
        {words.rest.map(piece => (
          <span key={piece} class="receipt__piece">
            {piece}
          </span>
        ))}
        <Icon name="chevron" />
      </summary>
      <Legs source={source} />
      <LeftOut source={source} />
    </details>
  )
}

function Legs({ source }: { source: Source }) {
  const { legs, by } = source.receipt
  if (legs.length === 0) return <p class="receipt__none">No more is known of how it was captured.</p>
  return (
    <ol class="receipt__legs" aria-label="Ways that were tried, in order">
      {legs.map(leg => (
        <li
          key={leg.leg + leg.outcome + leg.ms}
          class={leg.leg === by ? 'receipt__leg receipt__leg--kept' : 'receipt__leg'}
        >
          <span>{legName(leg.leg)}</span>
          <span class="receipt__outcome">
            {outcomeWords(leg)}
            {leg.leg === by && ', kept'} · <span class="numbers">{integer(leg.ms)} ms</span>
          </span>
          {leg.detail && (
            <span class="receipt__detail" dir="auto">
              {leg.detail}
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}

/** All that is not among what was kept: the line above names the first of it. */
function LeftOut({ source }: { source: Source }) {
  const { leftOut } = source.receipt
  if (leftOut.length === 0) return null
  return (
    <div class="receipt__left">
      <p>Left out</p>
      <ul>
        {leftOut.map(each => (
          <li key={each.what} dir="auto">
            {plainly(each)}
          </li>
        ))}
      </ul>
    </div>
  )
}
