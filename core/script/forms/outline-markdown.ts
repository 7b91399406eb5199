import type { ScriptState } from '../../contract/script.ts'
import { beatsOf } from '../order.ts'
import { timeOf } from '../timing.ts'
import { clock } from './clock.ts'
import { markdownLink, markdownWords } from './escaped.ts'
import { beatNames, type FormOptions } from './form.ts'
import { placeName } from './notes.ts'

/** The beats with what each is to do, how long it is to be and is by now, and the words that it leans on. */
export function outlineMarkdown(state: ScriptState, { title, pace }: FormOptions): string {
  const beats = beatsOf(state)
  const { beats: times } = timeOf(state, pace)
  const planned = beats.reduce((sum, beat) => sum + beat.seconds, 0) * 1_000
  const lines = [`# ${markdownWords(title)}: outline`]
  if (planned > 0) lines.push('', `_${clock(planned)} planned, ${beats.length} beats_`)
  for (const [place, beat] of beats.entries()) {
    lines.push('', `## ${place + 1}\\. ${beatNames[beat.kind]}: ${markdownWords(beat.title)}`, '')
    const { spokenMs } = times[place]!
    const wanted = beat.seconds > 0 ? `${clock(beat.seconds * 1_000)} planned` : 'no length planned'
    lines.push(`_${wanted}${spokenMs > 0 ? `, ${clock(spokenMs)} written` : ''}_`)
    if (beat.purpose.trim()) lines.push('', markdownWords(beat.purpose))
    if (beat.evidence.length > 0) lines.push('')
    for (const citation of beat.evidence)
      lines.push(
        `- “${markdownWords(citation.anchor.exact)}” ${markdownLink(placeName(citation), citation.link)}`,
      )
  }
  return `${lines.join('\n')}\n`
}
