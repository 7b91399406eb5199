import { factsOf } from './facts.ts'

/** What says of itself that it is a question, a greeting, an order or somebody's own view. */
const VIEW =
  /\b(?:i (?:think|believe|guess|feel|hope|wish|love|like|hate|suppose|wonder|bet|doubt|prefer|mean)|in my (?:opinion|view)|to me\b|personally|my favou?rite|ich (?:denke|glaube|finde|hoffe|mag|liebe)|meiner meinung|je (?:pense|crois)|à mon avis|creo que|en mi opinión|penso che|secondo me)\b/i
const ADDRESS =
  /^["“„«'‘\s]*(?:let['’]?s|let us|welcome|hello|hi|hey|thanks?|thank you|subscribe|stay tuned|see you|bye|imagine|picture this|remember|look|listen|watch|wait|come on|stop|think about|take a look|here we go|okay|ok|so,? let['’]?s|but first|stell dir|willkommen|hallo|danke|bis bald|bienvenue|salut|merci|hola|gracias)\b/i
const QUESTION = /\?["”»'’)\s]*$/

/** What a view can be wrong about: somebody's name with what they are said to be or have done. */
const CLAIM =
  /\b(?:is|was|are|were|has|had|have|did|does|said|says|found|finds|invented|discovered|wrote|writes|won|lost|made|built|died|born|became|becomes|shows?|showed|proves?|proved|ist|war|hat|sagt|sagte|fand|est|était|a dit|es|era|fue|dijo)\b/i

/** Whether a sentence says by its words that it claims nothing. */
export const isOpinion = (text: string): boolean =>
  QUESTION.test(text) || VIEW.test(text) || ADDRESS.test(text)

/**
 * What in a sentence could be true or false, as it stands there: a number, a date, a comparison, a cause, a name with
 * what is said of it. Null where nothing is.
 */
export function checkable(text: string): string | null {
  const facts = factsOf(text)
  const plain = facts.find(({ kind }) => /^(?:number|date|cause|comparison)$/.test(kind))
  if (plain) return plain.written
  const name = facts.find(({ kind }) => kind === 'name')
  return name && CLAIM.test(text) ? name.written : null
}
