import type { Transcript } from '../../core/contract/transcript.ts'
import { captionUnits } from '../../core/passages/caption-units.ts'
import { lastStart } from '../../core/passages/last-start.ts'
import { type TranscriptText, transcriptText } from '../../core/transcript/text.ts'

/** What a moment takes around the playhead: who presses has heard it already. */
export const BEFORE_MS = 15_000
export const AFTER_MS = 5_000
/** A "sentence" longer than this is captions without any end: it is cut at the bounds like silence. */
const LONGEST_MS = 60_000
/** A word that began this long before an in point is still meant. */
const LATE_MS = 300

/** In and out points, milliseconds; null where the sentences decide. */
export interface Marks {
  inMs: number | null
  outMs: number | null
}

export interface MomentWords {
  startMs: number
  endMs: number
  /** Only what is spoken between them, with times cut to it; no segments where nobody speaks. */
  transcript: Transcript
}

/** What is kept of a moment while nobody has its words. */
export function bareSpan(
  atMs: number,
  { inMs, outMs }: Marks,
  durationMs: number | null,
): { startMs: number; endMs: number } {
  const startMs = inMs ?? Math.max(0, atMs - BEFORE_MS)
  const endMs = outMs ?? Math.min(atMs + AFTER_MS, durationMs ?? Number.POSITIVE_INFINITY)
  return { startMs, endMs: Math.max(startMs, endMs) }
}

/**
 * The words of a moment. Without marks: the whole sentences, or stretches between pauses where captions have no
 * punctuation, of which at least half lies within 15 s before and 5 s after the playhead, and the one at the playhead
 * in any case. A mark takes the place of its end: from there on words count, and whole lines where words have no times.
 * @param atMs the playhead
 */
export function momentWords(
  transcript: Transcript,
  atMs: number,
  marks: Marks,
  durationMs: number | null,
): MomentWords {
  const time = timeline(transcript)
  const bare = bareSpan(atMs, marks, durationMs)
  const around = sentencesAround(transcript, time, atMs)
  const startMs = marks.inMs ?? around?.startMs ?? bare.startMs
  const endMs = Math.max(startMs, marks.outMs ?? around?.endMs ?? bare.endMs)
  const from = marks.inMs === null && around ? around.start : time.firstCharFrom(startMs)
  const to = marks.outMs === null && around ? around.end : time.lastCharUntil(endMs)
  const segments = time.cut(from, to).map(segment => ({
    ...segment,
    startMs: clamp(segment.startMs, startMs, endMs),
    endMs: clamp(segment.endMs, startMs, endMs),
    ...(segment.wordStartsMs
      ? { wordStartsMs: segment.wordStartsMs.map(ms => clamp(ms, startMs, endMs)) }
      : {}),
  }))
  return { startMs, endMs, transcript: { ...transcript, segments } }
}

interface Stretch {
  start: number
  end: number
  startMs: number
  endMs: number
}

function sentencesAround(
  transcript: Transcript,
  time: ReturnType<typeof timeline>,
  atMs: number,
): Stretch | null {
  const [low, high] = [Math.max(0, atMs - BEFORE_MS), atMs + AFTER_MS]
  const found: Stretch[] = []
  for (const { start, end } of captionUnits(transcript, time.running)) {
    let unit: Stretch = { start, end, startMs: time.startOf(start), endMs: time.endOf(end) }
    if (unit.endMs < low) continue
    if (unit.startMs > high) break
    const spoken = unit.endMs - unit.startMs
    const atPlayhead = unit.startMs <= atMs && atMs < unit.endMs
    if (spoken > LONGEST_MS) {
      const startMs = Math.max(unit.startMs, low)
      const endMs = Math.min(unit.endMs, high)
      unit = {
        start: Math.max(start, time.firstCharFrom(startMs)),
        end: Math.min(end, time.lastCharUntil(endMs)),
        startMs,
        endMs,
      }
    } else if (!atPlayhead && (Math.min(unit.endMs, high) - Math.max(unit.startMs, low)) * 2 < spoken)
      continue
    if (unit.end <= unit.start) continue
    found.push(unit)
  }
  const [first, last] = [found[0], found.at(-1)]
  return first && last ? { ...first, end: last.end, endMs: last.endMs } : null
}

