import { clockTime } from './numbers.ts'
import { safeUrl } from './safe-url.ts'

/** Words of a page must not turn into markup where they are pasted. */
export const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/([\\`*_[\]<>#|])/g, '\\$1')

/** Where words stand that somebody said. */
export interface Said {
  words: string
  title: string
  startMs: number | null
  page: number | null
  link: string
}

/** “The words” with the link to their second, page or sentence. */
export function quoted({ words, title, startMs, page, link }: Said): string {
  const place = placeWords({ startMs, page })
  const name = plain(place === null ? title : `${title}, ${place}`)
  const url = safeUrl(link)?.replace(/[()<>]/g, encodeURIComponent)
  // encodeURIComponent leaves brackets as they are; in Markdown they would end the link.
  const address = url?.replaceAll('(', '%28').replaceAll(')', '%29')
  return `“${plain(words)}” ${address ? `[${name}](${address})` : `(${name})`}`
}

/** "7:12" of a video, "p. 3" of a PDF; null of a page, which has its sentences. */
export const placeWords = ({ startMs, page }: { startMs: number | null; page: number | null }) =>
  startMs !== null ? clockTime(startMs) : page !== null ? `p. ${page}` : null
