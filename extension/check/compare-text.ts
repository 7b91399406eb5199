import { matchQuote, quotedText } from '../../core/evidence/match-quote.ts'
import { normalForm } from '../../core/evidence/normal-form.ts'
import { sentences } from '../../core/passages/sentences.ts'

export interface Compared {
  /** Sentences that were kept, and how many of them are nowhere in the text any more. */
  sentences: number
  missing: number
}

/** Sentences that no equal one stands for are searched for as strings: so many, then the rest is counted by share. */
const MOST_SEARCHED = 400

/**
 * How much of what was kept is still said: by sentence, in whatever order, whatever stands around it now. A sentence is
 * there when its words are, one after the other, as for a quote.
 * @param now every text in which it may stand: the article as it is read now, and the whole page
 */
export function compareText(kept: string, now: string[], language: string | null): Compared {
  const wanted = [
    ...new Set([...sentences(kept, language)].map(({ start, end }) => kept.slice(start, end))),
  ].filter(sentence => /[\p{L}\p{N}]/u.test(sentence))
  const said = new Set<string>()
  for (const text of now)
    for (const { start, end } of sentences(text, language)) said.add(normalForm(text.slice(start, end)).text)
  const unseen = wanted.filter(sentence => !said.has(normalForm(sentence).text))
  const searched = unseen.slice(0, MOST_SEARCHED)
  const texts = now.map(quotedText)
  const absent = searched.filter(sentence => !texts.some(text => matchQuote(text, sentence)))
  const missing = searched.length === 0 ? 0 : Math.round((absent.length / searched.length) * unseen.length)
  return { sentences: wanted.length, missing }
}

/** "3 of 40 sentences are not there any more." */
export function missingWords({ sentences, missing }: Compared): string {
  if (missing === sentences)
    return sentences === 1
      ? 'Its sentence is not there any more.'
      : 'None of its sentences is there any more.'
  return `${missing} of ${sentences} sentences ${missing === 1 ? 'is' : 'are'} not there any more.`
}
