import type { Evidence } from '../../../core/contract/findings.ts'
import { Cite } from '../brief/cite.tsx'
import { byWords } from '../brief/same-words.ts'
import { Quote } from '../ui/quote.tsx'
import { count } from '../words/numbers.ts'
import { safeUrl } from '../words/safe-url.ts'
import { whoAndWhen } from './findings-words.ts'
import { TierMark } from './tier-mark.tsx'

const keyOf = (evidence: Evidence) => `${evidence.sourceId} ${evidence.start} ${evidence.end}`

/** A literal quote with everywhere it stands, who says it, when, and what that is worth. */
function Said({ evidence }: { evidence: Evidence[] }) {
  const [first] = evidence
  return (
    <div class="evidence">
      <Quote words={first!.anchor.exact} cite={safeUrl(first!.link) ?? undefined} />
      {evidence.map(each => (
        <div key={keyOf(each)} class="evidence__where">
          <Cite citation={each} />
          <p class="evidence__who">
            {whoAndWhen(each) && <bdi class="evidence__name">{whoAndWhen(each)}</bdi>}
            <TierMark tier={each.tier} sourceId={each.sourceId} />
          </p>
        </div>
      ))}
    </div>
  )
}

/** What is said, quote by quote; more than `shown` wait behind a line. */
export function EvidenceList({ evidence, shown }: { evidence: readonly Evidence[]; shown: number }) {
  const quotes = byWords(evidence)
  return (
    <>
      {quotes.slice(0, shown).map(same => (
        <Said key={keyOf(same[0]!)} evidence={same} />
      ))}
      {quotes.length > shown && (
        <details class="more">
          <summary>{count(quotes.length - shown, 'more quote')}</summary>
          <div class="evidence__more">
            {quotes.slice(shown).map(same => (
              <Said key={keyOf(same[0]!)} evidence={same} />
            ))}
          </div>
        </details>
      )}
    </>
  )
}
