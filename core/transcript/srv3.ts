import type { Cue, CueFile } from './cues.ts'
import { scanMarkup } from './markup.ts'

/** YouTube's srv3: `<timedtext><body><p t="4040" d="5090">`, milliseconds, words of speech recognition in `<s>`. */
export function readSrv3(body: string): CueFile {
  const cues: Cue[] = []
  let cue: (Cue & { marks: { at: number; ms: number }[] }) | null = null
  let auto = false
  for (const token of scanMarkup(body)) {
    if (token.kind === 'open' && token.name === 'p') {
      const { t, d, a } = token.attributes
      const startMs = Number.parseInt(t ?? '', 10)
      const duration = Number.parseInt(d ?? '', 10)
      cue = { startMs, endMs: Number.isFinite(duration) ? startMs + duration : null, text: '', marks: [] }
      if (a) auto = true
      // a="1" only scrolls the window of the row before it.
      if (!a && !token.closed) cues.push(cue)
    } else if (token.kind === 'open' && token.name === 's') {
      if (token.attributes.ac) auto = true
      const offset = Number.parseInt(token.attributes.t ?? '0', 10)
      if (cue && Number.isFinite(offset)) cue.marks.push({ at: cue.text.length, ms: cue.startMs + offset })
    } else if (token.kind === 'open' && token.name === 'br' && cue) cue.text += '\n'
    else if (token.kind === 'close' && token.name === 'p') cue = null
    else if (token.kind === 'text' && cue) cue.text += token.text
  }
  return { cues, auto }
}
