import { arrowTiming } from './arrow-timing.ts'
import type { Cue, CueFile } from './cues.ts'
import { decodeEntities } from './entities.ts'

/** WebVTT (W3C). Notes, styles and regions are blocks without a timing and give nothing. */
export function readVtt(body: string): CueFile {
  const cues: Cue[] = []
  let cue: Cue | null = null
  let auto = false
  let language: string | undefined
  for (const line of body.split(/\r\n|\r|\n/)) {
    const times = arrowTiming(line)
    if (times) {
      cue = { ...times, text: '' }
      cues.push(cue)
    } else if (line === '') cue = null
    else if (cue) {
      if (/<\d+:\d{2}[\d:.]*><c/.test(line)) auto = true
      cue.text += `${decodeEntities(line.replace(/<[^<>]{0,300}>/g, ''))}\n`
    } else if (!cues.length && line.startsWith('Language:')) language = line.slice(9).trim()
  }
  return language ? { cues, auto, language } : { cues, auto }
}
