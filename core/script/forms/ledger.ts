import type { ScriptState, Sentence, Standing } from '../../contract/script.ts'
import { beatsOf, sentencesOf, spokenOf } from '../order.ts'
import { markdownLink, markdownWords } from './escaped.ts'
import { beatNames, type FormOptions, originNames, standingNames } from './form.ts'
import { placeName } from './notes.ts'
import { openSentences, openWords } from './open-sentences.ts'

/** What stands behind each sentence, as one file. */
export interface LedgerFile {
  ownwordsLedger: 1
  title: string
  /** How many sentences stand so. */
  counts: Record<Standing, number>
  /** The ids of those that nothing shows, in order. */
  open: string[]
  beats: {
    id: string
    kind: string
    title: string
    sentences: (Pick<Sentence, 'id' | 'text' | 'origin' | 'locked'> & Sentence['ledger'])[]
  }[]
}

export function ledgerFile(state: ScriptState, { title }: Pick<FormOptions, 'title'>): LedgerFile {
  const counts: Record<Standing, number> = { quoted: 0, paraphrase: 0, own_knowledge: 0, opinion: 0, open: 0 }
  for (const { ledger, text } of spokenOf(state)) if (text.trim()) counts[ledger.standing] += 1
  return {
    ownwordsLedger: 1,
    title,
    counts,
    open: openSentences(state).map(({ id }) => id),
    beats: beatsOf(state).map(beat => ({
      id: beat.id,
      kind: beat.kind,
      title: beat.title,
      sentences: sentencesOf(state, beat.id).map(({ id, text, origin, locked, ledger }) => ({
        ...{ id, text, origin, locked },
        ...ledger,
      })),
    })),
  }
}

export const ledgerJson = (state: ScriptState, options: Pick<FormOptions, 'title'>): string =>
  `${JSON.stringify(ledgerFile(state, options), null, 2)}\n`

/** The same for reading: each sentence with its state, whose words it is, and what it leans on. */
export function ledgerMarkdown(state: ScriptState, { title }: Pick<FormOptions, 'title'>): string {
  const lines = [`# ${markdownWords(title)}: what stands behind each sentence`, '', `_${openWords(state)}_`]
  for (const beat of beatsOf(state)) {
    const said = sentencesOf(state, beat.id).filter(({ text }) => text.trim())
    if (said.length === 0) continue
    lines.push('', `## ${beatNames[beat.kind]}: ${markdownWords(beat.title)}`, '')
    for (const { text, ledger, origin, locked } of said) {
      const state = ledger.standing === 'open' ? '**open**' : standingNames[ledger.standing]
      lines.push(
        `- ${markdownWords(text)}`,
        `  - ${state}; ${originNames[origin]}${locked ? ', locked' : ''}${ledger.why.trim() ? `. ${markdownWords(ledger.why)}` : ''}`,
        ...ledger.citations.map(
          citation =>
            `  - “${markdownWords(citation.anchor.exact)}” ${markdownLink(placeName(citation), citation.link)}`,
        ),
      )
    }
  }
  return `${lines.join('\n')}\n`
}
