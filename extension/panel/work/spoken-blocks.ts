import type { Transcript } from '../../../core/contract/transcript.ts'

/** Some sentences of a video with the second at which they begin. */
export interface Spoken {
  startMs: number
  text: string
}

const spanMs = 30_000
const longest = 600

/** A transcript in paragraphs of about half a minute, for reading: captions alone are lines of five words. */
export function spokenBlocks(transcript: Transcript): Spoken[] {
  const blocks: Spoken[] = []
  for (const segment of transcript.segments) {
    const text = segment.text.replace(/\s+/g, ' ').trim()
    if (!text) continue
    const last = blocks.at(-1)
    if (last && segment.startMs - last.startMs < spanMs && last.text.length < longest) last.text += ` ${text}`
    else blocks.push({ startMs: segment.startMs, text })
  }
  return blocks
}
