import type { Citation, Statement as Said } from '../../../core/contract/brief.ts'
import { Chip } from '../ui/chip.tsx'
import { Quote } from '../ui/quote.tsx'
import { count } from '../words/numbers.ts'
import { safeUrl } from '../words/safe-url.ts'
import { Cite } from './cite.tsx'

/** More quotes than this wait behind a line: one statement must not push the next off the screen. */
const shown = 2

export function Statement({ statement }: { statement: Said }) {
  if (statement.state === 'open') return <Open statement={statement} />
  const { text, citations } = statement
  // Without a model the statement is the quote: it is not said twice.
  const itself = citations.length > 0 && wordsOf(text) === wordsOf(citations[0]!.anchor.exact)
  const quotes = byWords(citations)
  return (
    <li class="statement">
      {!itself && (
        <p class="statement__text" dir="auto">
          {text}
        </p>
      )}
      {quotes.slice(0, shown).map((same, i) => (
        <div key={keyOf(same[0]!)}>
          {itself && i > 0 && <p class="statement__also">also said as</p>}
          <Cited citations={same} />
        </div>
      ))}
      {quotes.length > shown && (
        <details class="more">
          <summary>{count(quotes.length - shown, 'more quote')}</summary>
          {quotes.slice(shown).map(same => (
            <Cited key={keyOf(same[0]!)} citations={same} />
          ))}
        </details>
      )}
    </li>
  )
}

/** A literal quote and everywhere it stands. */
export function Cited({ citations }: { citations: Citation[] }) {
  const [first] = citations
  return (
    <div class="cited">
      <Quote words={first!.anchor.exact} cite={safeUrl(first!.link) ?? undefined} />
      {citations.map(citation => (
        <Cite key={keyOf(citation)} citation={citation} />
      ))}
    </div>
  )
}

function Open({ statement }: { statement: Extract<Said, { state: 'open' }> }) {
  return (
    <li class="statement statement--open">
      <p class="statement__text">
        <Chip shape="open">open</Chip>{' '}
        <span class="statement__dashed" dir="auto">
          {statement.text}
        </span>
      </p>
      <p class="statement__why">None of your sources says this in so many words.</p>
      {statement.failedQuotes.length > 0 && (
        <details class="more">
          <summary>{count(statement.failedQuotes.length, 'quote')} given for it, found nowhere</summary>
          <ul class="statement__failed">
            {statement.failedQuotes.map(quote => (
              <li key={quote} dir="auto">
                {quote}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}

const keyOf = (citation: Citation) => `${citation.sourceId} ${citation.start} ${citation.end}`
const wordsOf = (text: string) => text.replace(/\s+/g, ' ').trim().toLocaleLowerCase()

/** Two sources in the same words are one quote with two places: it is not read twice. */
function byWords(citations: Citation[]): Citation[][] {
  const groups = new Map<string, Citation[]>()
  for (const citation of citations) {
    const words = wordsOf(citation.anchor.exact)
    groups.set(words, [...(groups.get(words) ?? []), citation])
  }
  return [...groups.values()]
}
