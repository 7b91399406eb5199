/**
 * Runs in the page: brings the words of a quote into view and marks them, without touching the page's own nodes or
 * the creator's selection. False where the page does not show them (any more).
 *
 * A link's text fragment does this in a new tab only: Chromium ignores it when an extension navigates a tab that
 * is there already (seen in 156, in the same document and in another).
 */
export function showQuote(exact: string, prefix: string): boolean {
  // Compared without any white space: what the page breaks into lines and blocks, the stored text does not.
  const bare = (text: string) => text.replace(/\s+/g, '')
  const wanted = bare(exact)
  if (!wanted) return false

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
  const visible = (from: number): Range | null => {
    const range = document.createRange()
    range.setStart(...place(from))
    const [node, offset] = place(from + wanted.length - 1)
    range.setEnd(node, Math.min(node.data.length, offset + 1))
    return range.getClientRects().length > 0 ? range : null
  }
  const find = (before: string): Range | null => {
    let at = shown.indexOf(before + wanted)
    // Hidden copies (menus, print versions) come before the shown one on some pages.
    for (let tries = 0; at >= 0 && tries < 20; tries++) {
      const range = visible(at + before.length)
      if (range) return range
      at = shown.indexOf(before + wanted, at + 1)
    }
    return null
  }

  const range = find(bare(prefix)) ?? find('')
  if (!range) return false
  const sheet = new CSSStyleSheet()
  sheet.replaceSync('::highlight(ownwords-quote) { background: #ffe08a; color: #1d1b16 }')
  if (!CSS.highlights.has('ownwords-quote')) document.adoptedStyleSheets.push(sheet)
  CSS.highlights.set('ownwords-quote', new Highlight(range))
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
  range.startContainer.parentElement?.scrollIntoView({
    block: 'center',
    behavior: calm ? 'instant' : 'smooth',
  })
  return true
}
