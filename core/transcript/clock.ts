/** `1:02:03.45`, `02:03,450` or `0:01` in milliseconds; null for anything else. */
export function clockMs(text: string): number | null {
  const match = text.trim().match(/^(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,9}))?$/)
  if (!match) return null
  const [, hours = '0', minutes, seconds, fraction = ''] = match
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  return whole * 1000 + Math.round(Number(`0.${fraction || 0}`) * 1000)
}

/**
 * A time as YouTube shows it, in milliseconds: whole seconds, written as the page's language writes them ("1.02.03" in
 * Danish or Indonesian, "۱:۰۲" in Persian). null for anything else.
 */
export function shownClockMs(text: string): number | null {
  const shown = text.replace(/[\u200e\u200f\u061c]/g, '').trim()
  if (shown.length > 20) return null
  const latin = shown.replace(/\p{Nd}/gu, digit => String(digitOf(digit)))
  return /^\d{1,3}(?:[.:]\d{1,2}){1,2}$/.test(latin) ? clockMs(latin.replaceAll('.', ':')) : null
}

/** Decimal digits stand in runs of ten whose zero has no digit before it. */
function digitOf(digit: string): number {
  const point = digit.codePointAt(0)!
  for (let value = 0; value < 9; value++)
    if (!/\p{Nd}/u.test(String.fromCodePoint(point - value - 1))) return value
  return 9
}
