import type { Cue, CueFile } from './cues.ts'
import { decodeEntities } from './entities.ts'
import { scanMarkup } from './markup.ts'

/** YouTube's oldest form: `<transcript><text start="4.04" dur="5.09">`, seconds, entities escaped twice. */
export function readSrv1(body: string): CueFile {
  const cues: Cue[] = []
  let cue: Cue | null = null
  for (const token of scanMarkup(body)) {
    if (token.kind === 'open' && token.name === 'text') {
      const startMs = Number.parseFloat(token.attributes.start ?? '') * 1000
      const duration = Number.parseFloat(token.attributes.dur ?? '') * 1000
      cue = { startMs, endMs: Number.isFinite(duration) ? startMs + duration : null, text: '' }
      if (!token.closed) cues.push(cue)
    } else if (token.kind === 'close' && token.name === 'text') cue = null
    else if (token.kind === 'text' && cue) cue.text += token.text
  }
  for (const each of cues) each.text = decodeEntities(each.text)
  return { cues }
}
