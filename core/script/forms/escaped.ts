/**
 * Words that somebody wrote, for a document: on one line, without what cannot be seen and could do harm: control
 * characters, overrides of direction that would turn what stands behind them, halves of characters.
 */
export const cleanWords = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\s+/g, ' ')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is these that are taken out
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]/g, '')
    .trim()

/**
 * Words within a line of Markdown: nothing in them is markup, HTML, an entity, a formula between $ or the start of a
 * list, whatever reads them (CommonMark, GitHub, Obsidian).
 */
export const markdownWords = (text: string): string =>
  cleanWords(text)
    .replace(/[\\`*_[\]<>#|~$]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/^([-+=])/, '\\$1')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')

/** Words in HTML, between tags or within quotes. */
export const htmlWords = (text: string): string =>
  cleanWords(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')

/** A cell's words in HTML: pasted into a spreadsheet they are words, and no formula (OWASP, "CSV Injection"). */
export const htmlCellWords = (text: string): string => {
  const words = htmlWords(text)
  return /^[=+\-@]/.test(words) ? `\u200b${words}` : words
}

/** An address that may become a link, with nothing in it that could end one; null for what is not of the web. */
export function webLink(address: string): string | null {
  try {
    const { protocol, href } = new URL(address)
    if (protocol !== 'https:' && protocol !== 'http:') return null
    return href.replace(/[()<>"'`\\|\s]/g, sign => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)
  } catch {
    return null
  }
}

/** Words as a link of Markdown; words alone where there is nothing to open. */
export function markdownLink(words: string, address: string): string {
  const link = webLink(address)
  return link ? `[${markdownWords(words)}](${link})` : markdownWords(words)
}

/** The same in HTML. */
export function htmlLink(words: string, address: string): string {
  const link = webLink(address)
  return link ? `<a href="${htmlWords(link)}">${htmlWords(words)}</a>` : htmlWords(words)
}
