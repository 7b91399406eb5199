import type { PdfLine } from './pdf-lines.ts'

/** Lines that belong together, in order. */
export interface Paragraph {
  lines: PdfLine[]
  size: number
}

const ENDS = /[.!?…。！？][)\]"'”’»]*(?:\s?\[?\d{1,3}\]?)?$/
const ITEM = /^(?:[•▪●○◦‣·■–—*-]|\(?(?:\d{1,3}|[a-zA-Z])[.)])\s/

/** Whether a text ends as a sentence does. */
export const isEnded = (text: string): boolean => ENDS.test(text)

/** The lines of one page as paragraphs, told by the gaps, indents, short last lines and sizes that printers use. */
export function paragraphsOf(lines: PdfLine[]): Paragraph[] {
  const pitch = usualPitch(lines)
  const paragraphs: Paragraph[] = []
  lines.forEach((line, at) => {
    const before = lines[at - 1]
    const open = paragraphs.at(-1)
    if (open && before && !begins(line, before, lines, pitch)) open.lines.push(line)
    else paragraphs.push({ lines: [line], size: line.size })
  })
  return paragraphs
}

function begins(line: PdfLine, before: PdfLine, lines: PdfLine[], pitch: number): boolean {
  const down = line.y - before.y
  const em = Math.max(1, before.size)
  if (Math.abs(line.size - before.size) > em * 0.12) return true
  if (ITEM.test(line.text)) return true
  // Up again, or far away to the side: the next column. A sentence that is open goes on there.
  if (down < -em * 0.5 || (down < em * 0.5 && line.left > before.right)) return isEnded(before.text)
  if (down > Math.max(pitch * 1.35, em * 1.1)) return true
  const ended = isEnded(before.text) || before.text.endsWith(':')
  // A line that is given up half-way, and none goes on with it: an address, a table, a program.
  if (!ended) return isHalf(before, lines) && !/^["'“‘(]?\p{Ll}/u.test(line.text)
  const indented = line.left - before.left > em * 0.7 && line.left - before.left < em * 6
  return indented || before.right < columnRight(before, lines) - em * 3
}

const isHalf = (line: PdfLine, lines: PdfLine[]): boolean =>
  line.right - line.left < (columnRight(line, lines) - line.left) * 0.55

/** How far the lines of the same column reach: the farthest that begins near where this one does. */
function columnRight(line: PdfLine, lines: PdfLine[]): number {
  const at = lines.indexOf(line)
  let right = line.right
  for (const other of lines.slice(Math.max(0, at - 40), at + 40))
    if (Math.abs(other.left - line.left) < line.size * 4) right = Math.max(right, other.right)
  return right
}

function usualPitch(lines: PdfLine[]): number {
  const pitches = lines
    .slice(1)
    .map((line, at) => line.y - lines[at]!.y)
    .filter(pitch => pitch > 1)
    .sort((a, b) => a - b)
  return pitches[pitches.length >> 1] ?? 0
}
