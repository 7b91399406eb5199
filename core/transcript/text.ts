import type { Transcript } from '../contract/transcript.ts'

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

/** The milliseconds at which the segment begins that holds the character `at`; 0 for an empty transcript. */
export function msAt(transcript: Transcript, { starts }: TranscriptText, at: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= at) low = middle
    else high = middle - 1
  }
  return transcript.segments[low]?.startMs ?? 0
}
