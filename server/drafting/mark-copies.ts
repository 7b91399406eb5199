import type { CheckedDraft, CheckedSentence } from './check-draft.ts'
import type { DraftSource } from './desk.ts'
import { copiesFrom, OWN_VIDEOS, outsideQuotes } from './source-copies.ts'
import { standingOf } from './standing.ts'

/**
 * A draft whose copied stretches of sources stand in quotation marks: where no other draft is without any, these are told
 * for what they are. What is the creator's own stays, and is told.
 */
export function markCopies(draft: CheckedDraft, sources: readonly DraftSource[], name: string): CheckedDraft {
  let marked = 0
  const sentences = draft.sentences.map((sentence): CheckedSentence => {
    const runs = copiesFrom(outsideQuotes(sentence.text), sources)
    if (runs.length === 0) return sentence
    marked += runs.length
    const text = runs.reduce((words, run) => words.replace(run.text, `“${run.text}”`), sentence.text)
    const { ledger } = standingOf({ text, quotes: [] }, sources, name)
    return { ...sentence, text, origin: 'model', ledger }
  })
  if (marked === 0) return draft
  const own = draft.copied.filter(({ from }) => from === OWN_VIDEOS)
  return {
    ...draft,
    sentences,
    copied: own,
    says: [
      `${marked === 1 ? 'One stretch' : `${marked} stretches`} of more than twelve words stood so in a source and ${marked === 1 ? 'was' : 'were'} put in quotation marks.`,
    ],
  }
}
