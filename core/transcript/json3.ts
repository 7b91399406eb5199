import type { Cue, CueFile } from './cues.ts'

/** YouTube's json3 (`fmt=json3`): events with `tStartMs`, `dDurationMs` and `segs[].utf8`; null if it is not that. */
export function readJson3(body: string): CueFile | null {
  let file: unknown
  try {
    file = JSON.parse(body)
  } catch {
    return null
  }
  const events = record(file)?.events
  if (!Array.isArray(events)) return null
  const cues: Cue[] = []
  let auto = false
  for (const event of events) {
    const { tStartMs, dDurationMs, aAppend, wWinId, segs } = record(event) ?? {}
    if (aAppend) auto = true
    // An appending event only scrolls the window of the row before it: a line break and no words.
    if (aAppend || !Array.isArray(segs) || typeof tStartMs !== 'number') continue
    let text = ''
    const marks: { at: number; ms: number }[] = []
    for (const seg of segs) {
      const { utf8, acAsrConf, tOffsetMs } = record(seg) ?? {}
      if (typeof utf8 === 'string') {
        marks.push({ at: text.length, ms: tStartMs + (typeof tOffsetMs === 'number' ? tOffsetMs : 0) })
        text += utf8
      }
      if (acAsrConf !== undefined && wWinId !== undefined) auto = true
    }
    cues.push({
      startMs: tStartMs,
      endMs: typeof dDurationMs === 'number' ? tStartMs + dDurationMs : null,
      text,
      marks,
    })
  }
  return { cues, auto }
}

const record = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
