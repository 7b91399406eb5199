/** `1:02:03.45`, `02:03,450` or `0:01` in milliseconds; null for anything else. */
export function clockMs(text: string): number | null {
  const match = text.trim().match(/^(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,9}))?$/)
  if (!match) return null
  const [, hours = '0', minutes, seconds, fraction = ''] = match
  const whole = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
  return whole * 1000 + Math.round(Number(`0.${fraction || 0}`) * 1000)
}
