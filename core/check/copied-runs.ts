import type { CheckFinding } from '../contract/check.ts'
import { limitsOfScript, type ScriptState, type Sentence } from '../contract/script.ts'
import type { Range } from '../passages/range.ts'
import { spokenOf } from '../script/order.ts'
import { type NormalWord, normalWords } from '../voice/normal.ts'
import type { CheckedSource } from './cited-sources.ts'
import { asOf, finding, mend, rewrites } from './finding.ts'
import { isQuoted, quotedOpenly } from './quotation.ts'
import type { Sound } from './sound.ts'
import { type SpokenText, sentencesIn } from './spoken-text.ts'

/** Longer runs of somebody's words are a quote, whoever says them. */
export const MOST_COPIED = 12

/** Runs of more than twelve words that the creator's own videos say word for word, and that are not quoted openly. */
export function ownCopies(spoken: SpokenText, copied: Sound['copied']): CheckFinding[] {
  return copied.flatMap(run => {
    if (run.words <= MOST_COPIED) return []
    const parts = sentencesIn(spoken, run).map(place => ({
      sentence: place.sentence,
      range: within(spoken, place, run),
    }))
    if (parts.length === 0 || parts.every(({ sentence, range }) => isQuoted(sentence.text, range))) return []
    const sentences = parts.map(({ sentence }) => sentence)
    const writes = parts
      .filter(({ sentence, range }) => !isQuoted(sentence.text, range))
      .map(({ sentence, range }) => ({ sentenceId: sentence.id, text: quotedOpenly(sentence.text, range) }))
    return finding({
      id: `copied:${sentences.map(asOf).join(':')}`.slice(0, 400),
      kind: 'copied',
      sentenceIds: sentences.map(({ id }) => id),
      beatId: sentences[0]!.beatId,
      why: `${run.words} words in a row are in one of your videos just so: “${spoken.text.slice(run.start, run.end)}”`,
      mends: [...rewrites('clearer', sentences), ...fitting(sentences, writes)],
    })
  })
}

/** A stretch of the whole text as a stretch of one sentence's own. */
function within({ text }: SpokenText, place: SpokenText['places'][number], run: Range): Range {
  const offset = place.sentence.text.indexOf(text.slice(place.start, place.end))
  return {
    start: offset + Math.max(run.start, place.start) - place.start,
    end: offset + Math.min(run.end, place.end) - place.start,
  }
}

/** Runs of more than twelve words of a source that a sentence cites, and does not quote openly. */
export function sourceCopies(state: ScriptState, sources: readonly CheckedSource[]): CheckFinding[] {
  const known = new Map(sources.map(source => [source.id, source]))
  return spokenOf(state).flatMap(sentence => {
    const words = normalWords(sentence.text)
    if (words.length <= MOST_COPIED) return []
    for (const { anchor, sourceId, sourceTitle, sourceKind } of sentence.ledger.citations) {
      // The creator's own answer is theirs to say.
      const run = sourceKind === 'knowledge' ? null : longestRun(words, normalWords(anchor.exact))
      if (!run || run.words <= MOST_COPIED || isQuoted(sentence.text, run)) continue
      const source = known.get(sourceId)
      const who = source?.author?.trim() || source?.site?.trim() || sourceTitle
      const whole = words.length - run.words < 3
      const text = whole ? `As ${who} puts it: “${sentence.text.trim()}”` : quotedOpenly(sentence.text, run)
      return finding({
        id: `copied:${sourceId}:${asOf(sentence)}`,
        kind: 'copied',
        sourceId,
        sentenceIds: [sentence.id],
        beatId: sentence.beatId,
        why: `${run.words} words in a row are “${sourceTitle}”’s, and nothing tells the listener.`,
        mends: [
          ...fitting([sentence], [{ sentenceId: sentence.id, text }]),
          ...rewrites('more_like_me', [sentence]),
        ],
      })
    }
    return []
  })
}

const fitting = (sentences: Sentence[], writes: { sentenceId: string; text: string }[]) =>
  writes.every(({ text }) => text.length <= limitsOfScript.sentenceChars)
    ? [mend('quote_openly', sentences, writes)]
    : []

/** The longest stretch of words that both have, by the one normal form; linear in each pair of equal words. */
function longestRun(
  one: readonly NormalWord[],
  other: readonly NormalWord[],
): (Range & { words: number }) | null {
  let best = { at: 0, words: 0 }
  let before = new Uint16Array(other.length + 1)
  for (let at = 0; at < one.length; at++) {
    const here = new Uint16Array(other.length + 1)
    for (let to = 0; to < other.length; to++) {
      if (one[at]!.word !== other[to]!.word) continue
      here[to + 1] = before[to]! + 1
      if (here[to + 1]! > best.words) best = { at: at - here[to + 1]! + 1, words: here[to + 1]! }
    }
    before = here
  }
  if (best.words === 0) return null
  return { start: one[best.at]!.start, end: one[best.at + best.words - 1]!.end, words: best.words }
}
