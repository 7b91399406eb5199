import type { Range } from '../passages/range.ts'
import { sentences } from '../passages/sentences.ts'
import { type Hit, hits } from './disguises.ts'

/** Longer texts are looked at in pieces, so that no pattern is ever given a whole book; they overlap by a sentence. */
const PIECE = 20_000
const OVERLAP = 600
/** What goes with an order is in its paragraph: of a longer one only its sentence and the two after it. */
const PARAGRAPH = 700
const FOLLOWING = 2
/** Where nobody set full stops, so much around the order. */
const LEAD = 120
const TRAIL = 400
/** An order is often a headline of what is to be done: lines right below it go with it. */
const BELOW_LINES = 4
const SHORT = 160
const LAST_CHARS = 24
/** What stands between two orders belongs to them. */
const BRIDGE = 200
const BELOW_CHARS = 700

/**
 * The stretches of a text that speak to a language model, as somebody would who wants it to do something: each with
 * the sentences around it that say what. In order, without overlap. A guess by wording.
 */
export function machineWords(text: string): Range[] {
  const looking = machineWordsByPieces(text)
  for (;;) {
    const { done, value } = looking.next()
    if (done) return value
  }
}

/** The same with a rest after each few pages, for whoever shares a thread: a book takes seconds. */
export function* machineWordsByPieces(text: string): Generator<undefined, Range[], undefined> {
  const found: Range[] = []
  for (let from = 0; from < text.length; from += PIECE - OVERLAP) {
    const piece = text.slice(from, from + PIECE)
    for (const { start, end } of hits(piece))
      found.push(around(text, { start: from + start, end: from + end }))
    if (from + PIECE >= text.length) break
    yield
  }
  return merged(found)
}

/** Whether a text speaks to a language model. */
export const addressesMachine = (text: string): boolean => {
  for (let from = 0; from < text.length; from += PIECE - OVERLAP) {
    if (!hits(text.slice(from, from + PIECE)).next().done) return true
  }
  return false
}

function around(text: string, hit: Hit): Range {
  const line = lineOf(text, hit.start, hit.end)
  const range = line.end - line.start <= PARAGRAPH ? line : sentencesOf(text, line, hit)
  return range.end === line.end ? withLinesBelow(text, range, line, hit) : range
}

function lineOf(text: string, start: number, end: number): Range {
  const after = text.indexOf('\n', end)
  // A pattern may begin with the line break before its line.
  const first = /\s/.test(text[start] ?? '') ? start + 1 : start
  return { start: text.lastIndexOf('\n', first - 1) + 1, end: after < 0 ? text.length : after }
}

function sentencesOf(text: string, line: Range, hit: Hit): Range {
  const from = Math.max(line.start, hit.start - 2_000)
  const to = Math.min(line.end, hit.end + 2_000)
  const list = [...sentences(text.slice(from, to))].map(({ start, end }) => ({
    start: start + from,
    end: end + from,
  }))
  const first = list.findIndex(({ end }) => end > hit.start)
  const last = list.findLastIndex(({ start }) => start < hit.end)
  if (first < 0 || last < 0) return hit
  const followed = list[Math.min(list.length - 1, last + FOLLOWING)]!
  return {
    start: Math.max(list[first]!.start, wordStart(text, hit.start - LEAD)),
    end: Math.min(Math.max(followed.end, hit.end), wordEnd(text, hit.end + TRAIL)),
  }
}

function withLinesBelow(text: string, range: Range, line: Range, hit: Hit): Range {
  const headline =
    /[:：]\s*$/.test(text.slice(line.start, line.end)) ||
    line.end - line.start < SHORT ||
    text.slice(hit.end, line.end).trim().length < LAST_CHARS
  if (!headline) return range
  let { end } = range
  const most = Math.min(text.length, end + BELOW_CHARS)
  for (let below = 0; below < BELOW_LINES && end < most; below++) {
    const start = end + 1
    const breakAt = text.indexOf('\n', start)
    const next = breakAt < 0 ? text.length : breakAt
    if (next > most || start >= text.length) break
    const words = text.slice(start, next)
    // A blank line ends it, but for the one under a headline that ends with a colon.
    if (!words.trim() && !(below === 0 && /[:：]\s*$/.test(text.slice(line.start, line.end)))) break
    end = next
  }
  return { start: range.start, end }
}

const wordStart = (text: string, at: number): number => {
  if (at <= 0) return 0
  const space = text.indexOf(' ', at)
  return space < 0 ? at : space + 1
}
const wordEnd = (text: string, at: number): number => {
  if (at >= text.length) return text.length
  const space = text.lastIndexOf(' ', at)
  return space < 0 ? at : space
}

function merged(ranges: Range[]): Range[] {
  const sorted = ranges.toSorted((a, b) => a.start - b.start || a.end - b.end)
  const out: Range[] = []
  for (const range of sorted) {
    const last = out.at(-1)
    if (last && range.start <= last.end + BRIDGE) last.end = Math.max(last.end, range.end)
    else out.push({ ...range })
  }
  return out
}
