import type { ScriptState, Sentence } from '../contract/script.ts'
import { beatsOf, sentencesOf } from './order.ts'
import { type SpeakingPace, spokenMs } from './timing.ts'

/** A row of a two-column script: one moment, what is seen on the left, what is heard on the right. */
export interface AvRow {
  beatId: string
  /** Where it begins, in milliseconds of speech. */
  startMs: number
  endMs: number
  /** What is to be seen; empty where the speaker is. */
  video: string
  /** Places in clipped videos and pages that could be shown here. */
  shots: { title: string; link: string; startMs: number }[]
  audio: Sentence[]
}

/** Rows by what is seen: a new one with each beat and each cue. */
export function avRows(state: ScriptState, pace: SpeakingPace): AvRow[] {
  const rows: AvRow[] = []
  let at = 0
  for (const beat of beatsOf(state)) {
    let row: AvRow | null = null
    for (const sentence of sentencesOf(state, beat.id)) {
      const ms = spokenMs(sentence.text, pace)
      if (!row || sentence.cue) {
        row = { beatId: beat.id, startMs: at, endMs: at, video: sentence.cue, shots: [], audio: [] }
        rows.push(row)
      }
      at += ms
      row.endMs = at
      row.audio.push(sentence)
      // Only a moment of a video can be shown; a page is quoted.
      for (const { sourceTitle, link, startMs } of sentence.ledger.citations)
        if (startMs !== null && !row.shots.some(shot => shot.link === link))
          row.shots.push({ title: sourceTitle, link, startMs })
    }
  }
  return rows
}
