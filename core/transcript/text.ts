import type { Transcript } from '../contract/transcript.ts'
import { lastStart } from '../passages/last-start.ts'

/** A transcript as running text: its segments with single spaces between, and where each begins in it. */
export interface TranscriptText {
  text: string
  /** For each segment, the character of `text` at which it begins; ascending. */
  starts: number[]
}

export function transcriptText(transcript: Transcript): TranscriptText {
  let text = ''
  const starts: number[] = []
  for (const segment of transcript.segments) {
    const words = segment.text.replace(/\s+/g, ' ').trim()
    if (text && words) text += ' '
    starts.push(text.length)
    text += words
  }
  return { text, starts }
}

/**
 * The milliseconds at which the word begins that holds the character `at` of the running text, or where the captions
 * time no words its segment; 0 for an empty transcript.
 */
export function msAt(transcript: Transcript, { text, starts }: TranscriptText, at: number): number {
  const found = lastStart(starts, at)
  const segment = transcript.segments[found]
  if (!segment?.wordStartsMs?.length) return segment?.startMs ?? 0
  let word = 0
  for (
    let space = text.indexOf(' ', starts[found]);
    space >= 0 && space < at;
    space = text.indexOf(' ', space + 1)
  )
    word++
  return segment.wordStartsMs[Math.min(word, segment.wordStartsMs.length - 1)]!
}
