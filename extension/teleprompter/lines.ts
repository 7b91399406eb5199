import type { ScriptState } from '../../core/contract/script.ts'
import { beatsOf, sentencesOf } from '../../core/script/order.ts'
import type { SpeakingPace } from '../../core/script/timing.ts'
import { countWords } from '../../core/transcript/words.ts'

/** A sentence on the prompter, and when in the speech it begins and ends, in milliseconds at the creator's own speed. */
export interface PromptLine {
  text: string
  /** Of the beat that begins with it; null within a beat. */
  heading: string | null
  startMs: number
  endMs: number
}

/** What is to be read aloud, sentence by sentence, each with the time that it takes by the pace. */
export function promptLines(state: ScriptState, pace: SpeakingPace): PromptLine[] {
  const lines: PromptLine[] = []
  let at = 0
  for (const beat of beatsOf(state)) {
    let heading: string | null = beat.title
    for (const { text } of sentencesOf(state, beat.id)) {
      const words = text.trim()
      if (!words) continue
      const ms = (countWords(words) * 60_000) / pace.speech + pace.pauseMs
      lines.push({ text: words, heading, startMs: at, endMs: at + ms })
      heading = null
      at += ms
    }
  }
  return lines
}

/** Which line is spoken at this time, and how far into it, 0 to 1. Beyond the end: the last, whole. */
export function placeAt(lines: readonly PromptLine[], ms: number): { line: number; share: number } {
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (lines[middle]!.endMs <= ms) low = middle + 1
    else high = middle
  }
  const line = lines[low]
  if (!line) return { line: 0, share: 0 }
  return { line: low, share: Math.min(1, Math.max(0, (ms - line.startMs) / (line.endMs - line.startMs))) }
}
