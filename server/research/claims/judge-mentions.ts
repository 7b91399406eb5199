import type { OwnMention } from '../../../core/contract/findings.ts'
import type { SearchHit } from '../../../core/contract/search.ts'
import { isPunctuated } from '../../../core/passages/caption-units.ts'
import { sentences } from '../../../core/passages/sentences.ts'
import { aboutOf } from '../disagreements.ts'
import { overlapOf } from '../overlap.ts'
import { likelyLanguage } from '../stopwords.ts'
import { terms } from '../terms.ts'
import { type Vocabulary, vocabularyOf } from '../tf-idf.ts'
import { namesOf } from './names.ts'
import { type Reading, readingOf } from './reading.ts'
import { type Relation, relate } from './relation.ts'

/** A sentence of the creator's that stands to a claim somehow. */
export interface JudgedPlace {
  hit: SearchHit
  how: OwnMention['how']
  /** A character of the passage. */
  start: number
  quote: string
  why: string
  weight: number
}

/** Of what the claim says, so much must be in the sentence to be pointed back to. */
const CALLBACK = 0.45
const CALLBACK_TERMS = 3
/** A stretch of captions without sentences, in words, and how far the next one is from it. */
const WINDOW = 24
const STEP = 12

/** Each passage with its most telling sentence, strongest first; those with nothing to say on the claim are left out. */
export function judgeMentions(claim: string, language: string | null, hits: SearchHit[]): JudgedPlace[] {
  const passages = hits.map(hit => ({ hit, parts: partsOf(hit.text), language: likelyLanguage(hit.text) }))
  const all = [
    { text: claim, source: 0 },
    ...passages.flatMap(({ parts }) => parts.map(({ text }) => ({ text, source: 1 }))),
  ]
  const names = namesOf(all, () => language)
  const vocabulary = vocabularyOf(all.map(({ text }) => terms(text, language)))
  const claimed = readingOf(claim, language, names)
  return passages
    .flatMap(({ hit, parts, language: spoken }) => {
      const judged = parts.flatMap(part => {
        // Too little of it to tell by: then it is in the claim's language, or the search would not have found it.
        const reading = readingOf(part.text, spoken ?? language, names)
        const one = judge(claimed, reading, vocabulary)
        return one ? [{ hit, start: part.start, quote: part.text, ...one }] : []
      })
      const best = judged.sort((a, b) => rankOf(b) - rankOf(a))[0]
      return best ? [best] : []
    })
    .sort((a, b) => b.weight - a.weight)
}

const rankOf = ({ how, weight }: JudgedPlace) =>
  ({ contradiction: 2, repeat: 1, callback: 0 })[how] + weight * 0.1

function judge(
  claim: Reading,
  own: Reading,
  vocabulary: Vocabulary,
): Pick<JudgedPlace, 'how' | 'why' | 'weight'> | null {
  const relation = relate(claim, own, vocabulary)
  if (relation.how === 'parts')
    return { how: 'contradiction', why: `You said otherwise. ${relation.why}`, weight: relation.likeness }
  if (relation.how === 'same') return { how: 'repeat', why: whyRepeat(claim, own), weight: relation.likeness }
  const covered = coverage(claim, relation, vocabulary)
  if (relation.shared.length < CALLBACK_TERMS || covered < CALLBACK) return null
  return {
    how: 'callback',
    why: `You spoke of this: ${aboutOf(own.text, relation.shared, own.language)}.`,
    weight: covered * 0.5,
  }
}

function whyRepeat(claim: Reading, own: Reading): string {
  const agreed = claim.figures.find(({ unit, value }) =>
    own.figures.some(figure => figure.unit === unit && Math.abs(figure.value - value) <= value * 0.02),
  )
  return agreed
    ? `You said this already, with the same number: ${agreed.written}.`
    : 'You said this already, in much the same words.'
}

function coverage({ terms }: Reading, { shared }: Relation, vocabulary: Vocabulary): number {
  // What is shared of the claim and all of the claim, each weighed by how telling it is among these passages.
  const whole = overlapOf(terms, terms, vocabulary).shared
  const mass = (of: string[]) => of.reduce((sum, term) => sum + vocabulary.idf(vocabulary.id(term) ?? -1), 0)
  const all = mass(whole)
  return all > 0 ? mass(shared) / all : 0
}

/** Sentences, or where captions have none stretches that overlap. Each is cut out of the passage. */
function partsOf(text: string): { start: number; text: string }[] {
  if (isPunctuated(text))
    return [...sentences(text)].map(({ start, end }) => ({ start, text: text.slice(start, end) }))
  const words = [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
  }))
  const parts: { start: number; text: string }[] = []
  for (let from = 0; from === 0 || from + STEP < words.length; from += STEP) {
    const to = Math.min(words.length, from + WINDOW) - 1
    if (to < from) break
    parts.push({ start: words[from]!.start, text: text.slice(words[from]!.start, words[to]!.end) })
  }
  return parts
}
