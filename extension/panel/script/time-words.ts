import { clockTime, count } from '../words/numbers.ts'

/** Shares of the wanted time within which a beat is as long as it was to be. */
const NEAR = 0.15

export interface TimeWords {
  /** "0:42 of 1:00" */
  time: string
  /** "18 s over"; empty where it is about right, or nobody said how long. */
  off: string
  shape: 'right' | 'over' | 'under'
}

/** How long something is to say, against how long it was to be. */
export function timeWords(spokenMs: number, wantedMs: number): TimeWords {
  const spoken = clockTime(Math.round(spokenMs / 1_000) * 1_000)
  if (wantedMs === 0) return { time: spoken, off: '', shape: 'right' }
  const time = `${spoken} of ${clockTime(wantedMs)}`
  const off = spokenMs - wantedMs
  if (Math.abs(off) <= wantedMs * NEAR || spokenMs === 0) return { time, off: '', shape: 'right' }
  const seconds = Math.round(Math.abs(off) / 1_000)
  const much = seconds < 90 ? `${seconds} s` : clockTime(seconds * 1_000)
  return { time, off: `${much} ${off > 0 ? 'over' : 'short'}`, shape: off > 0 ? 'over' : 'under' }
}

export const breathWords = (many: number): string =>
  many === 0 ? '' : `${count(many, 'sentence')} longer than a breath`
