import type { ScriptState } from '../../contract/script.ts'
import { type AvRow, avRows } from '../av.ts'
import { beatsOf } from '../order.ts'
import { timeOf } from '../timing.ts'
import { clock } from './clock.ts'
import { markdownLink, markdownWords } from './escaped.ts'
import { beatNames, type FormOptions, lengthWords } from './form.ts'
import { notesOf, placeName } from './notes.ts'
import { openWords } from './open-sentences.ts'
import { noteMarkdown, openMarkdown, sentenceMarkdown } from './script-markdown.ts'

/** The two columns, what is seen and what is heard, as a table of Markdown for each beat. */
export function avMarkdown(state: ScriptState, { title, pace }: FormOptions): string {
  const notes = notesOf(state)
  const rows = Map.groupBy(avRows(state, pace), row => row.beatId)
  const { words, spokenMs } = timeOf(state, pace)
  const lines = [
    `# ${markdownWords(title)}: picture and sound`,
    '',
    `_${words} words, ${lengthWords(spokenMs, pace)}. ${openWords(state)}_`,
  ]
  for (const beat of beatsOf(state)) {
    const own = rows.get(beat.id) ?? []
    lines.push('', `## ${beatNames[beat.kind]}: ${markdownWords(beat.title)}`, '')
    if (own.length === 0) lines.push('–')
    else lines.push('| Time | Picture | Sound |', '| --- | --- | --- |')
    for (const row of own) {
      const sound = row.audio.map(each => sentenceMarkdown(each, notes.of(each))).join(' ')
      lines.push(`| ${rowTime(row)} | ${pictureOf(row)} | ${sound} |`)
    }
  }
  lines.push(...openMarkdown(state))
  if (notes.all.length > 0) lines.push('')
  for (const note of notes.all) lines.push(`[^${note.number}]: ${noteMarkdown(note)}`)
  return `${lines.join('\n')}\n`
}

export const rowTime = ({ startMs, endMs }: AvRow): string => `${clock(startMs)}–${clock(endMs)}`

function pictureOf({ video, shots }: AvRow): string {
  const cue = video.trim() ? [markdownWords(video)] : []
  const clips = shots.map(
    shot => `Clip: ${markdownLink(placeName({ ...shot, sourceTitle: shot.title, page: null }), shot.link)}`,
  )
  return [...cue, ...clips].join('<br>') || 'Speaker'
}
