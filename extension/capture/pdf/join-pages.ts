import { isEnded, type Paragraph, paragraphsOf } from './paragraphs.ts'
import type { PdfLine } from './pdf-lines.ts'

/**
 * The text of a whole PDF: paragraphs with an empty line between, words that the printer cut at a line's end whole
 * again, sentences that go on over a page's end whole too.
 * `pageStarts`: the character at which each page begins; a page without text begins where the next one does.
 */
export function joinPages(pages: PdfLine[][]): { text: string; pageStarts: number[] } {
  const known = vocabulary(pages)
  const parts: string[] = []
  const pageStarts: number[] = []
  let length = 0
  let tail = ''
  let last: Paragraph | null = null
  const add = (piece: string) => {
    parts.push(piece)
    length += piece.length
    tail = (tail + piece).slice(-120)
  }
  /** Takes the hyphen at the end away again. */
  const drop = () => {
    const piece = parts.pop() ?? ''
    parts.push(piece.slice(0, -1))
    length -= 1
    tail = tail.slice(0, -1)
  }
  const goOn = (next: string, crossing: (() => void) | null) => {
    const how = seam(tail, next, known)
    if (how === 'one') drop()
    else if (how === 'apart') add(' ')
    crossing?.()
    add(next)
  }
  for (const lines of pages) {
    let begun = false
    const begin = () => {
      begun = true
      pageStarts.push(length)
    }
    for (const [nth, paragraph] of withOpenLast(paragraphsOf(lines)).entries()) {
      for (const [at, { text }] of paragraph.lines.entries()) {
        const goesOn: boolean = at > 0 || (nth === 0 && last !== null && isOneSentence(last, paragraph, tail))
        if (goesOn) goOn(text, begun ? null : begin)
        else {
          if (length > 0) add(isList(tail, text) ? '\n' : '\n\n')
          if (!begun) begin()
          add(text)
        }
      }
      last = paragraph
    }
    if (!begun) pageStarts.push(-1)
  }
  // What has no text begins where the next one does.
  for (let page = pageStarts.length - 1, next = length; page >= 0; page--) {
    if (pageStarts[page] === -1) pageStarts[page] = next
    next = pageStarts[page]!
  }
  return { text: parts.join(''), pageStarts }
}

/**
 * A footnote stands between the two halves of a sentence that goes over the page's end. It goes before the paragraph
 * with that sentence, on the same page, so that the sentence stays whole.
 */
function withOpenLast(paragraphs: Paragraph[]): Paragraph[] {
  let notes = paragraphs.length
  const body = paragraphs.reduce((size, each) => Math.max(size, each.lines.length > 1 ? each.size : 0), 0)
  while (notes > 0 && paragraphs[notes - 1]!.size < body * 0.92) notes--
  const open = paragraphs[notes - 1]
  if (!open || notes === paragraphs.length || isEnded(open.lines.at(-1)!.text)) return paragraphs
  return [...paragraphs.slice(0, notes - 1), ...paragraphs.slice(notes), open]
}

/** Whether the first paragraph of a page goes on with what the page before left open. */
function isOneSentence(last: Paragraph, next: Paragraph, tail: string): boolean {
  if (isEnded(tail) || Math.abs(last.size - next.size) > last.size * 0.12) return false
  const first = next.lines[0]!.text
  if (/[\p{L}\p{N}][-‐\u00ad]$/u.test(tail)) return true
  // A heading at a page's foot ends without a full stop, too: then the next page hardly begins with a small letter.
  return (
    /^["'“‘(]?[\p{Ll}\p{Lo}\p{N}]/u.test(first) ||
    /(?:,|;|\b(?:the|a|an|of|and|or|to|in|for|with))$/i.test(tail)
  )
}

const isList = (tail: string, next: string): boolean =>
  /^(?:[•▪●○◦‣·■])\s/.test(next) && /(?:^|\n)[•▪●○◦‣·■]\s[^\n]*$/.test(tail)

/** How two lines meet: as `one` word without its hyphen, `close` as they are, `apart` with a space. */
function seam(before: string, after: string, known: Set<string>): 'one' | 'close' | 'apart' {
  const first = /([\p{L}\p{M}]+)([-‐\u00ad])$/u.exec(before)
  if (!first) return /[\p{L}\p{N}][‐-]$/u.test(before) && /^\p{N}/u.test(after) ? 'close' : 'apart'
  const second = /^[\p{L}\p{M}]+/u.exec(after)?.[0]
  if (!second) return /^\p{N}/u.test(after) ? 'close' : 'apart'
  if (first[2] === '\u00ad') return 'one'
  if (!/^\p{Ll}/u.test(second)) return 'close'
  const [one, two] = [first[1]!.toLowerCase(), second.toLowerCase()]
  if (known.has(one + two)) return 'one'
  if (known.has(`${one}-${two}`)) return 'close'
  // «well-» and «known» are words: their hyphen is the writer's. «evapo-» is none: the printer cut it.
  return known.has(one) && known.has(two) && one.length > 2 ? 'close' : 'one'
}

/** The words that the file writes without a break, by which a break is judged. */
function vocabulary(pages: PdfLine[][]): Set<string> {
  const words = new Set<string>()
  for (const lines of pages)
    for (const [at, { text }] of lines.entries()) {
      const found = text.toLowerCase().match(/[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*-?/gu) ?? []
      // The rest of a word that was cut is at the beginning of the next line.
      if (at > 0 && /[-‐\u00ad]$/.test(lines[at - 1]!.text)) found.shift()
      for (const word of found)
        if (!word.endsWith('-')) for (const each of [word, ...word.split('-')]) words.add(each)
    }
  return words
}
