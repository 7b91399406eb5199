import { normalWords } from './normal.ts'

/** What gives a sponsor's read or the selling of something away. */
const sponsor =
  /\b(?:sponsor(?:ed|s|ing|ship)?|brought to you by|(?:promo|discount|coupon|referral|affiliate) (?:code|link)s?|use (?:my |the )?code|percent off|% off|free trial|sign up (?:at|for|today|using)|link (?:is )?(?:in|down in) the (?:description|bio)|links? (?:down )?below|(?:my|our|the) (?:\w+ )?(?:patreon|merch|newsletter|course|community)|squarespace|skillshare|nordvpn|audible|brilliant\.org)\b/i

export const hasSponsor = (text: string): boolean => sponsor.test(text)

const greeting =
  /^\W*(?:(?:hello|hi|hey|welcome|what(?:'|’)?s up|good (?:morning|evening|afternoon))\b|.{0,40}\b(?:welcome back|my name is|subscribe)\b)/i

export const isGreeting = (text: string): boolean => greeting.test(text)

/** Strong turns count for more than a mere "now". */
const strongTurn =
  /\b(?:let(?:'|’)?s (?:talk about|move on|look at|get into|start with|go ahead)|mov(?:ing|e) on|that brings (?:us|me)|(?:the )?(?:next|second|third|last|final) (?:thing|one|part|step|point|reason|question)|so now|okay so|all right so|but here(?:'|’)?s|here(?:'|’)?s the thing|on the other hand|back to)\b/gi
const turn = /\b(?:now|anyway|however|so|meanwhile)\b/gi

export const turnsIn = (text: string): number =>
  (text.match(strongTurn)?.length ?? 0) * 3 + Math.min(2, text.match(turn)?.length ?? 0) * 0.5

const working =
  /\b(?:because|which means|that means|this means|the reason|for example|for instance|in other words|imagine|think of|think about|so that|basically|what happens|the way (?:this|that|it) works|how (?:this|it|that) works|it turns out|the point is|the idea is|if you|what this)\b/gi

/** Words by which something is explained. */
export const workingsIn = (text: string): number => text.match(working)?.length ?? 0

/** Words of no topic, of the languages whose titles are most often mixed into others too. */
const empty = new Set(
  "the and to a of that i you it is in so this like for # it's we but have just on be what are with was if can do about not i'm think or they at because all as really one my your then know going how people now get don't up go out which from some an more there there's time would them it we're when things very me could see thing way also has had been will want right here where into by who why their his her our its than too over after before does did says say make made making let video videos part new first next best ever never every get getting got need use using used actually me us not no yes only also still even tell tells told show shows mean means work works start stop keep find look looks thing things way ways lot much many more most why who whose am pm year years day days".split(
    ' ',
  ),
)

/** The words of a text that say what it is about. */
export const topicWords = (text: string): string[] => [
  ...new Set(
    normalWords(text)
      .map(({ word }) => word)
      .filter(word => !empty.has(word) && word.length > 1),
  ),
]

/**
 * Which words of a topic are in a text, in any of their forms that begin alike: "flood", "floods", "flooding".
 * @param asked `topicWords` of the topic
 */
export function sharedWords(asked: readonly string[], text: string): string[] {
  if (asked.length === 0) return []
  const words = topicWords(text)
  return asked.filter(word => words.some(other => stem(other) === stem(word)))
}

const stem = (word: string): string => {
  const bare = word.replace(/'s$/, '')
  const cut = bare.replace(/(?:ings?|ed|es|s|ers?|ies|y|e)$/u, '')
  return cut.length >= 3 ? cut : bare
}
