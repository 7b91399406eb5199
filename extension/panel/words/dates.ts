import { locale } from './numbers.ts'
import { onFirstUse } from './on-first-use.ts'

const relative = onFirstUse(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
const day = onFirstUse(
  () =>
    new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    }),
)
const month = onFirstUse(
  () => new Intl.DateTimeFormat(locale, { month: 'short', year: 'numeric', timeZone: 'UTC' }),
)
const hour = onFirstUse(() => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' }))
const full = onFirstUse(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }))

const dayOfYear = onFirstUse(() => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' }))
const dayOfAny = onFirstUse(
  () => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' }),
)

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** "3 days ago"; "just now" within the minute, and for a clock that runs ahead. */
export function ago(at: string | number, now: number): string {
  const past = now - new Date(at).getTime()
  for (const [unit, ms] of steps) if (past >= ms) return relative().format(-Math.floor(past / ms), unit)
  return 'just now'
}

/** A page's own date, as exact as the page says it: "2023", "Mar 2023", "14 Mar 2023"; null where it is none. */
export function published(iso: string | null): string | null {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(iso ?? '')
  if (!parts) return null
  const [, y, m, d] = parts
  if (!m) return y!
  const at = Date.UTC(Number(y), Number(m) - 1, Number(d ?? 1))
  if (Number.isNaN(at)) return y!
  return d ? day().format(at) : month().format(at)
}

/** "today", "yesterday", "3 March", "3 March 2024": the day of something that the creator did. */
export function onDay(at: string | number, now: number): string {
  const then = new Date(at)
  const today = new Date(now)
  const midnight = new Date(today.getFullYear(), today.getMonth(), today.getDate()).getTime()
  if (then.getTime() >= midnight) return 'today'
  if (then.getTime() >= midnight - 86_400_000) return 'yesterday'
  return then.getFullYear() === today.getFullYear() ? dayOfYear().format(then) : dayOfAny().format(then)
}

export const timeOfDay = (at: number): string => hour().format(at)
export const exactly = (at: string | number): string => full().format(new Date(at))
