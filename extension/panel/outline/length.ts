import { clockTime } from '../words/numbers.ts'

/** "0:45", "1:30", "1:02:00": the length of a beat. */
export const lengthText = (seconds: number): string => clockTime(seconds * 1_000)

/** "1:30", "90", "1:02:00", nothing: seconds, or null where it is no time or ten hours and more. */
export function secondsOf(text: string): number | null {
  if (text.trim() === '') return 0
  const parts = /^\s*(?:(?:(\d):)?(\d{1,3}):)?(\d{1,5})\s*$/.exec(text)
  if (!parts) return null
  const [hours, minutes, rest] = parts.slice(1).map(part => Number(part ?? 0)) as [number, number, number]
  if (parts[2] !== undefined && rest > 59) return null
  if (parts[1] !== undefined && minutes > 59) return null
  const seconds = hours * 3_600 + minutes * 60 + rest
  return seconds < 36_000 ? seconds : null
}
