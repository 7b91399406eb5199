import type { Transcript } from '../contract/transcript.ts'

/**
 * How one transcript's words stand to another's of the same video: the `same` captions by two ways; other `wording` of
 * the same talk (what a person wrote against what recognition heard); or `unlike`, as in another language.
 */
export function compareWording(one: Transcript, other: Transcript): 'same' | 'wording' | 'unlike' {
  const text = (transcript: Transcript) => transcript.segments.map(segment => segment.text).join(' ')
  const [mine, theirs] = [text(one), text(other)]
  if (shared(pairs(mine), pairs(theirs)) >= 0.95) return 'same'
  return shared(words(mine), words(theirs)) >= 0.5 ? 'wording' : 'unlike'
}

/** Neighbouring words exactly as written, points and capitals included: that is where the two wordings differ. */
function pairs(text: string): string[] {
  const written = text.split(/\s+/).filter(Boolean)
  return written.length < 2 ? written : written.slice(1).map((word, at) => `${written[at]} ${word}`)
}

/** Words as heard; of scripts without spaces each character. */
const words = (text: string): string[] =>
  text
    .toLowerCase()
    .match(
      /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Mymr}]|[\p{L}\p{M}\p{N}]+/gu,
    ) ?? []

/** The part of `theirs` that is among `mine`. */
function shared(mine: string[], theirs: string[]): number {
  const known = new Set(mine)
  return theirs.length ? theirs.filter(each => known.has(each)).length / theirs.length : 0
}
