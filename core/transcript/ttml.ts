import { clockMs } from './clock.ts'
import type { Cue, CueFile } from './cues.ts'
import { scanMarkup } from './markup.ts'

/** TTML and its relatives (DFXP, IMSC): `<p begin end>` or `<p begin dur>`; times as in TTML2, 12.3.1. */
export function readTtml(body: string): CueFile {
  const cues: Cue[] = []
  let cue: Cue | null = null
  let language: string | undefined
  let rates = { frame: 30, tick: 1 }
  for (const token of scanMarkup(body)) {
    if (token.kind === 'open' && token.name === 'tt') {
      const { lang, framerate, tickrate } = token.attributes
      language = lang || undefined
      rates = { frame: Number(framerate) || 30, tick: Number(tickrate) || Number(framerate) || 1 }
    } else if (token.kind === 'open' && token.name === 'p') {
      const { begin, end, dur } = token.attributes
      const startMs = timeMs(begin, rates) ?? Number.NaN
      const lasts = timeMs(dur, rates)
      cue = { startMs, endMs: timeMs(end, rates) ?? (lasts === null ? null : startMs + lasts), text: '' }
      if (!token.closed) cues.push(cue)
    } else if (token.kind === 'open' && token.name === 'br' && cue) cue.text += '\n'
    else if (token.kind === 'close' && token.name === 'p') cue = null
    else if (token.kind === 'text' && cue) cue.text += token.text
  }
  return language ? { cues, language } : { cues }
}

function timeMs(text: string | undefined, rates: { frame: number; tick: number }): number | null {
  if (!text) return null
  const offset = text.match(/^(\d+(?:\.\d+)?)(h|ms|m|s|f|t)$/)
  if (offset) {
    const units = { h: 3_600_000, m: 60_000, s: 1000, ms: 1, f: 1000 / rates.frame, t: 1000 / rates.tick }
    return Number(offset[1]) * units[offset[2] as keyof typeof units]
  }
  const frames = text.match(/^(\d+:\d{2}:\d{2}):(\d+)$/)
  if (frames) return clockMs(frames[1]!)! + (Number(frames[2]) * 1000) / rates.frame
  return clockMs(text)
}
