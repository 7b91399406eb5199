import type { Hook } from '../../../core/contract/decision.ts'
import { limitsOfScript } from '../../../core/contract/script.ts'

export type HookSentence = Hook['sentences'][number]

/** More are no beginning any more. */
export const MOST_SENTENCES = 12

/** A sentence of the creator's: what backs it is looked for once it stands in the script. */
const own = (text: string): HookSentence => ({
  text,
  ledger: { standing: 'open', citations: [], why: 'Your own words: they are checked in the script.' },
})

/** The lines that were written as sentences. One that is as it was keeps what backs it. */
export function sentencesOf(text: string, before: readonly HookSentence[]): HookSentence[] {
  const known = new Map(before.map(each => [each.text, each]))
  return text
    .split('\n')
    .map(line => line.trim().slice(0, limitsOfScript.sentenceChars))
    .filter(Boolean)
    .slice(0, MOST_SENTENCES)
    .map(line => known.get(line) ?? own(line))
}
