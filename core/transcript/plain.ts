import { clockMs } from './clock.ts'
import type { Cue, CueFile } from './cues.ts'

const stamped = /^\s*[[(]?((?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?)[\])]?(?:\s*[-–—:|]?\s+(.*)|\s*)$/

/**
 * A transcript as plain text: `0:04 words`, `[00:04] words`, or a time on a line of its own with the words below, as
 * one copies it from YouTube. Without at least two times that do not go back, each line is a cue without a time.
 */
export function readPlain(body: string): CueFile {
  const lines = body.split(/\r\n|\r|\n/)
  const cues: Cue[] = []
  let cue: Cue | null = null
  let backwards = 0
  for (const line of lines) {
    const match = line.length < 5_000 ? line.match(stamped) : null
    const startMs = match ? clockMs(match[1]!) : null
    if (match && startMs !== null) {
      if (cue && startMs < cue.startMs) backwards++
      cue = { startMs, endMs: null, text: match[2] ?? '' }
      cues.push(cue)
    } else if (cue) cue.text += `\n${line}`
  }
  if (cues.length >= 2 && backwards <= cues.length / 20) return { cues }
  return { cues: lines.map(text => ({ startMs: 0, endMs: 0, text })), untimed: true }
}