/** Between characters of the running text and milliseconds: by words where they have times, else evenly over the line. */
function timeline(transcript: Transcript) {
  const running: TranscriptText = transcriptText(transcript)
  const { text, starts } = running
  const lines = transcript.segments.map((segment, at) => {
    const words = segment.text.replace(/\s+/g, ' ').trim()
    const start = starts[at]!
    const timed = segment.wordStartsMs?.length === (words ? words.split(' ').length : 0)
    return { start, end: start + words.length, words, timed, segment }
  })
  type Line = (typeof lines)[number]

  /** The last line that begins at the character or before it. */
  const lineAt = (char: number): Line | undefined => lines[lastStart(starts, char)]
  const evenly = ({ start, end, segment }: Line, char: number) =>
    Math.round(
      segment.startMs + ((segment.endMs - segment.startMs) * (char - start)) / Math.max(1, end - start),
    )
  const wordAt = ({ words, start }: Line, char: number) => words.slice(0, char - start).split(' ').length - 1

  function startOf(char: number): number {
    const line = lineAt(char)
    if (!line) return 0
    return line.timed ? line.segment.wordStartsMs![wordAt(line, char)]! : evenly(line, char)
  }
  /** @param char behind the last one */
  function endOf(char: number): number {
    const line = lineAt(char - 1)
    if (!line) return 0
    if (char >= line.end) return line.segment.endMs
    return line.timed
      ? (line.segment.wordStartsMs![wordAt(line, char - 1) + 1] ?? line.segment.endMs)
      : evenly(line, char)
  }
  /** A line without times of its words belongs to what holds half of it, or a second of it. */
  const isMeant = ({ segment: { startMs, endMs } }: Line, from: number, to: number) => {
    const shared = Math.min(endMs, to) - Math.max(startMs, from)
    return shared > 0 && (shared >= 1_000 || shared * 2 >= endMs - startMs)
  }

  return {
    running,
    startOf,
    endOf,
    firstCharFrom(ms: number): number {
      for (const line of lines) {
        if (!line.words || line.segment.endMs <= ms) continue
        if (!line.timed) {
          if (isMeant(line, ms, Number.POSITIVE_INFINITY)) return line.start
          continue
        }
        const word = line.segment.wordStartsMs!.findIndex(start => start >= ms - LATE_MS)
        if (word >= 0) return line.start + wordOffset(line.words, word)
      }
      return text.length
    },
    lastCharUntil(ms: number): number {
      let last = 0
      for (const line of lines) {
        if (line.segment.startMs >= ms) break
        if (!line.words) continue
        if (!line.timed) {
          if (isMeant(line, Number.NEGATIVE_INFINITY, ms)) last = line.end
          continue
        }
        const word = line.segment.wordStartsMs!.findLastIndex(start => start < ms)
        if (word >= 0) last = line.start + wordOffset(line.words, word + 1)
      }
      return last
    },
    cut(from: number, to: number): Transcript['segments'] {
      return lines.flatMap(line => {
        const start = Math.max(from, line.start)
        const end = Math.min(to, line.end)
        const words = text.slice(start, end).trim()
        if (start >= end || !words) return []
        const { startMs, endMs, wordStartsMs } = line.segment
        const first = wordAt(line, start)
        return {
          startMs: start === line.start ? startMs : startOf(start),
          endMs: end === line.end ? endMs : endOf(end),
          text: words,
          ...(line.timed
            ? { wordStartsMs: wordStartsMs!.slice(first, first + words.split(' ').length) }
            : {}),
        }
      })
    },
  }
}

/** Where the word begins in its line; behind the last word, the line's end. */
function wordOffset(line: string, word: number): number {
  let at = 0
  for (let passed = 0; passed < word; passed++) {
    const space = line.indexOf(' ', at)
    if (space < 0) return line.length
    at = space + 1
  }
  return at
}

const clamp = (ms: number, low: number, high: number) => Math.min(high, Math.max(low, ms))
