import type { Transcript } from '../contract/transcript.ts'
import { countWords } from './words.ts'

/** Silence up to this long between two segments is a pause of the speaker, not a hole in the transcript. */
const pauseMs = 10_000

export interface TranscriptMeasure {
  segments: number
  words: number
  /** Of the video: the time that segments span, pauses included. */
  coveredMs: number
  wordsPerMinute: number
  /** So few words for the length that something must be missing: try another way. */
  truncated: boolean
}

/** @param durationMs the video's length; 0 where unknown, which makes nothing truncated. */
export function measureTranscript(transcript: Transcript, durationMs: number): TranscriptMeasure {
  let words = 0
  let coveredMs = 0
  let lastEnd = 0
  for (const { startMs, endMs, text } of transcript.segments) {
    words += countWords(text)
    const from = startMs - lastEnd <= pauseMs ? lastEnd : startMs
    const until = durationMs ? Math.min(endMs, durationMs) : endMs
    if (until > from) coveredMs += until - from
    lastEnd = Math.max(lastEnd, until)
  }
  const minutes = (durationMs || lastEnd) / 60_000
  return {
    segments: transcript.segments.length,
    words,
    coveredMs,
    wordsPerMinute: minutes ? Math.round(words / minutes) : 0,
    truncated: durationMs > 180_000 && words < durationMs / 3000,
  }
}
