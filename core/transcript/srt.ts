import { arrowTiming } from './arrow-timing.ts'
import type { Cue, CueFile } from './cues.ts'
import { decodeEntities } from './entities.ts'

/**
 * SubRip. Files in the wild lack numbers, lack the empty line between cues, or have one inside a cue: so a cue goes
 * on until the next timing, and a number directly above a timing is that cue's.
 */
export function readSrt(body: string): CueFile {
  const cues: Cue[] = []
  let lines: string[] = []
  let times: { startMs: number; endMs: number } | null = null
  const close = () => {
    if (times) cues.push({ ...times, text: decodeEntities(lines.join('\n')) })
  }
  for (const line of body.split(/\r\n|\r|\n/)) {
    const next = arrowTiming(line)
    if (next) {
      if (/^\s*\d+\s*$/.test(lines.at(-1) ?? '')) lines.pop()
      close()
      times = next
      lines = []
    } else lines.push(line.replace(/\{\\[^}]{0,200}\}/g, ''))
  }
  close()
  return { cues }
}
