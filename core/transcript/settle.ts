import type { Segment } from '../contract/transcript.ts'
import type { Cue } from './cues.ts'
import { speechOf } from './speech.ts'
import { unroll } from './unroll.ts'
import { type TimedWord, timedWords, wordStarts } from './word-times.ts'
import { countWords } from './words.ts'

/** No video is longer; a later time is a broken file's. */
const latestMs = 200 * 3_600_000

/**
 * Cues as they came → segments in order that never overlap: rolling repeats undone, sounds set apart, each end at
 * most the next start (of recognised speech nearly every row overlaps the next), a missing end at the next start.
 */
export function settle(cues: Cue[]): { segments: Segment[]; sounds: number } {
  let sounds = 0
  const spoken: Spoken[] = []
  const kept = cues.filter(usable)
  // One mark a cue is only its beginning, unless other cues show that each word has its own.
  const byWord = kept.some(cue => (cue.marks?.length ?? 0) > 1)
  for (const [at, cue] of unroll(kept).entries()) {
    const speech = speechOf(cue.text)
    sounds += speech.sounds
    if (!speech.text) continue
    const startMs = Math.round(cue.startMs)
    const endMs = cue.endMs !== null && cue.endMs > cue.startMs ? Math.round(cue.endMs) : null
    // Of the cue as it came: its marks are places in that text.
    const timed = byWord ? timedWords(kept[at]!) : []
    spoken.push({ startMs, endMs, text: speech.text, timed })
  }
  spoken.sort((a, b) => a.startMs - b.startMs)
  const joined = joinSimultaneous(spoken)
    // Two halves of a tag, one from each, make one.
    .map(cue => (cue.text.includes('<') ? { ...cue, text: speechOf(cue.text).text } : cue))
    .filter(cue => cue.text)
  const segments = joined.map(({ startMs, endMs, text, timed }, at) => {
    const next = joined[at + 1]?.startMs ?? Number.POSITIVE_INFINITY
    const end = Math.min(endMs ?? (Number.isFinite(next) ? next : startMs + spokenMs(text)), latestMs)
    const segment: Segment = { startMs, endMs: Math.min(end, next), text }
    const wordStartsMs = timed.length ? wordStarts(text, timed, segment) : null
    return wordStartsMs ? { ...segment, wordStartsMs } : segment
  })
  return { segments, sounds }
}

interface Spoken {
  startMs: number
  endMs: number | null
  text: string
  timed: TimedWord[]
}

/** Some old files end with a cue at 00:00:00,000 that holds the maker's name. */
const usable = (cue: Cue, at: number): boolean =>
  cue.startMs >= 0 && cue.startMs < latestMs && !(at > 0 && cue.startMs === 0 && cue.endMs === 0)

/** Two captions that begin together (two speakers, two places on the screen) become one segment. */
function joinSimultaneous(cues: Spoken[]): Spoken[] {
  const joined: Spoken[] = []
  for (const cue of cues) {
    const last = joined.at(-1)
    if (last?.startMs !== cue.startMs) joined.push({ ...cue })
    else {
      if (last.text !== cue.text) {
        last.text += ` ${cue.text}`
        last.timed = last.timed.length && cue.timed.length ? [...last.timed, ...cue.timed] : []
      }
      if (cue.endMs !== null) last.endMs = Math.max(last.endMs ?? 0, cue.endMs)
    }
  }
  return joined
}

/** How long the last line of a form without ends is taken to last: 150 words a minute, at least a second. */
const spokenMs = (text: string): number => Math.max(1000, countWords(text) * 400)
