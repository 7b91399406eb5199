import type { Citation, Statement as Said } from '../../../core/contract/brief.ts'
import { Chip } from '../ui/chip.tsx'
import { Quote } from '../ui/quote.tsx'
import { count } from '../words/numbers.ts'
import { safeUrl } from '../words/safe-url.ts'
import { Cite } from './cite.tsx'
import { byWords, wordsOf } from './same-words.ts'

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
      <FailedQuotes quotes={statement.failedQuotes} />
    </li>
  )
}

/** What a model gave as quotes and no source has; nothing where there are none. */
export function FailedQuotes({ quotes }: { quotes: readonly string[] }) {
  if (quotes.length === 0) return null
  return (
    <details class="more">
      <summary>{count(quotes.length, 'quote')} given for it, found nowhere</summary>
      <ul class="statement__failed">
        {quotes.map(quote => (
          <li key={quote} dir="auto">
            {quote}
          </li>
        ))}
      </ul>
    </details>
  )
}

const keyOf = (citation: Citation) => `${citation.sourceId} ${citation.start} ${citation.end}`
