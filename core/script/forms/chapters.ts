import type { ScriptState } from '../../contract/script.ts'
import { beatsOf, sentencesOf } from '../order.ts'
import { type SpeakingPace, timeOf } from '../timing.ts'
import { clock } from './clock.ts'
import { cleanWords } from './escaped.ts'

/** YouTube shows chapters only from three on, the first at 0:00, each of ten seconds and more. */
const LEAST = 3
const SHORTEST_MS = 10_000

/**
 * Lines for the description, one a beat, at about where it will begin: the cut decides, so they are a draft. Beats
 * that are too short belong to the one before. Fewer than YouTube shows: none at all.
 */
export function chapters(state: ScriptState, pace: SpeakingPace): { startMs: number; title: string }[] {
  const time = timeOf(state, pace)
  const stretch = time.spokenMs > 0 ? time.runningMs / time.spokenMs : 1
  const found: { startMs: number; title: string }[] = []
  let at = 0
  for (const [place, beat] of beatsOf(state).entries()) {
    const ms = time.beats[place]!.spokenMs * stretch
    const spoken = sentencesOf(state, beat.id).length > 0
    if (spoken && (found.length === 0 || ms >= SHORTEST_MS)) found.push({ startMs: at, title: beat.title })
    at += ms
  }
  const tooShort = found[1] && found[1].startMs < SHORTEST_MS
  const kept = tooShort ? found.filter((_, place) => place !== 1) : found
  return kept.length >= LEAST ? kept : []
}

export const chapterLines = (state: ScriptState, pace: SpeakingPace): string =>
  chapters(state, pace)
    .map(({ startMs, title }) => `${clock(startMs)} ${cleanWords(title)}`)
    .join('\n')
