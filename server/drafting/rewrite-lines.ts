import type { WrittenSentence } from './draft-lines.ts'

const NUMBERED = /^(?:[-*•]\s+)?(?:\[|\*\*)?(\d{1,3})(?:\]|\*\*)?\s*[:.)：]\s*(.*)$/
const QUOTE = /^>+\s*(?:[[(]?([SK]\d{1,3})[\])]?\s*[:：|–-]?\s*)?(.*)$/i
const GOES = /^[-–—]$|^\(?(?:removed|deleted|none)\)?$/i
const MOST_OF_ONE = 12

/**
 * Reads rewritten sentences in lines: a number with the words, several lines of a number where it is parted, a dash
 * where it goes. What has no number is left out: nobody could tell what it is for.
 * @param count how many sentences there are
 * @returns by the sentence's number what it becomes; of one that is not in it nothing was said
 */
export function readRewrite(text: string, count: number): Map<number, WrittenSentence[]> {
  const found = new Map<number, WrittenSentence[]>()
  let owner: WrittenSentence | null = null
  for (const raw of text.split('\n')) {
    const line = raw.trim()
    const numbered = NUMBERED.exec(line)
    if (line.startsWith('>')) {
      const [, ref = null, words = ''] = QUOTE.exec(line)!
      if (owner && words.trim()) owner.quotes.push({ ref: ref?.toUpperCase() ?? null, quote: words.trim() })
    } else if (numbered) {
      owner = null
      const number = Number(numbered[1])
      const words = numbered[2]!.trim()
      if (number < 1 || number > count || !words) continue
      const becomes = found.get(number) ?? []
      found.set(number, becomes)
      if (GOES.test(words) || becomes.length >= MOST_OF_ONE) continue
      owner = { text: words, quotes: [], cue: '' }
      becomes.push(owner)
    }
  }
  return found
}
