import { arrowTiming } from './arrow-timing.ts'
import { clockMs } from './clock.ts'
import type { Cue, CueFile } from './cues.ts'
import { decodeEntities } from './entities.ts'

/** WebVTT (W3C). Notes, styles and regions are blocks without a timing and give nothing. */
export function readVtt(body: string): CueFile {
  const cues: Cue[] = []
  let cue: (Cue & { marks: { at: number; ms: number }[] }) | null = null
  let auto = false
  let language: string | undefined
  for (const line of body.split(/\r\n|\r|\n/)) {
    const times = arrowTiming(line)
    if (times) {
      cue = { ...times, text: '', marks: [] }
      cues.push(cue)
    } else if (line === '') cue = null
    else if (cue) {
      if (/<\d+:\d{2}[\d:.]*><c/.test(line)) auto = true
      // Times stand between the words; what lies between two of them is theirs.
      for (const [at, piece] of line.split(/<(\d{1,3}:\d{2}[\d:.]{0,12})>/).entries()) {
        if (at % 2 === 0) cue.text += decodeEntities(piece.replace(/<[^<>]{0,300}>/g, ''))
        else {
          const ms = clockMs(piece)
          if (ms !== null) cue.marks.push({ at: cue.text.length, ms })
        }
      }
      cue.text += '\n'
    } else if (!cues.length && line.startsWith('Language:')) language = line.slice(9).trim()
  }
  return language ? { cues, auto, language } : { cues, auto }
}
