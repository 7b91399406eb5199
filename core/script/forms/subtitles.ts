import type { ScriptState } from '../../contract/script.ts'
import { spokenOf } from '../order.ts'
import { type SpeakingPace, spokenMs } from '../timing.ts'
import { stamp } from './clock.ts'

/** Two lines of 42 characters, what broadcasters let stand at once. */
const LINE = 42
const LINES = 2

/** A draft of subtitles as WebVTT, by the creator's pace: times have to be set to the recording. */
export function subtitles(state: ScriptState, pace: SpeakingPace): string {
  const cues: string[] = []
  let at = 0
  for (const sentence of spokenOf(state)) {
    const ms = spokenMs(sentence.text, pace)
    const said = Math.max(0, ms - pace.pauseMs)
    const blocks = blocksOf(sentence.text)
    const letters = blocks.reduce((sum, block) => sum + block.join('').length, 0)
    let from = at
    for (const block of blocks) {
      const to = from + (said * block.join('').length) / letters
      cues.push(`${stamp(from)} --> ${stamp(to)}\n${block.map(escaped).join('\n')}`)
      from = to
    }
    at += ms
  }
  return `WEBVTT\n\n${cues.join('\n\n')}${cues.length > 0 ? '\n' : ''}`
}

/** Lines that fit, two by two. A word that is longer than a line has one of its own. */
function blocksOf(text: string): string[][] {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= LINE)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return Array.from({ length: Math.ceil(lines.length / LINES) }, (_, at) =>
    lines.slice(at * LINES, (at + 1) * LINES),
  )
}

const escaped = (line: string) => line.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
