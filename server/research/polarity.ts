import { stem, tokens } from './terms.ts'

const NEGATORS =
  /^(?:not|no|none|never|nor|neither|without|cannot|\p{L}+n['’]t|nicht|nie|niemals|kein|keine|keinen|keiner|ohne|pas|jamais|sans|nunca|jamás|sin|non|mai|senza|não|sem|не|нет)$/iu
/** «Not only», «not just» deny nothing. */
const EMPTY_DENIALS = /^(?:only|just|merely|simply|necessarily|surprisingly|sure|least)$/i

/** How often it says no; one that says it twice mostly says yes. */
export const negations = (text: string): number =>
  (text.match(/[\p{L}'’]+/gu) ?? []).filter(
    (word, i, words) => NEGATORS.test(word) && !EMPTY_DENIALS.test(words[i + 1] ?? ''),
  ).length

/** What a sentence denies: the first content term behind a negation, and the one behind that, its object. */
export interface Denial {
  term: string
  object: string | null
}

export function denials(text: string, language: string | null): Denial[] {
  const words = tokens(text, language)
  return words.flatMap(({ surface }, i) => {
    if (!NEGATORS.test(surface) || EMPTY_DENIALS.test(words[i + 1]?.surface ?? '')) return []
    const behind = words.slice(i + 1, i + 8)
    const [denied, object] = behind.filter(({ term }) => term && !/^\d/.test(term))
    // «Isn't the first time a slogan …» denies no slogan: what is denied stands close by.
    return denied && behind.indexOf(denied) < 3 ? [{ term: denied.term, object: object?.term ?? null }] : []
  })
}

/** «More» and «less», «before» and «after» are not among them: they mostly compare with something else. */
const PAIRS = [
  'rise|rose|risen|increase|grow|grew|climb|surge|soar / fall|fell|fallen|decrease|decline|drop|shrink|shrank|plunge',
  'allow|permit|legal|legalize / ban|forbid|prohibit|illegal|outlaw',
  'approve|accept|support|back|endorse / reject|oppose|refuse|deny|veto',
  'confirm|acknowledge|admit / deny|dispute|reject|refute',
  'win|won|victory / lose|lost|defeat',
  'safe|harmless / dangerous|unsafe|harmful|toxic',
  'succeed|success|successful / fail|failure|unsuccessful',
  'guilty / innocent|acquit',
  'hot|hotter|warm|warmer / cold|colder|cool|cooler',
  'open|reopen / close|shut',
  'expand|strengthen|gain / shrink|weaken|cut',
  'better|improve / worse|worsen',
  'possible|can / impossible',
  'cheaper|cheap / expensive|costly',
  'faster|quicker|fast|quick / slower|slow',
  'higher / lower',
  'true|correct / false|wrong|incorrect|untrue',
  'alive / dead|died|killed',
  'enough|sufficient / insufficient|inadequate',
  'delay|postpone / accelerate|hasten',
]
const OPPOSITES = PAIRS.map(pair => pair.split(' / ').map(side => new Set(side.split('|').map(stem))))

/** A word of the first that the second turns round («rose», «fell»), both as written; null when there is none. */
export function oppositeWords(a: string, b: string): [string, string] | null {
  const ofA = words(a)
  const ofB = words(b)
  for (const [left, right] of OPPOSITES as [Set<string>, Set<string>][]) {
    const found = opposed(ofA, ofB, left, right) ?? opposed(ofA, ofB, right, left)
    if (found) return found
  }
  return null
}

type Words = Map<string, string>
const words = (text: string): Words =>
  new Map([...text.matchAll(/\p{L}+/gu)].map(([word]) => [stem(word.toLowerCase()), word]))

/** A sentence that has both of a pair compares them itself and contradicts nobody. */
function opposed(a: Words, b: Words, left: Set<string>, right: Set<string>): [string, string] | null {
  const has = (of: Words, set: Set<string>) => [...set].find(term => of.has(term))
  const mine = has(a, left)
  const theirs = has(b, right)
  if (!mine || !theirs || has(a, right) || has(b, left)) return null
  return [a.get(mine)!, b.get(theirs)!]
}
