/** One line of a PDF's page, in points from the page's upper left corner as its reader sees it. */
export interface PdfLine {
  text: string
  /** Where it begins and ends from the left, and its baseline from the top. */
  left: number
  right: number
  y: number
  /** Of its letters. */
  size: number
}

/** A page as pdf.js reads it, in the order in which the file writes it: most writers write columns one after another. */
export interface PdfPage {
  lines: PdfLine[]
  height: number
  /** Lines that run across the others, as the stamp in the margin of a preprint: not read. */
  sideways: number
}

/** What pdf.js says of a stretch of text; anything else in its list (marks of structure) has no `str`. */
export interface PdfItem {
  str: string
  width: number
  hasEOL: boolean
  /** Of the text's space to the page's: [a, b, c, d, x, y]. */
  transform: number[]
}

type Matrix = readonly number[]

const LIGATURES: Record<string, string> = { ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl', ﬅ: 'st', ﬆ: 'st' }
/** More characters than a page of a newspaper has: beyond it a page is not text but an attack, or a data dump. */
const MOST_CHARS = 400_000

/**
 * @param view of the page's space to its picture: the page's rotation is in it
 * @returns null where the page holds more than a page can
 */
export function linesOf(items: readonly unknown[], view: Matrix, height: number): PdfPage | null {
  const upright: PdfLine[] = []
  const sideways: PdfLine[] = []
  let open: (PdfLine & { across: boolean }) | null = null
  let chars = 0
  const close = () => {
    if (open?.text.trim()) (open.across ? sideways : upright).push({ ...open, text: tidy(open.text) })
    open = null
  }
  for (const item of items) {
    if (!isText(item)) continue
    chars += item.str.length
    if (chars > MOST_CHARS) return null
    const [a, b, , , x, y] = times(view, item.transform)
    const size = Math.hypot(item.transform[2]!, item.transform[3]!)
    const across = Math.abs(b!) > Math.abs(a!)
    if (open && (across !== open.across || (!across && item.str.trim() && isElsewhere(open, x!, y!, size))))
      close()
    if (!open) {
      if (!item.str.trim()) continue
      open = { text: '', left: x!, right: x!, y: y!, size: 0, across }
    }
    open.text += item.str
    if (item.str.trim()) {
      open.right = Math.max(open.right, x! + item.width)
      // The letters of most of the line decide, not a footnote's mark in it.
      open.size = Math.max(open.size, size)
    }
    if (item.hasEOL) close()
  }
  close()
  const letters = (lines: PdfLine[]) => lines.reduce((sum, line) => sum + line.text.length, 0)
  // A page that lies on its side is read as it is; a few lines across it are no part of its text.
  const turned = letters(sideways) > letters(upright)
  return {
    lines: (turned ? sideways : upright).filter(line => line.text),
    height,
    sideways: (turned ? upright : sideways).length,
  }
}

function isText(item: unknown): item is PdfItem {
  const { str, transform } = (item ?? {}) as Partial<PdfItem>
  return typeof str === 'string' && Array.isArray(transform) && transform.length === 6
}

/** Some files never say where a line ends: a jump does, that no superscript makes. */
function isElsewhere(open: PdfLine, x: number, y: number, size: number): boolean {
  const tall = Math.max(open.size, size)
  return Math.abs(y - open.y) > tall * 0.7 || x < open.left - tall
}

function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): number[] {
  return [
    a! * g! + c! * h!,
    b! * g! + d! * h!,
    a! * i! + c! * j!,
    b! * i! + d! * j!,
    a! * k! + c! * l! + e!,
    b! * k! + d! * l! + f!,
  ]
}

const tidy = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[ﬀ-ﬆ]/g, letter => LIGATURES[letter] ?? letter)
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\uffff]/g, '')
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
