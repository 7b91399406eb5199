import { type Beat, limitsOfScript } from '../../core/contract/script.ts'
import type { BeatMaterial } from './beat-material.ts'
import { type CheckedDraft, type CheckedSentence, cueOf } from './check-draft.ts'
import { isOwnWord } from './desk.ts'
import { plainWords } from './plain-words.ts'

/** Stored as the method of what no model wrote. */
export const WORKING_DRAFT = 'working-draft'
const PROMPT_CHARS = 400

/**
 * A working draft of a beat without a model: what it is to say, as a prompt to the creator, then its quotes in the order of
 * the outline, each as the source has it and to be said in the creator's own words.
 */
export function extractiveBeat(
  beat: Pick<Beat, 'kind' | 'title' | 'purpose'>,
  { quotes, knowledge, sources }: Pick<BeatMaterial, 'quotes' | 'knowledge' | 'sources'>,
): CheckedDraft {
  const about = plainWords(beat.title || beat.purpose, PROMPT_CHARS)
  const task = plainWords(beat.purpose, PROMPT_CHARS)
  const prompt: CheckedSentence = {
    text: beat.kind === 'sponsor' ? `Your sponsor’s words: ${about}` : `Say in your words: ${about}`,
    origin: 'model',
    ledger: {
      standing: 'open',
      citations: [],
      why: `A prompt to you that was put here without a model. Write your own words in its place.${task ? ` What they are to do: ${task}` : ''}`,
    },
    cue: '',
    behind: null,
  }
  const quoted = quotes.map(({ citation }): CheckedSentence => {
    const own = isOwnWord(citation)
    const ledger: CheckedSentence['ledger'] = {
      standing: own ? 'own_knowledge' : 'quoted',
      citations: [citation],
      why: own
        ? 'Your own words, from what you told of it.'
        : `The words of “${citation.sourceTitle.slice(0, 300)}”, as they stand there. Say them in your own, or show them.`,
    }
    const shown = cueOf(ledger)
    const cue = own
      ? shown
      : `Say it in your words. ${shown || `On screen: “${citation.sourceTitle.slice(0, 200)}”`}`
    return { text: literal(citation.anchor.exact), origin: 'source', ledger, cue, behind: null }
  })
  const told = knowledge.map(({ ref, title }): CheckedSentence => {
    const source = sources.find(each => each.ref === ref)
    return {
      ...prompt,
      text: `Tell in your words: ${plainWords(source?.title ?? title, PROMPT_CHARS)}`,
      ledger: { ...prompt.ledger, why: 'You told something of this. Say it here in your words.' },
    }
  })
  return {
    sentences: [prompt, ...quoted, ...told],
    judged: { meter: null, own: null, second: null },
    copied: [],
    faults: [],
    says: [
      'Put together without a model: the quotes of this beat in their order, to be said in your own words.',
    ],
    dropped: 0,
  }
}

/** The source's words on one line. */
function literal(exact: string): string {
  const words = exact.replace(/\s+/g, ' ').trim()
  const most = limitsOfScript.sentenceChars
  return words.length > most ? `${words.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : words
}
