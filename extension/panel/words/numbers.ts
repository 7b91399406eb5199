import { onFirstUse } from './on-first-use.ts'

// The panel speaks English: its numbers and dates do too, whatever the browser's own language.
export const locale = 'en-GB'

const whole = onFirstUse(() => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }))
const share = onFirstUse(() => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }))

export const integer = (n: number): string => whole().format(n)

/** "1,240 words", "1 word". */
export const count = (n: number, one: string, many: string = `${one}s`): string =>
  `${whole().format(n)} ${n === 1 ? one : many}`

/** A share as per cent; 100% only when it is all of it, 0% only when it is nothing. */
export function percent(part: number, all: number): string {
  if (all <= 0) return share().format(0)
  const exact = Math.min(1, Math.max(0, part / all))
  const rounded = Math.round(exact * 100) / 100
  if (rounded === 1 && exact < 1) return share().format(0.99)
  if (rounded === 0 && exact > 0) return share().format(0.01)
  return share().format(rounded)
}

/** Milliseconds as a video's clock shows them: 9:58, 1:02:03. */
export function clockTime(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const minutes = Math.floor(seconds / 60) % 60
  return hours ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** Bytes as a disk counts them: "180 MB", "under 1 MB". */
export const megabytes = (bytes: number): string =>
  bytes < 1_000_000 ? 'under 1 MB' : `${whole().format(Math.floor(bytes / 1_000_000))} MB`
