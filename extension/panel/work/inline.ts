/** A stretch of a line: words, or what is to be read letter by letter. */
export interface Inline {
  as: 'words' | 'code' | 'tex'
  text: string
}

// Stand-ins for what is set aside while links and emphasis are taken off: from a plane that no page may use here.
const HELD = /[\uE000-\uE1FF]/g
const ESCAPED_FROM = 0xe100
const [OPEN, CLOSE] = ['\uE000', '\uE001']

/** An escaped sign, a code span, or TeX between dollar signs: whichever comes first. All bounded: pages are hostile. */
const aside =
  /\\([!-/:-@[-`{-~])|(`{1,8})([^`]|[^`][\s\S]{0,2000}?[^`])\2(?!`)|\$\$((?:\\.|[^$\\]){1,4000})\$\$|\$(?!\s)((?:\\.|[^$\\\n]){1,2000}?)(?<!\s)\$(?!\d)/g

/**
 * The words of one line or paragraph of Markdown. Links keep their words, pictures their description; HTML that stands
 * in the text stays text. Never HTML, whatever is in it.
 */
export function inlineOf(markdown: string): Inline[] {
  const held: Inline[] = []
  const hold = (as: 'code' | 'tex', text: string) => `${OPEN}${held.push({ as, text }) - 1}${CLOSE}`
  const bare = markdown
    .replace(HELD, '')
    .replace(
      aside,
      (all, sign?: string, _ticks?: string, code?: string, display?: string, formula?: string) => {
        if (sign !== undefined) return String.fromCharCode(ESCAPED_FROM + sign.charCodeAt(0))
        if (code !== undefined) return hold('code', code.replace(/^ (.*[^ ].*) $/s, '$1'))
        const tex = (display ?? formula)?.trim()
        return tex ? hold('tex', tex) : all
      },
    )
    .replace(/!\[([^[\]]{0,500})\]\([^()\s]{0,4000}(?:\s+"[^"]{0,500}")?\)/g, (_, alt: string) =>
      alt ? `[picture: ${alt}]` : '',
    )
    .replace(/\[([^[\]]{1,1000})\]\([^()\s]{0,4000}(?:\s+"[^"]{0,500}")?\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)([^*_]{1,2000}?\S?)\1/g, '$2')
    .replace(/(^|[\s(“"'])[*_](?=\S)([^*_\n]{1,2000}?)[*_](?=$|[\s.,;:!?)”"'])/g, '$1$2')
  const parts: Inline[] = []
  for (const piece of bare.split(/(\uE000\d+\uE001)/)) {
    const at = /^\uE000(\d+)\uE001$/.exec(piece)
    if (at) parts.push(held[Number(at[1])]!)
    else if (piece) parts.push({ as: 'words', text: restored(piece) })
  }
  return trimmed(parts)
}

export const textOf = (words: Inline[]): string => words.map(each => each.text).join('')

const restored = (text: string): string =>
  text.replace(/[\uE100-\uE1FF]/g, sign => String.fromCharCode(sign.charCodeAt(0) - ESCAPED_FROM))

function trimmed(parts: Inline[]): Inline[] {
  const [first, last] = [parts[0], parts.at(-1)]
  if (first?.as === 'words') first.text = first.text.trimStart()
  if (last?.as === 'words') last.text = last.text.trimEnd()
  return parts.filter(each => each.text)
}
