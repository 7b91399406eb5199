import type { ScriptState, Sentence } from '../../contract/script.ts'
import { beatsOf, sentencesOf } from '../order.ts'
import { timeOf } from '../timing.ts'
import { clock } from './clock.ts'
import { markdownLink, markdownWords } from './escaped.ts'
import { beatNames, type FormOptions, lengthWords } from './form.ts'
import { type Note, notesOf, placeName } from './notes.ts'
import { openSentences, openWords } from './open-sentences.ts'

/** The script with its beats, the literal quotes as footnotes with their links, and what is open marked and listed. */
export function scriptMarkdown(state: ScriptState, { title, pace }: FormOptions): string {
  const notes = notesOf(state)
  const time = timeOf(state, pace)
  const lines = [
    `# ${markdownWords(title)}`,
    '',
    `_${time.words} words, ${lengthWords(time.spokenMs, pace)}. ${openWords(state)}_`,
  ]
  let at = 0
  for (const [place, beat] of beatsOf(state).entries()) {
    lines.push('', `## ${clock(at)} ${beatNames[beat.kind]}: ${markdownWords(beat.title)}`)
    if (beat.purpose.trim()) lines.push('', `_${markdownWords(beat.purpose)}_`)
    const said = sentencesOf(state, beat.id).filter(({ text }) => text.trim())
    lines.push('', said.length > 0 ? said.map(each => sentenceMarkdown(each, notes.of(each))).join(' ') : '–')
    at += time.beats[place]!.spokenMs
  }
  lines.push(...openMarkdown(state))
  if (notes.all.length > 0) lines.push('')
  for (const note of notes.all) lines.push(`[^${note.number}]: ${noteMarkdown(note)}`)
  return `${lines.join('\n')}\n`
}

/** A sentence with the marks of its notes; one that is open says so. */
export function sentenceMarkdown({ text, ledger }: Sentence, notes: readonly Note[]): string {
  const marks = notes.map(({ number }) => `[^${number}]`).join('')
  return `${markdownWords(text)}${ledger.standing === 'open' ? ' **\\[open\\]**' : ''}${marks}`
}

export function noteMarkdown({ citation, how }: Note): string {
  const where = markdownLink(placeName(citation), citation.link)
  const words = `“${markdownWords(citation.anchor.exact)}”`
  // A model's opinion is never shown as more.
  return how === 'quoted'
    ? `${words} ${where}`
    : `In other words, as a model or the creator reads it: ${words} ${where}`
}

/** The list of what is open, for the end of a document; nothing where nothing is. */
export function openMarkdown(state: ScriptState): string[] {
  const open = openSentences(state)
  if (open.length === 0) return []
  const line = ({ text, ledger }: Sentence) =>
    `- “${markdownWords(text)}”${ledger.why.trim() ? `: ${markdownWords(ledger.why)}` : ''}`
  return ['', '## Open: nothing shows these', '', ...open.map(line)]
}
