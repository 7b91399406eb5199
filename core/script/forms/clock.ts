/** 0:00, 9:58, 1:02:03, as YouTube's descriptions want it. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** 00:01:02.345, as WebVTT wants it. */
export function stamp(ms: number): string {
  const whole = Math.round(ms)
  const part = (n: number, digits: number) => String(n).padStart(digits, '0')
  return `${part(Math.floor(whole / 3_600_000), 2)}:${part(Math.floor(whole / 60_000) % 60, 2)}:${part(Math.floor(whole / 1000) % 60, 2)}.${part(whole % 1000, 3)}`
}
