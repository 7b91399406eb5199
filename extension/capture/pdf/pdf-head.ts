import { limits } from '../../../core/contract/limits.ts'
import type { PageFact } from '../../../core/contract/source.ts'
import type { PdfLine } from './pdf-lines.ts'

/** What a PDF says of itself. */
export interface PdfHead {
  title: string
  author: string | null
  /** As exact as a day: the hour at which a file was printed is nobody's. */
  published: string | null
  language: string | null
  facts: PageFact[]
}

/** The file's own record of itself (Info dictionary and XMP), as pdf.js gives it: whatever a stranger wrote there. */
export interface PdfRecord {
  info: Record<string, unknown>
  xmp: (name: string) => unknown
}

/**
 * Writers leave their own name, the template's or the file's in the record as often as the work's: only what can be a
 * title counts, then the largest letters of the first page, then the file's name.
 * @param now milliseconds since 1970: nothing is from later
 */
export function pdfHead(
  { info, xmp }: PdfRecord,
  first: PdfLine[],
  opening: string,
  fileName: string,
  pages: number,
  now: number,
): PdfHead {
  const doi = doiOf(xmp('prism:doi')) ?? doiOf(xmp('dc:identifier')) ?? doiOf(info.Subject) ?? doiOf(opening)
  const facts = [{ name: 'Pages', value: String(pages) }]
  if (doi) facts.push({ name: 'DOI', value: doi })
  return {
    title:
      saneTitle(xmp('dc:title'), fileName) ??
      saneTitle(info.Title, fileName) ??
      largest(first) ??
      named(fileName),
    author: saneAuthor(xmp('dc:creator')) ?? saneAuthor(info.Author),
    published: dayOf(info.CreationDate, now) ?? dayOf(xmp('xmp:createdate'), now),
    language: languageOf(info.Language) ?? languageOf(xmp('dc:language')),
    facts,
  }
}

const written =
  /^(?:microsoft (?:word|powerpoint|excel)\b|powerpoint presentation|slide \d+|untitled|(?:new )?document\d*$|title$|layout \d|print(?:ing)?\b|print preview|about:blank|https?:)|\.(?:docx?|pptx?|xlsx?|tex|dvi|indd|qxd|pmd?|rtf|odt|pdf|ps|eps|html?|ai|cdr|fm)$/i

function saneTitle(value: unknown, fileName: string): string | null {
  const title = oneLine(value)
  if (!title || title.length < 4 || title.length > 300 || written.test(title)) return null
  // Numbers, hashes and underscores are the name of a file, not of a work.
  if (!/\p{L}{2}/u.test(title) || /^[\w.-]*[_\d][\w.-]*$/.test(title) || /\ufffd/.test(title)) return null
  return title.toLowerCase() === fileName.replace(/\.pdf$/i, '').toLowerCase() ? null : title
}

function saneAuthor(value: unknown): string | null {
  const list = Array.isArray(value) ? value : [value]
  const names = list
    .map(oneLine)
    .filter(
      name =>
        name &&
        /\p{L}{2}/u.test(name) &&
        !/^(?:(?:windows |default |office )?user|admin(?:istrator)?|author|owner|root|unknown|anonymous|latex|tex|\w+\\\w+)$/i.test(
          name,
        ),
    )
  return names.join(', ').slice(0, limits.titleChars) || null
}

/** The lines in the largest letters of the first page's upper part, where they are larger than its text. */
function largest(lines: PdfLine[]): string | null {
  const letters = (line: PdfLine) => line.text.replace(/[^\p{L}]/gu, '').length
  const all = lines.reduce((sum, line) => sum + letters(line), 0)
  const foot = Math.max(...lines.map(line => line.y), 0)
  const upper = lines.filter(line => line.y <= foot * 0.7 && letters(line) >= 2)
  const size = Math.max(...upper.filter(line => letters(line) >= 4).map(line => line.size), 0)
  const from = upper.findIndex(line => line.size >= size * 0.97)
  const title: PdfLine[] = []
  for (const line of upper.slice(Math.max(0, from))) {
    if (line.size < size * 0.97) break
    title.push(line)
  }
  const text = oneLine(
    title
      .map(line => line.text)
      .join(' ')
      .replace(/(\p{L})[-‐] (?=\p{Ll})/gu, '$1'),
  )
  if (!text || text.length < 4 || text.length > 300) return null
  return title.reduce((sum, line) => sum + letters(line), 0) < all * 0.5 ? text : null
}

/** A file's name as a title; there is always one. */
function named(fileName: string): string {
  const bare = oneLine(fileName.replace(/\.pdf$/i, '').replace(/[_+]+/g, ' '))
  return bare ?? 'A PDF without a name'
}

function oneLine(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const line = value
    .slice(0, 5_000)
    .toWellFormed()
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, limits.titleChars)
    .toWellFormed()
  return line || null
}

/** `D:20240131…` of the Info dictionary (ISO 32000-1, 7.9.4) or the beginning of an ISO date. */
function dayOf(value: unknown, now: number): string | null {
  const found = typeof value === 'string' ? /^(?:D:)?(\d{4})-?(\d{2})-?(\d{2})/.exec(value) : null
  if (!found) return null
  const day = `${found[1]}-${found[2]}-${found[3]}`
  const time = Date.parse(day)
  return time >= Date.UTC(1985, 0) && time <= now + 86_400_000 ? day : null
}

function languageOf(value: unknown): string | null {
  const tag = oneLine(Array.isArray(value) ? value[0] : value)
  return tag && /^[A-Za-z]{2,3}(?:-[A-Za-z\d]{1,8})*$/.test(tag) && tag.length <= 35 ? tag : null
}

function doiOf(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const found = /\b10\.\d{4,9}\/[^\s"'<>|{}\\^`]{2,200}/
    .exec(value.slice(0, 20_000))?.[0]
    .replace(/[.,;:)\]]+$/, '')
  return found ?? null
}
