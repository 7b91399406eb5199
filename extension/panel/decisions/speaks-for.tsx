import type { Citation } from '../../../core/contract/brief.ts'
import { Cited } from '../brief/statement.tsx'
import { count } from '../words/numbers.ts'
import { citationKey } from './citation-key.ts'

/** All that is quoted for something, none twice, behind a line. */
export function SpeaksFor({ evidence }: { evidence: readonly Citation[] }) {
  const quotes = [...new Map(evidence.map(each => [citationKey(each), each])).values()]
  if (quotes.length === 0) return <p class="option__none">None of your sources is quoted for it.</p>
  return (
    <details class="more">
      <summary>What speaks for it: {count(quotes.length, 'quote')}</summary>
      {quotes.map(citation => (
        <Cited key={citationKey(citation)} citations={[citation]} />
      ))}
    </details>
  )
}
