import { clockMs } from './clock.ts'
import type { Cue, CueFile } from './cues.ts'

export const sbvTiming = /^\s*(\d{1,3}:\d{2}:\d{2}\.\d{1,3}),(\d{1,3}:\d{2}:\d{2}\.\d{1,3})\s*$/

/** SubViewer as YouTube writes it: `0:00:04.040,0:00:09.130`, then the lines, then an empty line. */
export function readSbv(body: string): CueFile {
  const cues: Cue[] = []
  let cue: Cue | null = null
  for (const line of body.split(/\r\n|\r|\n/)) {
    const timing = line.match(sbvTiming)
    if (timing) {
      cue = { startMs: clockMs(timing[1]!)!, endMs: clockMs(timing[2]!)!, text: '' }
      cues.push(cue)
    } else if (cue) cue.text += `${line.replaceAll('[br]', '\n')}\n`
  }
  return { cues }
}
