import { limits } from '../contract/limits.ts'

// Controls, and the marks that turn the direction of what follows: a title must not reach beyond itself.
const marks = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu

/** A title as one line of at most `limits.titleChars`, never ending within a character. */
export function titleLine(text: string): string {
  const line = text
    .slice(0, 10 * limits.titleChars)
    .replace(marks, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (line.length <= limits.titleChars) return line
  return line
    .slice(0, limits.titleChars)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()
}
