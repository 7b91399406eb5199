import type { Judged } from '../../core/contract/draft.ts'
import type { LedgerEntry, Origin } from '../../core/contract/script.ts'
import { limitsOfScript } from '../../core/contract/script.ts'
import { clock } from '../../core/script/forms/clock.ts'
import type { LanguageOf } from '../../core/voice/language.ts'
import { baseLanguage } from '../../core/voice/language-tag.ts'
import { terms } from '../research/terms.ts'
import type { BeatMaterial } from './beat-material.ts'
import { isNew, type WrittenPart } from './draft-lines.ts'
import type { Judges } from './judges.ts'
import { languageName } from './language-name.ts'
import { plainWords } from './plain-words.ts'
import { copiesFrom, MOST_COPIED, OWN_VIDEOS, outsideQuotes, type SourceCopy } from './source-copies.ts'
import { standingOf } from './standing.ts'

export interface CheckedSentence {
  text: string
  origin: Origin
  ledger: LedgerEntry
  cue: string
  /** How many of the sentences that stay come before it; null where the draft does not say. */
  behind: number | null
}

/** A draft of a beat of which each sentence says what backs it. */
export interface CheckedDraft {
  sentences: CheckedSentence[]
  judged: Judged
  copied: SourceCopy[]
  /** Not to be taken while there is another, and why. */
  faults: Fault[]
  says: string[]
  dropped: number
}

export type Fault = 'copied' | 'language' | 'elsewhere'

export interface Checking {
  beat: { title: string; purpose: string }
  material: BeatMaterial
  judges: Judges
  languageOf: LanguageOf
  /** What the script is written in; null: nobody can tell. */
  language: string | null
  /** Sentences of the beat that stay. */
  kept: number
  /** What is said before the beat. */
  before: string
  /** Of the model. */
  name: string
}

/** Fewer words of a beat say too little of what it is about. */
const LEAST_TERMS = 3

export function checkDraft(parts: readonly WrittenPart[], checking: Checking): CheckedDraft {
  const { material, judges, name } = checking
  let behind: number | null = parts.some(part => !isNew(part)) ? 0 : null
  let dropped = 0
  const sentences = parts.flatMap((part): CheckedSentence[] => {
    if (!isNew(part)) {
      // Their order is the creator's: who names an earlier one again changes nothing.
      behind = Math.min(checking.kept, Math.max(behind ?? 0, part.keeps))
      return []
    }
    const text = plainWords(part.text, limitsOfScript.sentenceChars)
    if (!/[\p{L}\p{N}]/u.test(text)) return []
    const stood = standingOf({ text, quotes: part.quotes }, material.sources, name)
    dropped += stood.dropped
    const { origin, ledger } = stood
    const cue = plainWords(part.cue, limitsOfScript.cueChars) || cueOf(ledger)
    return [{ text, origin, ledger, cue, behind }]
  })
  const text = sentences.map(each => each.text).join(' ')
  const copied = [
    ...judges.copied(text).map(run => ({ text: run, from: OWN_VIDEOS })),
    ...copiesFrom(
      sentences.flatMap(each => outsideQuotes(each.text)),
      material.sources,
    ),
  ]
  const faults: Fault[] = []
  const says: string[] = []
  const language = checking.languageOf(text)
  if (language && checking.language && baseLanguage(language) !== baseLanguage(checking.language)) {
    faults.push('language')
    says.push(
      `Set aside: it is written in ${languageName(language)}, and this script in ${languageName(checking.language)}.`,
    )
  } else if (ignores(sentences, checking)) {
    faults.push('elsewhere')
    says.push('Set aside: it says nothing of what this beat is for, and quotes none of its sources.')
  }
  if (copied.length > 0) {
    faults.push('copied')
    const [first] = copied
    says.push(
      `Set aside: more than ${MOST_COPIED} words in a row stand so in ${first!.from === OWN_VIDEOS ? first!.from : `“${first!.from}”`}${copied.length > 1 ? `, and so in ${copied.length} places` : ''}.`,
    )
  }
  return {
    sentences,
    judged: judges.judge(text, checking.before),
    copied: copied.slice(0, 100),
    faults,
    says,
    dropped,
  }
}

/** Nothing of what the beat is called, is for, or has as evidence. */
function ignores(sentences: readonly CheckedSentence[], { beat, material, language }: Checking): boolean {
  if (sentences.some(({ ledger }) => ledger.citations.length > 0)) return false
  const evidence = material.quotes.map(({ citation }) => citation.anchor.exact).join(' ')
  const known = material.knowledge.map(({ text }) => text).join(' ')
  const about = new Set(terms(`${beat.title} ${beat.purpose} ${evidence} ${known}`, language))
  if (about.size < LEAST_TERMS) return false
  return !terms(sentences.map(({ text }) => text).join(' '), language).some(term => about.has(term))
}

/** The clipped frame or second that a sentence's passage is from; '' where it is of no video. */
export function cueOf({ citations }: Pick<LedgerEntry, 'citations'>): string {
  const shown = citations.find(({ startMs }) => startMs !== null)
  if (!shown) return ''
  const what = shown.sourceKind === 'moment' ? 'Frame' : 'Clip'
  return `${what}: “${shown.sourceTitle.slice(0, 200)}” at ${clock(shown.startMs!)}`
}
