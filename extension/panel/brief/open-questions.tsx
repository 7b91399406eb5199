import type { OpenQuestion } from '../../../core/contract/brief.ts'
import { Cited } from './statement.tsx'

/** What the sources leave unanswered, each with what shows it. */
export function OpenQuestions({ all }: { all: readonly OpenQuestion[] }) {
  return (
    <ul class="statements">
      {all.map(({ question, why, citations }, at) => (
        <li key={`${at} ${question}`} class="statement">
          <p class="statement__text statement__text--asked" dir="auto">
            {question}
          </p>
          <p class="statement__why" dir="auto">
            {why}
          </p>
          {citations.map(citation => (
            <Cited key={`${citation.sourceId} ${citation.start}`} citations={[citation]} />
          ))}
        </li>
      ))}
    </ul>
  )
}
