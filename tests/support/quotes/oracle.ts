/**
 * Whether words stand literally in a text, told in another way than the product does: both are made into lists of
 * tokens by plain splitting, and one list has to stand in the other. For deciding that a mutant says by chance what the
 * text says anyhow. It is strict about all that a number is made of.
 */
export function literally(text: string): (quote: string) => boolean {
  const asSaid = ` ${tokens(text, 0).join(' ')} `
  const once = ` ${tokens(text.replace(/\[\d{1,2}:\d\d(?::\d\d)?\]/g, ' '), 12).join(' ')} `
  const within = (whole: string, quote: string[]) =>
    quote.length > 0 && whole.includes(` ${quote.join(' ')} `)
  return quote => within(asSaid, tokens(quote, 0)) || within(once, tokens(quote, 1))
}

const FOLDS: [RegExp, string][] = [
  [/&amp;/g, '&'],
  [/&quot;/g, '"'],
  [/&#39;/g, "'"],
  [/&nbsp;/g, ' '],
  [/\p{DI}/gu, ''],
  [/[‘’`´]/g, "'"],
  [/[-‐‑‒–—―−]/g, '-'],
  [/[“”„«»‹›"…♪]/g, ' '],
  [/\.{2,}/g, ' '],
  [/(^|\s)>>+(?=\s)/g, ' '],
  [/\[(music|applause|laughter|laughs|laughing|cheering|chuckles|sighs)\]/g, ' '],
  // A dash between words, not one of a number.
  [/-(?![\d$€£.])/g, ' '],
  [/([\p{L}])-(?=[\d$€£.])/gu, '$1 '],
  [/[()[\]{};!?*|•·]|(?<!\d)\/|\/(?!\d)/g, ' '],
  [/[.,:']+(?=\s|$)/g, ' '],
  [/(^|\s)[,:']+/g, ' '],
]

/** @param most words that are said twice at once and count once */
function tokens(text: string, most: number): string[] {
  const plain = FOLDS.reduce(
    (rest, [from, to]) => rest.replace(from, to),
    text.normalize('NFC').toLowerCase(),
  )
  const kept: string[] = []
  for (const token of plain.split(/\s+/)) {
    if (!token || /^(?:u+m+|u+h+|uhm+)$/.test(token)) continue
    kept.push(token)
    for (let size = 1; size <= most; size++)
      if (kept.slice(-size).join(' ') === kept.slice(-2 * size, -size).join(' ')) {
        kept.length -= size
        break
      }
  }
  return kept
}
