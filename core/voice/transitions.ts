import { type PhraseIndex, phraseHits, phraseIndex } from './phrase-hits.ts'
import { quoteAt } from './quotes.ts'
import type { Spoken } from './spoken.ts'
import type { SpeechUnits } from './units.ts'
import type { MeasuredHabit } from './video-measure.ts'

/** What can turn a talk, as it stands at the beginning of a unit. */
const turns =
  `so, okay so, ok so, all right so, alright so, so now, so then, now, okay now, all right now, and then, then,
  and so, and now, but, but then, but now, okay, ok, all right, alright, well, anyway, anyways, however, meanwhile,
  first, first of all, second, secondly, next, finally, lastly, on the other hand, in other words, by the way,
  that said, having said that, speaking of, moving on, let's move on, let's, now let's, so let's, okay let's, because,
  again, also, actually, i mean, you know, look, listen, here's the thing, the thing is, the point is, but here's,
  as you can see, for example, for instance, in fact, of course, after that, at this point, so first, so basically,
  so what, so why, so how, and that's, so that's, but that's, and, plus, yeah, yeah so, right, oh, oh and`
    .split(',')
    .map(turn => turn.trim())
const known = new Set(turns)
const english: PhraseIndex = phraseIndex({ turn: turns })

/** Rarer beginnings are chance. */
const LEAST = 2
const MOST = 40

/**
 * How units begin: in English by a list of what turns a talk, longest first ("okay so" before "okay"); in other
 * languages by the words with which units begin at least twice as often as these words are said elsewhere.
 */
export function transitionsOf(spoken: Spoken, { units }: SpeechUnits, isEnglish: boolean): MeasuredHabit[] {
  const found = new Map<string, number[]>()
  for (const { from, to } of units) {
    const text = isEnglish ? englishTurn(spoken, from, to) : spoken.words[from]!.word
    if (!text || text === '#') continue
    const places = found.get(text)
    if (places) places.push(from)
    else found.set(text, [from])
  }
  if (!isEnglish) dropChance(found, spoken, units.length)
  return [...found]
    .filter(([, places]) => places.length >= LEAST)
    .sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST)
    .map(([text, places]) => {
      const at = places[places.length >> 1]!
      const end = units.find(unit => unit.from === at)!.to
      return { text, count: places.length, example: quoteAt(spoken, at, Math.min(end, at + 24)) }
    })
}

function englishTurn({ words }: Spoken, from: number, to: number): string | null {
  const start = words.slice(from, Math.min(to, from + 4))
  if (phraseHits(start, english).get('turn')?.[0] !== 0) return null
  for (let length = start.length; length > 0; length--) {
    const text = start
      .slice(0, length)
      .map(each => each.word)
      .join(' ')
    if (known.has(text)) return text
  }
  return null
}

/** Whether a unit of English speech begins with something that turns the talk. */
export const opensWithTurn = (spoken: Spoken, from: number, to: number): boolean =>
  englishTurn(spoken, from, to) !== null

function dropChance(found: Map<string, number[]>, { words }: Spoken, units: number): void {
  const all = new Map<string, number>()
  for (const { word } of words) if (found.has(word)) all.set(word, (all.get(word) ?? 0) + 1)
  for (const [text, places] of found) {
    const elsewhere = (all.get(text)! - places.length) / Math.max(1, words.length - units)
    if (places.length / units < 2 * elsewhere) found.delete(text)
  }
}
