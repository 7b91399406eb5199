import type { CheckKind, MendHow } from '../../../core/contract/check.ts'
import { count } from '../words/numbers.ts'

/** What a group of findings is headed by, and what it means in a line. */
export const kindWords: Record<CheckKind, { title: string; says: string }> = {
  undecided: {
    title: 'Written twice at once',
    says: 'Two devices wrote the same sentence. Both would be spoken.',
  },
  open: { title: 'Open', says: 'Nothing shows what these sentences say.' },
  changed: { title: 'Changed sources', says: 'They are not as you clipped them any more.' },
  gone: { title: 'Sources that are gone', says: 'Nobody can look them up any more.' },
  unchecked: { title: 'Not looked at today', says: 'A look visits each page once more.' },
  single_source: {
    title: 'Whose number is it?',
    says: 'One source gives the number, and the sentence does not say who.',
  },
  copied: {
    title: 'Word for word',
    says: 'More than twelve words in a row that are not said to be a quote.',
  },
  weak_voice: {
    title: 'Does not sound like you',
    says: 'By the measures of your voice, over whole passages.',
  },
  too_long: { title: 'Too long', says: '' },
  too_short: { title: 'Too short', says: '' },
  breath: { title: 'Out of breath', says: 'More words without a mark than you mostly say.' },
  no_sponsor: { title: 'The sponsor', says: '' },
}

export const mendWords: Record<MendHow, string> = {
  keep_first: 'Keep the first',
  keep_second: 'Keep the second',
  keep_both: 'Keep both',
  find_source: 'Find a source',
  own_knowledge: 'I know this myself',
  opinion: 'It is my opinion',
  remove: 'Remove it',
  look_again: 'Look again',
  clip_again: 'Open it to clip it again',
  newer_words: 'Use the newer words',
  restore_source: 'Bring the source back',
  show_others: 'Show who else',
  say_who: 'Say who says it',
  quote_openly: 'Quote it openly',
  more_like_me: 'More like me…',
  clearer: 'Clearer…',
  shorter: 'Shorter…',
  take_length: 'Make this the target',
  write_on: 'Write on',
  add_sponsor: 'Add its beat',
  drop_sponsor: 'No sponsor in this one',
}

/** What is said when it is done; null where something else shows it. */
export const mendedWords: Partial<Record<MendHow, string>> = {
  keep_first: 'The first is kept',
  keep_second: 'The second is kept',
  keep_both: 'Both are kept',
  own_knowledge: 'Marked as your own knowledge',
  opinion: 'Marked as your opinion',
  remove: 'Removed',
  newer_words: 'It has the newer words',
  say_who: 'It says who says it',
  quote_openly: 'It is quoted openly',
  add_sponsor: 'The sponsor has its beat',
  drop_sponsor: 'The sponsor’s beat is gone',
  take_length: 'That is the target now',
}

/** What the mend wants of a model: other words, offered as a difference. */
export const rewriteOf = (how: MendHow): 'more_like_me' | 'clearer' | 'shorter' | null =>
  how === 'more_like_me' || how === 'clearer' || how === 'shorter' ? how : null

/** "7 things to mend", for the eye and the ear. */
export const leftWords = (findings: number): string =>
  findings === 0 ? 'Nothing left to mend' : `${count(findings, 'thing')} to mend`

/** What goes along with an export as it is: "Two sentences are open". Empty where nothing is. */
export const openGoesWords = (open: number): string =>
  open === 0 ? '' : `${count(open, 'open sentence')} ${open === 1 ? 'goes' : 'go'} along, marked and listed.`
