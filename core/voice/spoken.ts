import { type NormalWord, normalWords } from './normal.ts'
import { ownSegments, type VideoInput } from './video-input.ts'

/** What was said in a video, in one row: running text, its words in the normal form and when each begins. */
export interface Spoken {
  /** The kept captions with single spaces between. */
  text: string
  /** Places are characters of `text`. */
  words: NormalWord[]
  /** For each word the milliseconds at which it begins, or its caption where words have no times; never falling. */
  startsMs: number[]
  /** How finely. 'none': pasted text, all times are 0. */
  timed: 'words' | 'captions' | 'none'
  /** Captions with words, in order. */
  captions: SpokenCaption[]
  /** More was there than is measured. */
  shortened: boolean
}

export interface SpokenCaption {
  startMs: number
  /** Never before `startMs`; where a broken caption ends before it begins, it has no length. */
  endMs: number
  /** The character of `text` at which it begins. */
  at: number
  /** Words of it, as places in `words`; end exclusive. */
  from: number
  to: number
}

/** As many as six hours of talk. Beyond it a profile gains nothing, and a broken file of a million words would block. */
export const MOST_WORDS = 60_000
const MOST_CHARS = MOST_WORDS * 9

/** Captions that only name a sound ("[Music]") have no words and are left out, with their time. */
export function spokenOf(video: VideoInput): Spoken {
  const segments = ownSegments(video)
  const words: NormalWord[] = []
  const startsMs: number[] = []
  const captions: SpokenCaption[] = []
  const pieces: string[] = []
  let length = 0
  let latest = 0
  let byWord = 0
  let shortened = false
  for (const segment of segments) {
    const room = MOST_CHARS - length
    if (words.length >= MOST_WORDS || room <= 0) {
      shortened = true
      break
    }
    // Twice the room is enough to see that there is more: a caption of a whole book is not read to its end.
    const whole = segment.text
      .slice(0, room * 2)
      .replace(/\s+/g, ' ')
      .trim()
    const text = whole.length > room ? whole.slice(0, whole.lastIndexOf(' ', room) + 1).trim() : whole
    const all = normalWords(text)
    const found = all.slice(0, MOST_WORDS - words.length)
    shortened ||= text.length < whole.length || found.length < all.length
    if (found.length === 0) continue
    const from = words.length
    const at = length === 0 ? 0 : length + 1
    const times = segment.wordStartsMs
    let stretch = 0
    let space = text.indexOf(' ')
    for (const word of found) {
      while (space >= 0 && space < word.start) {
        stretch++
        space = text.indexOf(' ', space + 1)
      }
      const ms = times?.[Math.min(stretch, times.length - 1)] ?? segment.startMs
      latest = Math.max(latest, ms)
      startsMs.push(latest)
      words.push({ word: word.word, start: at + word.start, end: at + word.end })
    }
    if (times) byWord += found.length
    captions.push({
      startMs: segment.startMs,
      endMs: Math.max(segment.startMs, segment.endMs),
      at,
      from,
      to: words.length,
    })
    pieces.push(text)
    length = at + text.length
  }
  const timed = latest === 0 ? 'none' : byWord * 2 > words.length ? 'words' : 'captions'
  return { text: pieces.join(' '), words, startsMs, timed, captions, shortened }
}

/** Milliseconds from the first word to the end of the last; null without times. A last caption that ends at 0 has no end. */
export function durationMs(video: VideoInput, { timed, startsMs }: Spoken): number | null {
  if (timed === 'none' || startsMs.length === 0) return null
  const segments = ownSegments(video)
  const end = segments.at(-1)?.endMs ?? 0
  return Math.max(end, startsMs.at(-1)!) - startsMs[0]!
}
