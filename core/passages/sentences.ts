import { type Range, trimmed } from './range.ts'

/**
 * The sentences of running text, in order, as ranges without white space at their ends. Line ends are sentence
 * ends. Intl.Segmenter (Unicode UAX #29) finds them; its known mistakes are mended: abbreviations, initials,
 * list numbers and closing quotes.
 */
export function* sentences(text: string, language?: string | null): Generator<Range> {
  const segmenter = segmenterFor(language)
  let lineStart = 0
  while (lineStart < text.length) {
    const newline = text.indexOf('\n', lineStart)
    const lineEnd = newline < 0 ? text.length : newline
    yield* lineSentences(text, lineStart, lineEnd, segmenter)
    lineStart = lineEnd + 1
  }
}

/** A line of a million words is segmented in pieces of this size, so that memory stays bounded. */
const WINDOW = 20_000

function* lineSentences(
  text: string,
  start: number,
  end: number,
  segmenter: Intl.Segmenter,
): Generator<Range> {
  let at = start
  while (at < end) {
    const windowEnd = Math.min(end, at + WINDOW)
    const found = [...mended(text, at, windowEnd, segmenter)]
    // The last sentence of a window may go on in the next: it is read again from its start.
    const last = found.at(-1)
    const again = windowEnd < end && last && found.length > 1 ? last.start : windowEnd
    for (const sentence of found) if (sentence.start < again) yield sentence
    at = again
  }
}

function* mended(text: string, start: number, end: number, segmenter: Intl.Segmenter): Generator<Range> {
  let open: Range | null = null
  for (const { index, segment } of segmenter.segment(text.slice(start, end))) {
    const piece = trimmed(text, start + index, start + index + segment.length)
    if (!piece) continue
    if (open && belongsTogether(text, open, piece)) open = { start: open.start, end: piece.end }
    else {
      if (open) yield open
      open = piece
    }
  }
  if (open) yield open
}

// Abbreviations that a capital letter or a digit commonly follows without a sentence having ended.
const ABBREVIATION =
  /(?:^|[\s("'“‘[])(?:Mr|Mrs|Ms|Mx|Dr|Drs|Prof|Rev|Hon|Gov|Sen|Reps?|Sens|Gen|Col|Maj|Capt|Cmdr|Lt|Sgt|Pres|Supt|St|Mt|Ft|Jr|Sr|vs|v|etc|cf|al|approx|ca|Fig|Figs|No|Nos|Vol|pp|p|ch|ed|eds|Inc|Ltd|Corp|Co|Bros|Dept|Univ|Ave|Blvd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|e\.g|i\.e|z\.B|d\.h|u\.a|bzw|Nr|Hr|Fr|Str|Mme|Mlle|Sra?|Dra|Ph\.D|M\.D)\.$/u
// These end sentences as often as not: only what follows decides.
const MAYBE_END = /(?:^|[\s("'“‘[])(?:etc|Inc|Ltd|Corp|Co|Jr|Sr|al|Ave|Ph\.D|M\.D)\.$/u
const INITIALS = /(?:^|[\s("'“‘[.])\p{Lu}\.$/u
const LIST_NUMBER = /^(?:\d{1,3}|[a-zA-Z])[.)]$/
const CLOSING_ONLY = /^["'”’»)\]]+$/
const STARTER =
  /^["'“‘(]?(?:The|A|An|It|He|She|They|We|I|You|In|On|At|But|And|So|This|That|These|Those|However|Its|His|Her|Their|After|Before|When|While|If|As|For|With|There|What|Who|Why|How)\b/

function belongsTogether(text: string, before: Range, after: Range): boolean {
  const tail = text.slice(Math.max(before.start, before.end - 24), before.end)
  const head = text.slice(after.start, Math.min(after.end, after.start + 24))
  if (CLOSING_ONLY.test(head) && after.end - after.start < 4) return true
  if (LIST_NUMBER.test(tail) && before.end - before.start <= 4) return true
  if (/^\p{Ll}/u.test(head) && /[.?!…]["'”’)]*$/.test(tail)) return true
  if (MAYBE_END.test(tail))
    return !/^["'“‘(]?\p{Lu}/u.test(head) || (!STARTER.test(head) && /(?:Jr|Sr|Ph\.D|M\.D)\.$/.test(tail))
  if (ABBREVIATION.test(tail)) return true
  // «J. Edgar», «U.S. Army»: initials go on unless a word that only begins sentences follows.
  return INITIALS.test(tail) && !STARTER.test(head)
}

const segmenters = new Map<string, Intl.Segmenter>()
function segmenterFor(language: string | null | undefined): Intl.Segmenter {
  const tag = language ?? 'en'
  let segmenter = segmenters.get(tag)
  if (!segmenter) {
    try {
      segmenter = new Intl.Segmenter(tag, { granularity: 'sentence' })
    } catch {
      // A page may name any nonsense as its language.
      segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })
    }
    if (segmenters.size < 50) segmenters.set(tag, segmenter)
  }
  return segmenter
}
