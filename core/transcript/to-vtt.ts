import type { Transcript } from '../contract/transcript.ts'
import { stamp } from '../script/forms/clock.ts'

/** A transcript as WebVTT (W3C, 4.1): a cue a segment. Words cannot turn into tags, nor end a cue. */
export function captionFile({ segments }: Transcript): string {
  const cues = segments.map(({ startMs, endMs, text }) => {
    const words = text.trim().replace(/\s*\n\s*/g, '\n')
    const safe = words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
    return `${stamp(startMs)} --> ${stamp(endMs)}\n${safe}`
  })
  return `WEBVTT\n\n${cues.join('\n\n')}${cues.length > 0 ? '\n' : ''}`
}
