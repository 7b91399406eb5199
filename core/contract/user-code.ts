/**
 * A device's code as a person compares it or reads it aloud: in two halves, the same in the panel and on the server's
 * page. It may be typed with the dash or without.
 */
export function shownCode(userCode: string): string {
  const letters = userCode.replaceAll('-', '')
  const half = Math.ceil(letters.length / 2)
  return letters.length < 6 ? letters : `${letters.slice(0, half)}-${letters.slice(half)}`
}
