import type { PdfLine, PdfPage } from './pdf-lines.ts'

export interface Running {
  /** What is left of each page. */
  pages: PdfLine[][]
  /** Headers and footers that come again and again, and numbers of pages: how many were left out. */
  repeated: number
  numbers: number
}

/** The part of a page's height at its top and at its foot in which running lines stand. */
const MARGIN = 0.14
/** So near must the same line stand on another page, and so far apart (of the page's height) may it be. */
const NEIGHBOURS = 4
const SAME_PLACE = 0.025
const FEWEST = 3

/**
 * Leaves out what a printer put on every page: the title or chapter above, the journal below, the page's number. Such
 * a line stands at the same height in the margin of three pages or more that lie close together; a line of the text
 * that happens to be there does not come again.
 */
export function withoutRunning(pages: PdfPage[]): Running {
  const places = new Map<string, { page: number; y: number }[]>()
  const offsets = new Map<number, number>()
  pages.forEach(({ lines, height }, page) => {
    for (const line of lines) {
      if (!inMargin(line, height)) continue
      const key = keyOf(line)
      const seen = places.get(key)
      const place = { page, y: line.y / height }
      if (seen) seen.push(place)
      else places.set(key, [place])
      for (const number of edgeNumbers(line))
        offsets.set(number - page, (offsets.get(number - page) ?? 0) + 1)
    }
  })
  const counts = { repeated: 0, numbers: 0 }
  const rest = pages.map(({ lines, height }, page) =>
    lines.filter(line => {
      if (!inMargin(line, height)) return true
      const counted = Math.max(0, ...edgeNumbers(line).map(number => offsets.get(number - page) ?? 0))
      if (numberOf(line) !== null) {
        // Two pages in a row that count on are numbered; a lone number may be a table's.
        if (counted < 2) return true
        counts.numbers++
        return false
      }
      // «Chapter 3: Utilities 7» stands on few pages, yet its number counts on with all the others.
      if (counted >= FEWEST && line.text.length < 120) {
        counts.repeated++
        return false
      }
      const near = (places.get(keyOf(line)) ?? []).filter(
        place =>
          Math.abs(place.page - page) <= NEIGHBOURS && Math.abs(place.y - line.y / height) <= SAME_PLACE,
      )
      if (new Set(near.map(place => place.page)).size < FEWEST) return true
      counts.repeated++
      return false
    }),
  )
  return { pages: rest, ...counts }
}

const inMargin = ({ y }: PdfLine, height: number): boolean => y < height * MARGIN || y > height * (1 - MARGIN)

/** The words of a running line stay, its numbers go on. */
const keyOf = ({ text }: PdfLine): string => text.toLowerCase().replace(/\d+/g, '#').slice(0, 200)

const ROMAN = /^m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$/i
const LETTERS: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 }

/** The numbers by which a line can be of its page: all that it says, or what it begins or ends with. */
function edgeNumbers(line: PdfLine): number[] {
  const whole = numberOf(line)
  if (whole !== null) return [whole]
  const edges = [/^(\d{1,4})\s/.exec(line.text)?.[1], /\s(\d{1,4})$/.exec(line.text)?.[1]]
  return edges.filter(each => each !== undefined).map(Number)
}

/** The number of a page that is all that a line says, by any of the usual forms: 7, – 7 –, Page 7 of 20, vii. */
function numberOf({ text }: PdfLine): number | null {
  const bare = text.replace(/^[\s\-–—|[(]+|[\s\-–—|\])]+$/g, '')
  const digits = /^(?:page|p\.|seite|página)?\s*(\d{1,5})(?:\s*(?:of|\/|von|de)\s*\d{1,5})?$/i.exec(bare)?.[1]
  if (digits) return Number(digits)
  if (!bare || !ROMAN.test(bare)) return null
  const values = [...bare.toLowerCase()].map(letter => LETTERS[letter] ?? 0)
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0)
}
