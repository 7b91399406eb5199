import type { QuoteAnchor } from '../../core/contract/source.ts'

/**
 * Runs in the page, travelling as source text: finds quotes and marks them, without touching the page's own nodes or
 * the creator's selection. As `quote` one is brought into view; as `kept` all are marked quietly, and what the page
 * says no more, or says more than once without the words around it, is not. Each call takes the marks of the last one
 * off. Whether each was found.
 *
 * A link's text fragment does this in a new tab only: Chromium ignores it when an extension navigates a tab that
 * is there already (seen in 156, in the same document and in another).
 */
export function markQuotes(quotes: QuoteAnchor[], as: 'quote' | 'kept'): boolean[] {
  // Compared without any white space: what the page breaks into lines and blocks, the stored text does not.
  const bare = (text: string) => text.replace(/\s+/g, '')
  const name = `ownwords-${as}`
  CSS.highlights.delete(name)
  if (!quotes.length || !document.body) return quotes.map(() => false)

  const pieces: { node: Text; at: number }[] = []
  let shown = ''
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, node =>
    /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|TEXTAREA)$/.test(node.parentElement?.nodeName ?? '')
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  )
  while (walker.nextNode()) {
    const node = walker.currentNode as Text
    pieces.push({ node, at: shown.length })
    shown += bare(node.data)
  }

  /** The node and offset of the nth character that is no white space. */
  const place = (nth: number): [Text, number] => {
    let low = 0
    let high = pieces.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if (pieces[middle]!.at <= nth) low = middle
      else high = middle - 1
    }
    const { node, at } = pieces[low]!
    let left = nth - at
    for (let offset = 0; offset < node.data.length; offset++) {
      if (/\s/.test(node.data[offset]!)) continue
      if (left-- === 0) return [node, offset]
    }
    return [node, node.data.length]
  }
  const rangeOf = (from: number, length: number): Range => {
    const range = document.createRange()
    range.setStart(...place(from))
    const [node, offset] = place(from + length - 1)
    range.setEnd(node, Math.min(node.data.length, offset + 1))
    return range
  }
  /** How many letters around this place are those that stood around the quote. */
  const agreement = (from: number, length: number, prefix: string, suffix: string): number => {
    let before = 0
    while (before < prefix.length && shown[from - 1 - before] === prefix[prefix.length - 1 - before]) before++
    let after = 0
    while (after < suffix.length && shown[from + length + after] === suffix[after]) after++
    return before + after
  }
  const find = ({ exact, ...around }: QuoteAnchor): Range | null => {
    const wanted = bare(exact)
    if (!wanted) return null
    const [prefix, suffix] = [bare(around.prefix), bare(around.suffix)]
    const places: { at: number; score: number }[] = []
    // A word that stands in a long page ten thousand times must not freeze it.
    for (let at = shown.indexOf(wanted); at >= 0 && places.length < 500; at = shown.indexOf(wanted, at + 1))
      places.push({ at, score: agreement(at, wanted.length, prefix, suffix) })
    places.sort((a, b) => b.score - a.score)
    const best = places[0]
    if (!best) return null
    const known = best.score >= Math.min(8, prefix.length + suffix.length)
    if (as === 'kept' && !known && (places.length > 1 || wanted.length < 12)) return null
    // Hidden copies (menus, print versions) come before the shown one on some pages.
    let hidden: Range | null = null
    for (const { at, score } of places.slice(0, 20)) {
      if (as === 'kept' && score < Math.min(8, best.score)) break
      const range = rangeOf(at, wanted.length)
      if (range.getClientRects().length > 0) return range
      hidden ??= range
    }
    // A kept one may be folded away: it is marked when the page unfolds it.
    return as === 'kept' ? hidden : null
  }

  const ranges = quotes.map(find)
  const found = ranges.filter(range => range !== null)
  if (found.length > 0) {
    // The quiet one leaves the letters as they are, and lets through what is behind them: it fits light and dark pages.
    const look =
      as === 'quote'
        ? 'background: #ffe08a; color: #1d1b16'
        : 'background-color: rgb(255 208 0 / 0.24); text-decoration: underline 2px rgb(214 164 0 / 0.8)'
    const marks = globalThis as { ownwordsMarks?: Record<string, boolean> }
    marks.ownwordsMarks ??= {}
    if (!marks.ownwordsMarks[name]) {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(`::highlight(${name}) { ${look} }`)
      document.adoptedStyleSheets.push(sheet)
      marks.ownwordsMarks[name] = true
    }
    CSS.highlights.set(name, new Highlight(...found))
  }
  if (as === 'quote') {
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
    const at = found[0]?.startContainer.parentElement
    at?.scrollIntoView({ block: 'center', behavior: calm ? 'instant' : 'smooth' })
  }
  return ranges.map(range => range !== null)
}
