import type { Features } from './features.ts'
import type { SpeechUnit } from './units.ts'

/** At which odds one of a text's topic words comes again in √1 word of the rest: 1 to 69. */
const OWN_ODDS = 1 / 69
/** … and one of a passage that somebody else of the same genre said of something else, in one word of it. */
const FOREIGN_ODDS = 1 / 18_000

/**
 * How much likelier it is that a passage was said with the rest of its text than elsewhere, by the words of its topic
 * (lexical cohesion; Hearst, "TextTiling" 1997): the topic words of it, each once, that are said in the rest too.
 * Their share rises with the rest's n words, in odds by √n/69 and n/18,000 (of 33 speakers, 200 to 3,400 words).
 * It may only speak against a passage: who talks of the same thing shares its words, whoever it is.
 * @param words of the whole text, normal
 * @returns nats, at most 0
 */
export function cohesion(
  features: Features,
  words: readonly string[],
  passages: readonly SpeechUnit[],
): number[] {
  const topicOf = (some: readonly string[]) =>
    Map.groupBy(
      some.filter(word => !features.lists(word)),
      word => word,
    )
  const whole = topicOf(words)
  return passages.map(({ from, to }) => {
    const rest = words.length - (to - from)
    if (rest === 0) return 0
    const here = topicOf(words.slice(from, to))
    const again = [...here].filter(([word, said]) => whole.get(word)!.length > said.length).length
    const own = shareOf(OWN_ODDS * Math.sqrt(rest))
    const foreign = shareOf(FOREIGN_ODDS * rest)
    const nats = again * Math.log(own / foreign) + (here.size - again) * Math.log((1 - own) / (1 - foreign))
    return Math.min(nats, 0)
  })
}

const shareOf = (odds: number): number => odds / (1 + odds)
