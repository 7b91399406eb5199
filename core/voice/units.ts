import { isPunctuated } from '../passages/caption-units.ts'
import { sentences } from '../passages/sentences.ts'
import { PAUSE_MS, pausesAfter } from './pauses.ts'
import type { Spoken } from './spoken.ts'

/** A unit of speech: places of its first word and behind its last one. */
export interface SpeechUnit {
  from: number
  to: number
}

export interface SpeechUnits {
  /** 'none': the captions have neither points nor times of words, so nobody can say where a unit ends. */
  kind: 'sentences' | 'pauses' | 'none'
  units: SpeechUnit[]
}

/**
 * What rhythm is measured on: sentences where the captions are punctuated (at least one end in 40 words); else the
 * stretches between silences of half a second, where the captions time every word.
 */
export function speechUnits(spoken: Spoken, language: string | null): SpeechUnits {
  if (spoken.words.length === 0) return { kind: 'none', units: [] }
  if (isPunctuated(spoken.text)) return { kind: 'sentences', units: bySentence(spoken, language) }
  const pauses = pausesAfter(spoken)
  return pauses ? { kind: 'pauses', units: byPause(pauses) } : { kind: 'none', units: [] }
}

function bySentence({ text, words }: Spoken, language: string | null): SpeechUnit[] {
  const units: SpeechUnit[] = []
  let at = 0
  for (const { end } of sentences(text, language)) {
    const from = at
    while (at < words.length && words[at]!.start < end) at++
    if (at > from) units.push({ from, to: at })
  }
  return units
}

function byPause(pauses: number[]): SpeechUnit[] {
  const units: SpeechUnit[] = []
  let from = 0
  for (const [at, pause] of pauses.entries()) {
    if (pause < PAUSE_MS && at + 1 < pauses.length) continue
    units.push({ from, to: at + 1 })
    from = at + 1
  }
  return units
}

/** Words of each unit, in order. */
export const unitLengths = ({ units }: SpeechUnits): number[] => units.map(({ from, to }) => to - from)
