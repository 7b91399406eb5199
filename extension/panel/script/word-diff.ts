import { diffWordsWithSpace } from 'diff'
import type { Stretch } from '../ui/changed-words.tsx'

/** Milliseconds after which a difference is told as a whole. */
const PATIENCE_MS = 200

/**
 * What became of a sentence, word by word, in any writing: words are where the language has them.
 * @param language BCP 47; null: nobody knows
 */
export function wordDiff(was: string, became: string, language: string | null): Stretch[] {
  const changes = diffWordsWithSpace(was, became, {
    intlSegmenter: segmenterOf(language),
    timeout: PATIENCE_MS,
  })
  if (!changes)
    return [
      { is: 'removed', text: was },
      { is: 'added', text: became },
    ]
  return changes.map(({ value, added, removed }) => ({
    is: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }))
}

const segmenters = new Map<string | null, Intl.Segmenter>()

function segmenterOf(language: string | null): Intl.Segmenter {
  const known = segmenters.get(language)
  if (known) return known
  let made: Intl.Segmenter
  try {
    made = new Intl.Segmenter(language ?? undefined, { granularity: 'word' })
  } catch {
    // A tag that is none.
    made = new Intl.Segmenter(undefined, { granularity: 'word' })
  }
  segmenters.set(language, made)
  return made
}
