import type { Hook } from '../../../core/contract/decision.ts'
import { Cited } from '../brief/statement.tsx'
import { count } from '../words/numbers.ts'
import { StandingMark } from './standing-mark.tsx'

/** The first sentences of a video, each with what backs it. */
export function HookBody({ value }: { value: Hook }) {
  return (
    <ol class="hook__sentences">
      {value.sentences.map(({ text, ledger }, at) => (
        <li key={`${at} ${text}`} class="hook__sentence">
          <p class="hook__text" dir="auto">
            {text}
          </p>
          <p class="hook__standing">
            <StandingMark ledger={ledger} /> {ledger.why && <span dir="auto">{ledger.why}</span>}
          </p>
          {ledger.citations.length > 0 && (
            <details class="more">
              <summary>{count(ledger.citations.length, 'passage')}</summary>
              {ledger.citations.map(citation => (
                <Cited key={`${citation.sourceId} ${citation.start}`} citations={[citation]} />
              ))}
            </details>
          )}
        </li>
      ))}
    </ol>
  )
}
