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
  const itself = citations.length > 0 && same(text, citations[0]!.anchor.exact)
  return (
    <li class="statement">
      {!itself && (
        <p class="statement__text" dir="auto">
          {text}
        </p>
      )}
      {citations.slice(0, shown).map(citation => (
        <Cited key={keyOf(citation)} citation={citation} />
      ))}
      {citations.length > shown && (
        <details class="more">
          <summary>{count(citations.length - shown, 'more quote')}</summary>
          {citations.slice(shown).map(citation => (
            <Cited key={keyOf(citation)} citation={citation} />
          ))}
        </details>
      )}
    </li>
  )
}

/** A literal quote and where it stands. */
export function Cited({ citation }: { citation: Citation }) {
  return (
    <div class="cited">
      <Quote words={citation.anchor.exact} cite={safeUrl(citation.link) ?? undefined} />
      <Cite citation={citation} />
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
const same = (a: string, b: string) => a.replace(/\s+/g, ' ').trim() === b.replace(/\s+/g, ' ').trim()
