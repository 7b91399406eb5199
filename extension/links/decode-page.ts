/** Bytes in which a page says what its letters are, if it does (the standard's 1,024, with room for long comments). */
const HEAD = 4_096

/**
 * A page's bytes as text: by its byte order mark, else by what its server says, else by what it says itself, else as
 * UTF-8. A wrong letter is a mark of its own (U+FFFD), never an error.
 */
export function decodePage(bytes: Uint8Array, contentType: string | null): string {
  const said = /charset\s*=\s*["']?([\w-]{2,40})/i
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD))
  const label =
    marked(bytes) ??
    said.exec(contentType ?? '')?.[1] ??
    /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})/i.exec(head)?.[1] ??
    'utf-8'
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}

function marked([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return first === 0xff && second === 0xfe ? 'utf-16le' : null
}
