import type { OpenQuestion } from '../../../core/contract/brief.ts'
import { overlapOf } from '../overlap.ts'
import type { JoinAnswer } from '../prompts/claims.ts'
import { terms } from '../terms.ts'
import type { ReadSources } from './claims-finder.ts'

const MOST = 5
const MOST_CHARS = 300
/** Of what is asked about, so much in one statement that says more than that is an answer. */
const ANSWERED = 0.65

/** A model saw only claims: what it says that nobody answers is looked for in all that the sources say. */
export function unansweredOf(asked: JoinAnswer['questions'], { said, ranking }: ReadSources): OpenQuestion[] {
  const { vocabulary } = ranking
  return asked
    .map(({ question, why }) => ({ question: line(question), why: line(why) }))
    .filter(({ question }) => question.length >= 10 && question.length <= MOST_CHARS)
    .filter(({ question }) => {
      const wanted = terms(question, null)
      const known = new Set(wanted)
      return !said.some(({ reading }) => {
        const { shared } = overlapOf(wanted, reading.terms, vocabulary)
        return shared.length >= ANSWERED * known.size && reading.terms.length >= shared.length + 3
      })
    })
    .slice(0, MOST)
    .map(({ question, why }) => ({ question, why: why.slice(0, MOST_CHARS), citations: [] }))
}

const line = (text: string) => text.replace(/\s+/g, ' ').trim()
