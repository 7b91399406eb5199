import type { ScriptState, Sentence } from '../../contract/script.ts'
import { spokenOf } from '../order.ts'

/** What a script says without anybody to show for it, in order: every export lists it. */
export const openSentences = (state: ScriptState): Sentence[] =>
  spokenOf(state).filter(({ ledger, text }) => ledger.standing === 'open' && text.trim() !== '')

/** "2 of 40 sentences are open: nothing shows them." */
export function openWords(state: ScriptState): string {
  const all = spokenOf(state).filter(({ text }) => text.trim() !== '').length
  const open = openSentences(state).length
  if (all === 0) return 'Nothing is written yet.'
  if (open === 0) return `Nothing is open: each of ${all} sentences has what stands behind it.`
  return `${open} of ${all} sentences ${open === 1 ? 'is' : 'are'} open: nothing shows what ${open === 1 ? 'it says' : 'they say'}.`
}
