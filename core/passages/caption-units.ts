import type { Transcript } from '../contract/transcript.ts'
import type { TranscriptText } from '../transcript/text.ts'
import { countWords, type Range, trimmed } from './range.ts'
import { sentences } from './sentences.ts'

/** A silence this long ends a unit. */
const PAUSE_MS = 700
/** From here a unit ends at the next segment border that a new thought seems to follow … */
const GOOD_WORDS = 14
/** … and here at any segment border. */
const MOST_WORDS = 28
const NEW_THOUGHT =
  /^(?:so|and|but|now|then|because|okay|ok|well|also|however|next|first|second|finally|anyway|the|this|these|there|in|when|if|what|let's|you|we|i|it)\b/i

/**
 * What is kept whole in a transcript: sentences where the captions have punctuation, else stretches between
 * pauses, cut at segment borders, because automatic captions know no sentences.
 */
export function* captionUnits(transcript: Transcript, running: TranscriptText): Generator<Range> {
  if (isPunctuated(running.text)) yield* sentences(running.text, transcript.language)
  else yield* pauseUnits(transcript, running)
}

/** At least one sentence end in 40 words, over all of it. */
export function isPunctuated(text: string): boolean {
  const ends = text.match(/[.!?…。！？](?=\s|$|["”’)])/g)?.length ?? 0
  return ends * 40 >= countWords(text)
}

function* pauseUnits({ segments }: Transcript, { text, starts }: TranscriptText): Generator<Range> {
  let unitStart = 0
  let words = 0
  for (let i = 0; i < segments.length; i++) {
    const from = starts[i]!
    const to = starts[i + 1] ?? text.length
    const segment = text.slice(from, to)
    const pause = i > 0 ? segments[i]!.startMs - segments[i - 1]!.endMs : 0
    const thought = words >= GOOD_WORDS && NEW_THOUGHT.test(segment)
    if (words > 0 && (pause >= PAUSE_MS || thought || words >= MOST_WORDS)) {
      const unit = trimmed(text, unitStart, from)
      if (unit) yield unit
      unitStart = from
      words = 0
    }
    words += countWords(segment)
  }
  const unit = trimmed(text, unitStart, text.length)
  if (unit) yield unit
}
