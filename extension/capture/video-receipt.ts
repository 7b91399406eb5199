import type { Receipt } from '../../core/contract/receipt.ts'
import { measureTranscript } from '../../core/transcript/receipt.ts'
import type { VideoReading } from './youtube/ladder.ts'

/** @param durationMs the video's length, null where unknown */
export function videoReceipt(
  { legs, by, transcript, sounds }: Pick<VideoReading, 'legs' | 'by' | 'transcript' | 'sounds'>,
  durationMs: number | null,
): Receipt {
  const leftOut = sounds ? [{ what: 'sounds such as [Music]', count: sounds }] : []
  if (!transcript) return { by: null, legs, words: 0, leftOut }
  const { segments, words, coveredMs } = measureTranscript(transcript, durationMs ?? 0)
  const { kind: captions, language } = transcript
  const video = { segments, coveredMs, durationMs: durationMs ?? coveredMs, captions, language }
  return { by, legs, words, leftOut, video }
}
