const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  lrm: '\u200e',
  rlm: '\u200f',
}

/**
 * Character references decoded once. Only numbers and XML's own names (with the few that WebVTT adds) are known:
 * an entity that a file defines for itself stays as it is written, so nothing can grow.
 */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name) return named[name.toLowerCase()] ?? whole
      const point = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? '', 16)
      const allowed = point > 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
      return allowed ? String.fromCodePoint(point) : ''
    },
  )
}
