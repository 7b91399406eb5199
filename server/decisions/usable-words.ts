import { addressesMachine } from '../../core/machine-words/machine-words.ts'
import { sentences } from '../../core/passages/sentences.ts'
import { clean } from '../conversation/check-answer.ts'
import { speakOtherwise } from '../research/claims/relation.ts'
import { everyFigure } from '../research/figures.ts'
import { likelyLanguage } from '../research/stopwords.ts'
import { short } from './pieces.ts'

/** Of a model's words what may be shown: on one line, without addresses, marks, names of quotes, or words to machines. */
export function usable(text: string, most: number): string {
  const words = clean(text.replace(/\s*[[(](?:[EC]\d{1,3}(?:\s*[,;&|]\s*|\s+)?)+[\])]/g, ''), most * 2)
    .replace(/\s+/g, ' ')
    .trim()
  if (/\(address left out\)/.test(words) || addressesMachine(words)) return ''
  return short(words, most)
}

/** Counts and places in a list: «three reasons», «2 sides». */
const SMALL = 10

/**
 * The sentences of a text whose numbers stand among what is given. A small count of nothing in particular is anybody's;
 * every other number has to come from somewhere.
 */
export function withoutInvented(text: string, given: readonly string[], language: string | null): string {
  return [...sentences(text, language)]
    .map(({ start, end }) => text.slice(start, end))
    .filter(sentence => !inventsNumber(sentence, given, language))
    .join(' ')
}

export function inventsNumber(text: string, given: readonly string[], language: string | null): boolean {
  const known = given.flatMap(words => everyFigure(words, language).map(({ value }) => value))
  return everyFigure(text, language).some(
    ({ value, unit }) =>
      !(Number.isInteger(value) && value <= SMALL && !'$€£¥%'.includes(unit || ' ')) &&
      !known.some(other => Math.abs(other - value) <= 0.02 * Math.max(Math.abs(other), Math.abs(value))),
  )
}

/** Whether a text is plainly in another language than wanted: where one of the two is unknown it is not. */
export const inOtherLanguage = (text: string, wanted: string | null): boolean =>
  wanted !== null && speakOtherwise(likelyLanguage(text), wanted)
