import type { Cue } from './cues.ts'

/**
 * Rolling captions show two lines and repeat each one as it moves up, up to three times. Where a third of the cues
 * begin with the lines that stand already, only the new lines of each are kept, at the time at which they first came.
 * Captions that merely repeat a line here and there are left alone.
 */
export function unroll(cues: Cue[]): Cue[] {
  const lines = cues.map(cue => linesOf(cue.text))
  const fresh = lines.map((own, at) => newLines(at ? lines[at - 1]! : [], own))
  const repeats = fresh.filter((kept, at) => kept.length < lines[at]!.length).length
  if (cues.length < 3 || repeats < cues.length / 3) return cues
  return cues.map((cue, at) => ({ ...cue, text: fresh[at]!.join('\n') }))
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map(line => line.replace(/\s+/g, ' ').trim())
    .filter(Boolean)

/** `own` without its longest beginning that is an end of `before`. */
function newLines(before: string[], own: string[]): string[] {
  for (let size = Math.min(before.length, own.length); size > 0; size--) {
    const tail = before.slice(-size)
    if (tail.every((line, at) => line === own[at])) return own.slice(size)
  }
  return own
}
