import type { FittedDescription } from '../../../core/studio/description.ts'
import type { FieldName, FieldOutcome, Leg, Seen } from '../../studio/form.ts'
import { count } from '../words/numbers.ts'

export const fieldNames: Record<FieldName, string> = {
  title: 'Title',
  description: 'Description',
  tags: 'Tags',
}

/** Why a field cannot be written into, and what to do; null where it can. */
export function whyNot(field: FieldName, seen: Seen<unknown>): string | null {
  const name = fieldNames[field].toLowerCase()
  if (seen.state === 'there') return null
  if (seen.state === 'hidden')
    return field === 'tags'
      ? 'Studio has folded the tags away: press “Show more” below the description there, then look again.'
      : `Studio does not show the ${name} now. Open the video’s details there, then look again.`
  if (seen.state === 'readonly')
    return `Studio lets nobody write the ${name} now. It may still be working on the video, or you may only look at it.`
  if (seen.state === 'several')
    return `Studio shows more than one field that could be the ${name}, so none is touched. Copy the text instead.`
  return field === 'tags'
    ? 'No field for tags was found. If Studio has folded them away, press “Show more” there, then look again; else copy them.'
    : `No field for the ${name} was found: Studio’s form is not as it was. Copy the text instead.`
}

/** What came of a field, after it was asked to be written. */
export function outcomeWords(field: FieldName, { outcome }: FieldOutcome): string {
  const name = fieldNames[field]
  if (outcome === 'put') return `${name}: in the form.`
  if (outcome === 'changed')
    return `${name}: left alone. It was changed in Studio since it was shown here: look again.`
  if (outcome === 'not_taken')
    return `${name}: Studio did not keep it, and has what was there before. Copy it instead.`
  if (outcome === 'navigated_away') return `${name}: not written. Studio went on to something else.`
  return `${name}: not written. ${whyNot(field, { state: outcome, tried: [] })}`
}

/** What came of a field that was asked to have its former text back. */
export function undoneWords(field: FieldName, { outcome }: FieldOutcome): string {
  const name = fieldNames[field]
  if (outcome === 'put') return `${name}: as it was before.`
  if (outcome === 'changed') return `${name}: left as it is, because it was changed in Studio since.`
  return outcomeWords(field, { outcome })
}

/** What of a description did not fit, as sentences. */
export function leftWords({ own, chapters, sources }: FittedDescription['left']): string[] {
  return [
    ...(sources > 0 ? [`${count(sources, 'source')} at the end did not fit.`] : []),
    ...(chapters ? ['The chapters did not fit.'] : []),
    ...(own ? [`The end of your text did not fit: “${shortened(own)}”`] : []),
  ]
}

export const shortened = (text: string): string =>
  text.length > 90 ? `${text.slice(0, 88).trimEnd()}…` : text

const legWords: Record<Leg, string> = {
  ids: 'its id',
  parts: 'the name of its part',
  labels: 'its label',
  counters: 'the limit below it',
}

/** By which ways a field was looked for, as a sentence. */
export function triedWords({ tried }: Seen<unknown>): string {
  const found = tried.find(({ outcome }) => outcome === 'found')
  if (found) return `Found by ${legWords[found.leg]}.`
  return `Looked for by ${tried.map(({ leg }) => legWords[leg]).join(', ')}.`
}
