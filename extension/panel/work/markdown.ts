import { safeUrl } from '../words/safe-url.ts'
import { type Inline, inlineOf } from './inline.ts'
import { type Table, tablesOf } from './markdown-table.ts'

/** A piece of a page to read: nothing of its formatting is kept but what is named here. */
export type Block =
  | { kind: 'heading'; words: Inline[] }
  | { kind: 'paragraph'; words: Inline[] }
  | { kind: 'item'; words: Inline[]; mark: string; depth: number }
  | { kind: 'quote'; words: Inline[] }
  | { kind: 'code'; text: string; language: string }
  /** An equation on a line of its own, as TeX. */
  | { kind: 'tex'; text: string }
  | { kind: 'table'; table: Table }
  /** A picture's place. `src` is an address of the web or null; it is never loaded. */
  | { kind: 'picture'; alt: string; src: string | null }

/** One paragraph's most: a page of a million words without a line break must not become one box. */
const longest = 4_000

/**
 * Markdown from a page as blocks of words. Markup that stands in the text stays text. Never HTML.
 * What comes in is hostile: whatever is in it, this takes time in proportion to its length.
 */
export function readMarkdown(markdown: string): Block[] {
  const blocks: Block[] = []
  let lines: string[] = []
  let rows: string[] = []
  let fence: { marks: string; language: string } | null = null

  const flush = () => {
    if (rows.length > 0) {
      const tables = tablesOf(rows)
      if (tables) blocks.push(...tables.map(table => ({ kind: 'table', table }) as const))
      else lines.push(...rows)
      rows = []
    }
    const text = lines.join(' ').trim()
    lines = []
    if (text) blocks.push(...paragraphs(text))
  }

  for (const line of markdown.split(/\r?\n/)) {
    if (fence) {
      if (closes(line, fence.marks)) {
        blocks.push(...codeBlocks(lines, fence.language))
        lines = []
        fence = null
      } else lines.push(line)
      continue
    }
    const opening = /^\s*(`{3,}|~{3,})\s*([\w+#.-]{0,30})[^`]*$/.exec(line)
    const heading = /^\s{0,3}#{1,6}\s+(.*?)\s*#*$/.exec(line)
    const item = /^(\s*)(?:([-*+])|(\d{1,9}[.)]))\s+(.*)$/.exec(line)
    const quote = /^\s*>\s?(.*)$/.exec(line)
    const row = /^\s*\|.*\|\s*$/.test(line)
    if (row) {
      if (lines.length > 0) flush()
      rows.push(line)
      continue
    }
    if (rows.length > 0 || opening || heading || item || quote || !line.trim()) flush()
    if (opening) fence = { marks: opening[1]!, language: opening[2]! }
    else if (heading) push(blocks, heading[1]!, words => ({ kind: 'heading', words }))
    else if (item) {
      const mark = item[3] ?? '•'
      const depth = Math.min(3, Math.floor(item[1]!.length / 2))
      push(blocks, item[4]!, words => ({ kind: 'item', words, mark, depth }))
    } else if (quote) pushQuote(blocks, quote[1]!)
    else if (line.trim()) lines.push(line.trim())
  }
  if (fence) blocks.push(...codeBlocks(lines, fence.language))
  else flush()
  return blocks
}

/** Text that is no markdown: nothing in it means anything but itself. */
export function readText(text: string): Block[] {
  return text
    .split(/\n\s*\n|\r?\n/)
    .flatMap(paragraph => pieces(paragraph.trim()))
    .map(text => ({ kind: 'paragraph', words: [{ as: 'words', text }] }))
}

function paragraphs(text: string): Block[] {
  const picture = /^!\[((?:\\.|[^\]\\]){0,1000})\]\(([^()\s]{0,4000})\)$/.exec(text)
  if (picture) {
    const alt = inlineOf(picture[1]!).map(each => each.text)
    return [{ kind: 'picture', alt: alt.join(''), src: safeUrl(picture[2]!) }]
  }
  const formula = text.length <= longest && /^\$\$((?:\\.|[^$\\])+)\$\$$/.exec(text)
  if (formula) return [{ kind: 'tex', text: formula[1]!.trim() }]
  const blocks: Block[] = []
  push(blocks, text, words => ({ kind: 'paragraph', words }))
  return blocks
}

function push(blocks: Block[], text: string, make: (words: Inline[]) => Block): void {
  for (const piece of pieces(text)) {
    const words = inlineOf(piece)
    if (words.length > 0) blocks.push(make(words))
  }
}

/** A quote of several lines is one quote, as far as one box goes. */
function pushQuote(blocks: Block[], text: string): void {
  const last = blocks.at(-1)
  const words = inlineOf(text.slice(0, longest))
  if (words.length === 0) return
  const length = last?.kind === 'quote' ? last.words.reduce((sum, each) => sum + each.text.length, 0) : 0
  if (last?.kind === 'quote' && length < longest) last.words.push({ as: 'words', text: ' ' }, ...words)
  else push(blocks, text.slice(0, longest), words => ({ kind: 'quote', words }))
  if (text.length > longest) push(blocks, text.slice(longest), words => ({ kind: 'quote', words }))
}

const closes = (line: string, marks: string): boolean => {
  const trimmed = line.trim()
  return trimmed.length >= marks.length && trimmed === marks[0]!.repeat(trimmed.length)
}

const codeBlocks = (lines: string[], language: string): Block[] =>
  pieces(lines.join('\n'), '\n').map(text => ({ kind: 'code', text, language }))

function pieces(text: string, at = ' '): string[] {
  if (text.length <= longest) return text.trim() ? [text] : []
  const parts: string[] = []
  for (let from = 0; from < text.length; ) {
    const space = text.lastIndexOf(at, from + longest)
    const end = from + longest >= text.length ? text.length : space > from ? space : from + longest
    const part = text.slice(from, end)
    parts.push(at === ' ' ? part.trim() : part.replace(/^\n|\n$/g, ''))
    from = end
  }
  return parts.filter(Boolean)
}

/** What a block says, without its formatting. */
export function saidIn(block: Block): string {
  switch (block.kind) {
    case 'code':
    case 'tex':
      return block.text
    case 'table':
      return [block.table.head, ...block.table.rows]
        .flat(2)
        .map(each => each.text)
        .join(' ')
    case 'picture':
      return block.alt
    default:
      return block.words.map(each => each.text).join('')
  }
}
