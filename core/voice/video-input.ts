import type { Segment, Transcript } from '../contract/transcript.ts'
import type { Cut } from '../contract/voice.ts'

/** A video as the profile takes it in: its whole transcript, and the stretches in which another voice speaks. */
export interface VideoInput {
  videoId: string
  title: string
  /** ISO 8601, where known. */
  published: string | null
  transcript: Transcript
  cuts: Cut[]
}

/** A text without times as a video, so that drafts and stored texts are measured by the same functions. */
export const videoOfText = (videoId: string, text: string, language: string | null = 'en'): VideoInput => ({
  videoId,
  title: '',
  published: null,
  cuts: [],
  transcript: { language, kind: 'unknown', segments: [{ startMs: 0, endMs: 0, text }] },
})

/**
 * The transcript without what the creator cut out. Where the captions time each word, a segment is cut in its middle;
 * elsewhere a segment goes when most of its time, or for one without length its beginning, lies in a cut.
 */
export function ownSegments({ transcript, cuts }: VideoInput): Segment[] {
  if (cuts.length === 0) return transcript.segments
  const isCut = (ms: number) => cuts.some(cut => ms >= cut.startMs && ms < cut.endMs)
  const own: Segment[] = []
  for (const segment of transcript.segments) {
    const { startMs, endMs, text, wordStartsMs } = segment
    if (!cuts.some(cut => startMs < cut.endMs && Math.max(endMs, startMs + 1) > cut.startMs))
      own.push(segment)
    else if (wordStartsMs) {
      const words = text.split(/\s+/).filter(Boolean)
      const kept = wordStartsMs.flatMap((ms, at) =>
        isCut(ms) || !words[at] ? [] : [{ ms, word: words[at] }],
      )
      if (kept.length > 0)
        own.push({
          startMs: kept[0]!.ms,
          endMs,
          text: kept.map(each => each.word).join(' '),
          wordStartsMs: kept.map(each => each.ms),
        })
    } else if (!isCut(endMs > startMs ? (startMs + endMs) / 2 : startMs)) own.push(segment)
  }
  return own
}
