/** Letters and digits only: pages, captions and our own setting of them differ in everything else. */
const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toLocaleLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')

/** So many letters tell one place from every other. */
const telling = 80

/**
 * The piece of a text in which a passage begins; null where it is in none of them.
 * @param pieces the text in its order
 */
export function pieceWith(pieces: readonly string[], passage: string): number | null {
  const wanted = bare(passage).slice(0, telling)
  if (!wanted) return null
  const ends: number[] = []
  let all = ''
  for (const piece of pieces) {
    all += bare(piece)
    ends.push(all.length)
  }
  const at = all.indexOf(wanted)
  return at < 0 ? null : ends.findIndex(end => end > at)
}

/** Where in a text on the screen a letter stands. */
interface Letter {
  node: Node
  from: number
  to: number
}

/**
 * The passage as it is shown, whatever elements it runs through; null where it is not there.
 * @param elements in their order; the passage begins in the first of them
 */
export function rangeIn(elements: readonly Element[], passage: string): Range | null {
  const wanted = bare(passage)
  if (!wanted) return null
  const letters: Letter[] = []
  let all = ''
  for (const element of elements) {
    // The first has more in it than the passage at most.
    if (all.length > wanted.length + 8_000) break
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      // Seconds and page numbers stand between the words and are none.
      if (node.parentElement?.closest('button, .reader__page')) continue
      let from = 0
      for (const letter of node.nodeValue ?? '') {
        const kept = bare(letter)
        for (const _ of kept) letters.push({ node, from, to: from + letter.length })
        all += kept
        from += letter.length
      }
    }
  }
  // What was kept may have more in it than is shown: then its beginning is shown.
  const whole = all.indexOf(wanted)
  const start = whole >= 0 ? whole : all.indexOf(wanted.slice(0, telling))
  if (start < 0) return null
  const first = letters[start]
  const last = letters[start + (whole >= 0 ? wanted.length : Math.min(telling, wanted.length)) - 1]
  if (!first || !last) return null
  const range = document.createRange()
  range.setStart(first.node, first.from)
  range.setEnd(last.node, last.to)
  return range
}
