import type { Spoken } from './spoken.ts'
import type { SpeechUnits } from './units.ts'

export interface Questions {
  /** Places of the words with which they begin. */
  at: number[]
  /** Told by their words, because the captions have no question marks. */
  estimated: boolean
}

const mark = /[?？؟]/
const asks = new Set(['what', 'why', 'how', 'who', 'where', 'when', 'which', 'whose'])
const verbs = new Set(
  "do does did are is was were am can could would will should have has had don't doesn't didn't isn't aren't wasn't won't can't couldn't wouldn't shouldn't haven't".split(
    ' ',
  ),
)
const persons = new Set('you we they i it he she this that there these those'.split(' '))
/** May stand before a question without being part of it. */
const before = new Set('so and but now okay ok well then or because like right'.split(' '))

/**
 * Questions of a video: units with a question mark where the captions are punctuated; else, in English, what begins
 * as a question does ("do you …", "why is …"). null where neither can be told.
 */
export function questionsOf(
  spoken: Spoken,
  { kind, units }: SpeechUnits,
  english: boolean,
): Questions | null {
  const { text, words } = spoken
  if (kind === 'sentences' && (mark.test(text) || !english)) {
    const at = units
      .filter(({ to }) => mark.test(text.slice(words[to - 1]!.end, words[to]?.start ?? text.length)))
      .map(({ from }) => from)
    return { at, estimated: false }
  }
  if (!english) return null
  if (kind === 'none') return { at: anywhere(spoken), estimated: true }
  const at = units
    .filter(({ from, to }) =>
      opensAQuestion(words.slice(from, Math.min(to, from + 5)).map(each => each.word)),
    )
    .map(({ from }) => from)
  return { at, estimated: true }
}

function opensAQuestion(words: string[]): boolean {
  const start = words.findIndex(word => !before.has(word))
  const [one = '', two = '', three = ''] = start < 0 ? [] : words.slice(start)
  return (verbs.has(one) && persons.has(two)) || (asks.has(one) && (verbs.has(two) || verbs.has(three)))
}

/** Where no unit is known: a question word, a verb and a person in this order ("what do you", "how is it"). */
function anywhere({ words }: Spoken): number[] {
  const at: number[] = []
  for (let i = 0; i + 2 < words.length; i++)
    if (asks.has(words[i]!.word) && verbs.has(words[i + 1]!.word) && persons.has(words[i + 2]!.word))
      at.push(i)
  return at
}
