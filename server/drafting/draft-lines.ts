import { sentences } from '../../core/passages/sentences.ts'

export interface WrittenQuote {
  /** `S1`, `K2`; null where it names none. */
  ref: string | null
  quote: string
}
export interface WrittenSentence {
  text: string
  quotes: WrittenQuote[]
  /** What is to be seen meanwhile, '' for nothing. */
  cue: string
}
/** A sentence that is new, or the place of one that stays, by its number. */
export type WrittenPart = WrittenSentence | { keeps: number }

export const isNew = (part: WrittenPart): part is WrittenSentence => 'text' in part

const HEADING =
  /^(?:={2,}|#{1,4}|\*{2})\s*(?:(?:draft|version|variant|candidate|take)\s+)?([A-H1-8])\b[^\n]{0,40}$/i
const QUOTE = /^>+\s*(?:[[(]?([SK]\d{1,3})[\])]?\s*[:：|–-]?\s*)?(.*)$/i
const CUE = /^~+\s*(?:(?:shot|show|cue|visual)\s*[:：]\s*)?(.*)$/i
const KEEPS = /^=\s*(\d{1,3})\s*$/
const SENTENCE = /^[-•*–]\s+(.*)$/
const MOST_DRAFTS = 8
const MOST_SENTENCES = 200

/**
 * Reads drafts in lines: `=== A` begins one, `-` a sentence, `>` a quote of it, `~` what is to be seen, `= 2` the place of
 * a sentence that stays. What a model writes otherwise is taken as well as it can be: running text by its sentences.
 * Nothing of it is checked yet.
 */
export function readDrafts(text: string): WrittenPart[][] {
  const drafts: WrittenPart[][] = []
  let parts: WrittenPart[] | null = null
  let owner: WrittenSentence | null = null
  for (const raw of text.split('\n')) {
    const line = raw.trim()
    if (!line || /^(?:```|-{3,}$|\*{3,}$)/.test(line)) continue
    if (HEADING.test(line)) {
      parts = null
      owner = null
      continue
    }
    if (!parts) {
      if (drafts.length === MOST_DRAFTS) break
      parts = []
      drafts.push(parts)
    }
    const kept = KEEPS.exec(line)
    if (kept) {
      parts.push({ keeps: Number(kept[1]) })
      owner = null
    } else if (line.startsWith('>')) {
      const [, ref = null, words = ''] = QUOTE.exec(line)!
      if (owner && words.trim()) owner.quotes.push({ ref: ref?.toUpperCase() ?? null, quote: words.trim() })
    } else if (line.startsWith('~')) {
      if (owner) owner.cue = CUE.exec(line)![1]!.trim()
    } else if (!/^[{}[\]<=]/.test(line)) {
      const dashed = SENTENCE.exec(line)
      const whole = dashed ? dashed[1]! : line
      for (const { start, end } of sentences(whole)) {
        owner = { text: whole.slice(start, end), quotes: [], cue: '' }
        if (parts.length < MOST_SENTENCES) parts.push(owner)
      }
    }
  }
  return drafts.filter(draft => draft.some(isNew))
}

/**
 * Says the words of the first draft while it comes: its sentences, not quotes, cues or the drafts after it. A piece may
 * end anywhere; of a line nothing is said before its beginning shows what it is.
 */
export function tellsFirst(say: (text: string) => void): (piece: string) => void {
  let start: string | null = ''
  let telling = false
  let said = false
  let over = false
  return piece => {
    let out = ''
    for (const char of piece) {
      if (over) break
      if (char === '\n') {
        // A second heading ends it.
        over = start !== null && said && HEADING.test(start.trim())
        start = ''
        telling = false
      } else if (start !== null) {
        start += char
        const shown = start.trimStart()
        // Two characters tell a sentence from a heading or a quote.
        if (shown.length < 2 || /^(?:[>~=#{}[\]<`]|\*\*|--)/.test(shown)) continue
        const rest = shown.replace(/^[-•*–]\s+/, '')
        if (/^[-•*–]\s*$/.test(rest)) continue
        out += (said ? ' ' : '') + rest
        said = true
        telling = true
        start = null
      } else if (telling) out += char
    }
    if (out) say(out)
  }
}
