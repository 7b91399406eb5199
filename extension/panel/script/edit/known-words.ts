import type { ScriptState, Sentence } from '../../../../core/contract/script.ts'
import { type Known, unchecked } from './edits-between.ts'

/** Fewer letters are alike by chance. */
const TELLING = 8

/**
 * What is known of words that turn up as a new sentence: those that stand elsewhere in the script came from there
 * (cut and put in again, copied, parted by Enter), and keep whose words they are and what backs them.
 * @param seen the beat's sentences before they turned up
 */
export function knownWords(state: ScriptState, seen: readonly Sentence[]): (text: string) => Known | null {
  let byText: Map<string, Sentence> | null = null
  return text => {
    if (text.length < TELLING) return null
    if (!byText) {
      byText = new Map()
      for (const sentence of Object.values(state.sentences)) byText.set(sentence.text, sentence)
    }
    const same = byText.get(text)
    if (same) return { origin: same.origin, ledger: same.ledger, cue: same.cue }
    const whole = seen.find(each => each.text.includes(text))
    if (!whole) return null
    return {
      origin: whole.origin === 'creator' ? 'creator' : 'edited',
      ledger: { ...unchecked, citations: whole.ledger.citations },
      cue: '',
    }
  }
}
