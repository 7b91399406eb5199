/**
 * What YouTube takes of a video's text (YouTube Data API, resource `videos`, properties of `snippet`): a title of 100
 * characters, a description of 5,000 bytes, 500 characters of tags, and neither < nor > in the first two.
 */
export const studioLimits = { titleChars: 100, descriptionBytes: 5_000, tagsChars: 500 } as const

export const bytesOf = (text: string): number => new TextEncoder().encode(text).length

/** What YouTube refuses in titles and descriptions. */
export const withoutAngles = (text: string): string => text.replace(/[<>]/g, '')

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The longest beginning that `fits`, to the end of a word where there is one in its last third. No letter is cut. */
export function beginningOf(text: string, fits: (text: string) => boolean): string {
  if (fits(text)) return text
  let end = 0
  for (const { index, segment } of graphemes.segment(text)) {
    if (!fits(text.slice(0, index + segment.length))) break
    end = index + segment.length
  }
  const whole = /\s/.test(text.charAt(end)) ? end : text.slice(0, end).search(/\s\S*$/)
  return text.slice(0, whole > end * (2 / 3) ? whole : end).trimEnd()
}
