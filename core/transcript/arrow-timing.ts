import { clockMs } from './clock.ts'

const clock = String.raw`(?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,9})?`
const timing = new RegExp(String.raw`^\s*(${clock})\s*-{2,3}>\s*(${clock})(?:\s.*)?$`)

/** `00:00:04,040 --> 00:00:09,130` with whatever settings follow, as SRT and WebVTT write it; null for another line. */
export function arrowTiming(line: string): { startMs: number; endMs: number } | null {
  if (!line.includes('-->') || line.length > 1_000) return null
  const match = line.match(timing)
  return match && { startMs: clockMs(match[1]!)!, endMs: clockMs(match[2]!)! }
}
