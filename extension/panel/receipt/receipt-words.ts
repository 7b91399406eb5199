import type { Compared } from '../../../core/time/receipt-file.ts'
import { integer } from '../words/numbers.ts'

/** "under a minute", "18 min", "6 h 30 min". */
export function timeWords(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 1) return ms > 0 ? 'under a minute' : 'none'
  if (minutes < 60) return `${minutes} min`
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return rest ? `${integer(hours)} h ${rest} min` : `${integer(hours)} h`
}

/** What the comparison comes to, as a sentence. */
export function comparedWords({ spentMs, baselineMs, lessPercent }: Compared): string {
  const both = `${timeWords(spentMs)} of yours so far, waiting included. Your last video took ${timeWords(baselineMs)}, as you say`
  if (lessPercent > 0) return `${both}: this is ${lessPercent}% less so far.`
  return lessPercent === 0 ? `${both}: as much.` : `${both}: this is ${-lessPercent}% more.`
}

/** Hours as they are typed: "4", "4.5", "4,5". In whole minutes; null where it is no time. */
export function minutesOf(typed: string): number | null {
  const hours = /^\s*(\d{1,4})(?:[.,](\d{1,2}))?\s*(?:h|hours?)?\s*$/i.exec(typed)
  if (!hours) return typed.trim() === '' ? 0 : null
  return Math.round(Number(`${hours[1]}.${hours[2] ?? '0'}`) * 60)
}

export const hoursWords = (minutes: number): string => String(Math.round((minutes / 60) * 100) / 100)
