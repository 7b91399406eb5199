import { normalWords } from '../../core/voice/normal.ts'
import type { DraftSource } from './desk.ts'

/** Longer runs of a source's words outside quotation marks are told. */
export const MOST_COPIED = 12
const GRAM = MOST_COPIED + 1
/** Of a book the beginning: what a draft was shown stands in its quotes anyway. */
const MOST_CHARS = 400_000

/** Where a run of the creator's own words is from, as it is told. */
export const OWN_VIDEOS = 'your own videos'

export interface SourceCopy {
  text: string
  from: string
}

/**
 * The stretches of more than twelve words that stand so in one of the sources, by the one normal form.
 * @param texts of a draft what is not quoted; a run does not go on from one to the next
 */
export function copiesFrom(
  texts: readonly string[],
  sources: readonly Pick<DraftSource, 'title' | 'kind' | 'quoted'>[],
): SourceCopy[] {
  const drafts = texts.map(text => ({ text, words: normalWords(text) }))
  const grams = new Set<string>()
  const firsts = new Set<string>()
  for (const { words } of drafts)
    for (let at = 0; at + GRAM <= words.length; at++) {
      grams.add(gramAt(words, at))
      firsts.add(words[at]!.word)
    }
  if (grams.size === 0) return []
  const copies: SourceCopy[] = []
  for (const { title, kind, quoted } of sources) {
    // What the creator knows is theirs to say again.
    if (kind === 'knowledge') continue
    const words = normalWords(quoted.text.slice(0, MOST_CHARS))
    const held = new Set<string>()
    for (let at = 0; at + GRAM <= words.length; at++) {
      if (!firsts.has(words[at]!.word)) continue
      const gram = gramAt(words, at)
      if (grams.has(gram)) held.add(gram)
    }
    for (const { text, words: own } of held.size > 0 ? drafts : [])
      for (let at = 0; at + GRAM <= own.length; at++) {
        if (!held.has(gramAt(own, at))) continue
        const from = at
        while (at + GRAM < own.length && held.has(gramAt(own, at + 1))) at++
        const last = at + GRAM - 1
        copies.push({ text: text.slice(own[from]!.start, own[last]!.end), from: title })
        at = last
      }
  }
  return copies
}

function gramAt(words: readonly { word: string }[], at: number): string {
  let gram = words[at]!.word
  for (let next = at + 1; next < at + GRAM; next++) gram += ` ${words[next]!.word}`
  return gram
}

/** A sentence without what stands in quotation marks in it, as the stretches around. */
export const outsideQuotes = (text: string): string[] => text.split(/[“"„«][^”"“«»]{0,600}[”"»]/u)
