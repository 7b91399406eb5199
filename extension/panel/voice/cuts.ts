import type { Transcript } from '../../../core/contract/transcript.ts'
import type { Cut } from '../../../core/contract/voice.ts'

/** A stretch of a video's words, short enough to be one person's. Times in milliseconds, end exclusive. */
export interface Stretch {
  startMs: number
  endMs: number
  text: string
}

/** About a spoken sentence or two: fine enough to leave a guest's answer out and keep the question. */
const MOST_CHARS = 220
const SILENCE_MS = 2_500
/** Captions mark a change of speaker so, or by a name in capitals. */
export const newSpeaker = /^\s*(?:>{2,}|[-–—]\s+(?=\p{Lu})|\[?[A-Z][A-Z .'-]{1,30}\]?:\s)/u

/** Words between notes. */
export const sung = /^\s*♪/
/** The transcript in stretches that can be marked; without times none can. */
export function stretchesOf({ segments }: Transcript): Stretch[] {
  const stretches: Stretch[] = []
  let last: Stretch | null = null
  let over = true
  for (const { startMs, endMs, text } of segments) {
    const words = text.trim()
    if (!words) continue
    const breaks =
      !last ||
      over ||
      newSpeaker.test(words) ||
      sung.test(words) !== sung.test(last.text) ||
      last.text.length + words.length > MOST_CHARS ||
      startMs - last.endMs > SILENCE_MS
    if (breaks || !last) {
      last = { startMs, endMs: Math.max(endMs, startMs + 1), text: words }
      stretches.push(last)
    } else {
      last.endMs = Math.max(last.endMs, endMs)
      last.text = `${last.text} ${words}`
    }
    over = last.text.length > MOST_CHARS / 2 && /[.!?…]["”’]?$/.test(words)
  }
  return stretches
}

/** The cut that takes most of a stretch away; null where it stays. */
export function cutOf(stretch: Stretch, cuts: readonly Cut[]): Cut | null {
  const middle = (stretch.startMs + stretch.endMs) / 2
  return cuts.find(cut => middle >= cut.startMs && middle < cut.endMs) ?? null
}

type Span = Pick<Cut, 'startMs' | 'endMs'>

/** A stretch with the silences around it: of a cut that is given back no sliver without words is to stay. */
export function untilNeighbours(stretches: readonly Stretch[], at: number): Span {
  const { startMs, endMs } = stretches[at]!
  return {
    startMs: Math.min(stretches[at - 1]?.endMs ?? 0, startMs),
    endMs: Math.max(stretches[at + 1]?.startMs ?? Number.MAX_SAFE_INTEGER, endMs),
  }
}

/** The cuts without this span; what reaches beyond it on either side stays cut. */
export const keep = (cuts: readonly Cut[], span: Span): Cut[] =>
  cuts.flatMap(cut => {
    if (cut.endMs <= span.startMs || cut.startMs >= span.endMs) return [cut]
    const before = { ...cut, endMs: span.startMs }
    const after = { ...cut, startMs: span.endMs }
    return [before, after].filter(part => part.endMs > part.startMs)
  })

/** The cuts with this one; neighbours of the same reason become one. In the order of the video. */
export function cutOut(cuts: readonly Cut[], added: Cut, bridgeMs = 1_500): Cut[] {
  const all = [...keep(cuts, added), added].sort((a, b) => a.startMs - b.startMs)
  const joined: Cut[] = []
  for (const cut of all) {
    const last = joined.at(-1)
    if (last && last.why === cut.why && cut.startMs - last.endMs <= bridgeMs)
      joined[joined.length - 1] = { ...last, endMs: Math.max(last.endMs, cut.endMs) }
    else joined.push(cut)
  }
  return joined
}

/** Milliseconds that are cut out. */
export const cutLength = (cuts: readonly Cut[]): number =>
  cuts.reduce((sum, cut) => sum + cut.endMs - cut.startMs, 0)
