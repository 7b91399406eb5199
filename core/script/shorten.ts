import { countWords } from '../transcript/words.ts'

/** What goes without anything being missed, longest first: emphasis, hedging, and what only says that something is said. */
const EMPTY: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:it(?: is|['’]s) (?:important|worth|interesting) (?:to note|noting|to remember|remembering) that)\s+/giu,
    '',
  ],
  [
    /\b(?:as (?:i|we) (?:said|mentioned) (?:before|earlier)|needless to say|at the end of the day|as a matter of fact|when all is said and done|for all intents and purposes),?\s+/giu,
    '',
  ],
  [/\bin order to\b/giu, 'to'],
  [/\bdue to the fact that\b/giu, 'because'],
  [/\b(?:at this point in time|at the present time)\b/giu, 'now'],
  [/\b(?:a (?:large|great) number of)\b/giu, 'many'],
  [/\bin spite of the fact that\b/giu, 'although'],
  [/\bhas the ability to\b/giu, 'can'],
  [/\bhave the ability to\b/giu, 'can'],
]
const DROPPED = new Set(
  'really very actually basically literally just quite simply essentially certainly definitely obviously clearly truly incredibly extremely absolutely totally completely honestly'.split(
    ' ',
  ),
)
/** Behind these the word carries the sense: "not really", "just as", "very much". */
const HOLDS = /\b(?:not|n['’]t|never|no|so|as|how|too|only)\s+$/iu
const HELD =
  /^\s+(?:as|like|because|before|after|when|if|about|over|under|enough|much|few|little|one|a few)\b/iu

const LONG = 20
const PART = 6
const JOINT = /(?:;|,)\s+(?:(and|but|so|because|which means)\s+)?/giu
const QUOTED = /([“"„«][^”"“«»]{0,600}[”"»])/u

/**
 * A sentence said in fewer words, by rules alone: empty words go, and one that is long is parted where it joins two
 * statements. What stands in quotation marks stays. Numbers, names and denials stay.
 * @param avoid what the creator never says, of which words of emphasis go too
 * @returns the sentences that it becomes; null where nothing can go
 */
export function shorten(text: string, avoid: readonly string[] = []): string[] | null {
  const empty = new Set([...DROPPED, ...avoid.filter(each => /^[a-z]+ly$/.test(each))])
  const lean = text
    .split(QUOTED)
    .map((part, at) => (at % 2 === 1 ? part : withoutEmpty(part, empty)))
    .join('')
    .replace(/\s+([,.;:!?])/g, '$1')
    .replace(/^[\s,]+/, '')
    .replace(/\s{2,}/g, ' ')
    .trim()
  if (!/[\p{L}\p{N}]/u.test(lean)) return null
  const parts = parted(capital(lean))
  return parts.length === 1 && parts[0] === text ? null : parts
}

function withoutEmpty(part: string, empty: ReadonlySet<string>): string {
  let text = part
  for (const [pattern, instead] of EMPTY) text = text.replace(pattern, instead)
  return text.replace(/\b(\p{L}+)\b\s*/gu, (found, word: string, at: number) => {
    if (!empty.has(word.toLowerCase())) return found
    const after = text.slice(at + word.length)
    if (HOLDS.test(text.slice(0, at)) || HELD.test(after) || !/^\s+\p{L}/u.test(after)) return found
    return ''
  })
}

/** At the joint that stands nearest to its middle, and again, as long as a part is long. */
function parted(text: string): string[] {
  if (countWords(text) <= LONG || QUOTED.test(text)) return [text]
  const middle = text.length / 2
  const joints = [...text.matchAll(JOINT)]
    .map(({ 0: joint, 1: word, index }) => ({ joint, word: word?.toLowerCase(), index }))
    .filter(({ joint, word, index }) => {
      const [before, after] = [text.slice(0, index), text.slice(index + joint.length)]
      return (
        (word || joint.startsWith(';')) &&
        countWords(before) >= PART &&
        countWords(after) >= PART &&
        // Behind a joint that parts two statements somebody does something: "…, and the sea rises".
        (word !== 'and' || /^(?:the|a|an|it|he|she|they|we|you|i|that|this|these|those|there)\b/i.test(after))
      )
    })
    .toSorted((a, b) => Math.abs(a.index - middle) - Math.abs(b.index - middle))
  const [best] = joints
  if (!best) return [text]
  const kept = best.word && best.word !== 'and' ? `${best.word} ` : ''
  const after = capital(kept + text.slice(best.index + best.joint.length))
  return [...parted(`${text.slice(0, best.index)}.`), ...parted(after)]
}

const capital = (text: string): string => text.replace(/^["“„«]?\p{Ll}/u, first => first.toUpperCase())
