/** A piece of a page to read, as plain words: what it is called here is all that is kept of its formatting. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'item'; text: string; mark: string }
  | { kind: 'quote'; text: string }
  | { kind: 'code'; text: string }

/** One paragraph's most: a page of a million words without a line break must not become one box. */
const longest = 4_000

/**
 * Markdown from a page as blocks of plain text. Links keep their words, pictures their description; markup that
 * stands in the text stays text. Never HTML.
 */
export function readMarkdown(markdown: string): Block[] {
  const blocks: Block[] = []
  let lines: string[] = []
  let fence: string | null = null

  const flush = () => {
    const text = plain(lines.join(' '))
    lines = []
    if (text) blocks.push(...pieces(text).map(text => ({ kind: 'paragraph', text }) as const))
  }

  for (const line of markdown.split(/\r?\n/)) {
    if (fence !== null) {
      if (line.trim().startsWith(fence)) {
        blocks.push(...pieces(lines.join('\n')).map(text => ({ kind: 'code', text }) as const))
        lines = []
        fence = null
      } else lines.push(line)
      continue
    }
    const opening = /^\s*(```+|~~~+)/.exec(line)
    const heading = /^\s{0,3}#{1,6}\s+(.*?)\s*#*$/.exec(line)
    const item = /^\s*(?:([-*+])|(\d{1,9}[.)]))\s+(.*)$/.exec(line)
    const quote = /^\s*>\s?(.*)$/.exec(line)
    if (opening || heading || item || quote || !line.trim()) flush()
    if (opening) fence = opening[1]!.slice(0, 3)
    else if (heading) push(blocks, { kind: 'heading', text: plain(heading[1]!) })
    else if (item) push(blocks, { kind: 'item', text: plain(item[3]!), mark: item[2] ?? '•' })
    else if (quote) push(blocks, { kind: 'quote', text: plain(quote[1]!) })
    else if (line.trim()) lines.push(line.trim())
  }
  if (fence !== null) blocks.push(...pieces(lines.join('\n')).map(text => ({ kind: 'code', text }) as const))
  else flush()
  return blocks
}

/** Text that is no markdown: nothing in it means anything but itself. */
export function readText(text: string): Block[] {
  return text
    .split(/\n\s*\n|\r?\n/)
    .flatMap(paragraph => pieces(paragraph.trim()))
    .map(text => ({ kind: 'paragraph', text }))
}

function push(blocks: Block[], block: Block): void {
  if (!block.text) return
  const last = blocks.at(-1)
  // A quote of several lines is one quote.
  if (block.kind === 'quote' && last?.kind === 'quote' && last.text.length < longest)
    last.text += ` ${block.text}`
  else for (const text of pieces(block.text)) blocks.push({ ...block, text })
}

function pieces(text: string): string[] {
  if (text.length <= longest) return text ? [text] : []
  const parts: string[] = []
  for (let at = 0; at < text.length; ) {
    const space = text.lastIndexOf(' ', at + longest)
    const end = at + longest >= text.length ? text.length : space > at ? space : at + longest
    parts.push(text.slice(at, end).trim())
    at = end
  }
  return parts.filter(Boolean)
}

function plain(markdown: string): string {
  return markdown
    .replace(/!\[([^\]]{0,500})\]\([^)\s]{0,4000}(?:\s+"[^"]{0,500}")?\)/g, (_, alt: string) =>
      alt ? `[picture: ${alt}]` : '',
    )
    .replace(/\[([^\]]{1,1000})\]\([^)\s]{0,4000}(?:\s+"[^"]{0,500}")?\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)([^*_]{1,2000}?\S?)\1/g, '$2')
    .replace(/(^|[\s(“"'])[*_](?=\S)([^*_\n]{1,2000}?)[*_](?=$|[\s.,;:!?)”"'])/g, '$1$2')
    .replace(/`([^`]{1,2000})`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+\-.!>|~])/g, '$1')
    .trim()
}
