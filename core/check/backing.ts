import type { CheckFinding } from '../contract/check.ts'
import type { ScriptState, Sentence } from '../contract/script.ts'
import { spokenOf } from '../script/order.ts'
import { asOf, finding, mend } from './finding.ts'

/** What nobody shows, sentence by sentence. */
export function openFindings(state: ScriptState): CheckFinding[] {
  return spokenOf(state).flatMap(sentence => {
    if (sentence.ledger.standing !== 'open' || sentence.text.trim() === '') return []
    const own = [sentence]
    return finding({
      id: `open:${asOf(sentence)}`,
      kind: 'open',
      sentenceIds: [sentence.id],
      beatId: sentence.beatId,
      why: sentence.ledger.why.trim() || 'No source was found that says so.',
      mends: [
        mend('find_source', own),
        mend('own_knowledge', own),
        mend('opinion', own),
        // What is locked is not taken away.
        ...(sentence.locked ? [] : [mend('remove', own)]),
      ],
    })
  })
}

/** Sentences that two devices wrote at once: both are there, and would both be spoken. */
export function undecidedFindings(state: ScriptState): CheckFinding[] {
  return spokenOf(state).flatMap(second => {
    const first = second.beside === null ? undefined : state.sentences[second.beside]
    if (!first || first.removed || state.beats[first.beatId]?.removed !== false) return []
    const pair: Sentence[] = [first, second]
    return finding({
      id: `undecided:${asOf(first)}:${asOf(second)}`,
      kind: 'undecided',
      sentenceIds: pair.map(({ id }) => id),
      beatId: second.beatId,
      why: 'Two devices wrote this sentence at the same time. Both are in the script: choose.',
      mends: [
        ...(second.locked ? [] : [mend('keep_first', pair)]),
        ...(first.locked ? [] : [mend('keep_second', pair)]),
        ...(second.locked ? [] : [mend('keep_both', pair)]),
      ],
    })
  })
}
