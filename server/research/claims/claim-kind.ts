import type { ClaimKind } from '../../../core/contract/findings.ts'
import type { Figure } from '../figures.ts'

/** What makes a statement worth checking, and how much: 0 not at all, about 1 a plain fact. */
export interface Worth {
  kind: ClaimKind
  worth: number
}

const CAUSE =
  /\b(?:because|due to|owing to|caused? by|causes?|causing|leads? to|led to|results? in|resulted in|as a result of|thanks to|driven by|responsible for|triggers?|triggered|contributes? to|contributed to|(?:linked|tied) to|associated with|prevents?|reason (?:is|was|why|for)|that(?:'s| is) why|which is why|stems? from|weil|wegen|aufgrund|führt zu|verursacht|parce que|à cause|provoque|entraîne|porque|debido a|causa|provoca|perché|a causa)\b/iu
const COMPARES =
  /\b(?:(?:more|less|fewer|better|worse|[a-z]{2,}er)\b[^,.;:]{0,48}?\bthan\b(?!\s+(?:\d|a |an |one|two|three|half|the (?:first|last)))|(?:twice|three times|four times|ten times|half) as\b|as (?!far|long|soon|well|much|many)[a-z]+ as\b|compared (?:with|to)|in comparison|unlike|whereas|outperform\w*|exceeds?|surpass\w*|(?<!one of )the (?:world's )?(?:largest|biggest|smallest|highest|lowest|longest|shortest|oldest|youngest|fastest|slowest|strongest|hottest|coldest|deadliest|most (?!likely|of|part)[a-z]+|least [a-z]+|best-[a-z]+)\b|mehr als|größer als|plus [a-zé]+ que|más [a-z]+ que|mayor que|menor que|più [a-z]+ di)/iu
const DEFINES =
  /\b(?:(?:is|are|was|were) (?:defined as|known as|called|named|referred to as|a (?:kind|type|form|sort|measure|branch|method|process|technique|term|unit|way) (?:of|for|that|to)|the (?:process|study|term|name|measure|amount|number|ratio|science|art|practice|ability|idea that|rate) (?:of|for|by|that|at)?)|refers? to|stands? for|consists? of|means? that|definition of|bezeichnet|heißt|versteht man|désigne|s'appelle|se llama|significa|si chiama)\b/iu
const IS_A =
  /^(?:the |an? )?[\p{L}-]+(?: [\p{L}-]+){0,3},? (?:is|are) (?:an?|the) (?:[\p{L}-]+ ){1,3}(?:that|which|who|of|where|in which|made|used|found|consisting)\b/iu

/** A line of a table or a score: numbers with a word here and there. */
const MOST_DIGITS = 0.25
/** What pages in other languages say of themselves. */
const OWN_PAGE =
  /\b(?:nesta página|clique|inscreva-se|receba em seu|newsletter|abonnier\w*|klicken sie|jetzt (?:anmelden|registrieren|bestellen)|cliquez|inscrivez-vous|abonnez-vous|haz clic|suscríbete|regístrate|clicca|iscriviti|unsere? (?:team|kunden|produkte|website)|unterstützen wir)\b/iu

/** Not said as a fact: what somebody feels, wishes, asks for, imagines or only tells of themselves. */
const OPINION =
  /\b(?:i (?:think|believe|guess|feel|hope|wish|love|like|hate|suppose|mean|wonder|bet|doubt)|in my (?:opinion|view|experience)|imho|to me\b|personally|my favou?rite|i'm (?:sure|not sure|going|glad|happy|excited)|it(?:'s| is) (?:amazing|crazy|cool|awesome|weird|interesting|important|worth)|should|ought to|please|let's|let us|gonna|wanna|would be (?:nice|great|good|cool)|ich (?:denke|glaube|finde)|je (?:pense|crois)|creo que|penso che)\b/i
const IMAGINED =
  /\b(?:imagine|suppose|pretend|let's say|say you|if (?:i|you|we|he|she|they|it|someone|the|a|an|there)\b|what if|would have|could have|had been|for (?:example|instance), (?:say|if|you)|hypothetically)\b|^(?:if|when you|once you|whenever you|unless)\b|^(?:next|now|so|then|first|okay|and|but)?,? ?(?:consider|take|go|look|think|note|see|try|keep|picture|assume|notice|compare|ask|check|tell|remember|say|call|give|make|buy|get|put|stop|start|use|watch|draw|move|add|subtract|multiply|divide|pick|choose|press|turn|place|write|don't|do not|never|always)\b(?! (?:is|are|was|were|has|have)\b)/i
const FUTURE_TALK =
  /\b(?:will|going to|about to) (?:talk|look|see|show|discuss|cover|explain|learn|explore|use|do|start|go|get|be looking|be talking)\b|\b(?:as (?:i|we) (?:said|mentioned|saw|discussed)|i (?:said|told you|mentioned)|remember (?:that|when|how)|we(?:'ll| will| can| could)|i(?:'ll| will| want| wanted| was|'m|'ve| have| had| did|'d) )/i
/** A read for a sponsor, as videos have it. */
export const SPONSORED =
  /\b(?:sponsor\w*|brought to you by|promo(?:tional)? code|coupon|discount|percent off|% off|free (?:month|trial|shipping)|first (?:\d+|hundred|thousand) (?:people|viewers|listeners)|money[- ]back|link (?:is )?(?:in|below)|in the description|sign up|use (?:my|the|our|code)|check (?:it|them) out|squarespace|nordvpn|expressvpn|surfshark|skillshare|audible\.|hellofresh|betterhelp|raid shadow|ground news|brilliant\.org|curiosity ?stream|nebula|patreons?|merch|my (?:book|course|newsletter|channel|podcast|website)|our (?:sponsor|partner|podcast|app)|available (?:now|on amazon|for pre-?order)|subscrib\w*|like button|buy (?:now|tickets)|per month|a month\b.*\bcancel|cancel any ?time|terms apply)\b/i
const ADDRESSED = /\b(?:you|your|you're|you'll|you've|yourself)\b/gi
const OF_THE_SPEAKER = /\b(?:i|i'm|i've|i'd|me|my|mine|myself)\b/i
const GROUP = /\b(?:we|us|our|we're|we've)\b/i
/** What points at the picture or the talk, not at the matter. */
const POINTS =
  /\b(?:this (?:video|slide|graph|chart|picture|image|line|diagram|equation|button|one|guy|page|article|chapter|section)|right here|over here|up here|down here|on (?:the )?screen|as you can see|here we|shown (?:here|below|above)|see (?:below|above|figure)|figure \d|table \d|click)\b/i
/** Means something only beside what stands before it. */
const OF_A_CASE =
  /\b(?:(?:in|for|from|with) (?:this|that|such a|the same|our|the above) (?:case|model|example|scenario|sense|period|situation|respect)|over that period|the (?:former|latter|same case)|as above|here)\b/i
/** Who is quoted, when it was printed: true and of no use. */
const HOUSEKEEPING =
  /\b(?:told (?:reporters|the \w+|cnn|bbc|reuters|us)|said in an? (?:statement|interview|email|tweet)|is a (?:staff )?(?:writer|reporter|correspondent|editor|contributor|columnist)|follow (?:her|him|them) on|retweets?|tickets? (?:are|cost|on sale)|for more information|all times|updated at|pm et|read more|opens? (?:at|on) \d|doors open)\b/i

/**
 * Judges a statement by its words alone: numbers, dates, causes, comparisons and definitions are worth checking, and
 * so is, less, what names somebody; what is felt, imagined or said to the viewer is not.
 * @param names how many of its terms are names
 */
export function worthOf(text: string, figures: Figure[], names: number): Worth {
  const none: Worth = { kind: 'statement', worth: 0 }
  if (SPONSORED.test(text) || HOUSEKEEPING.test(text) || POINTS.test(text) || OWN_PAGE.test(text)) return none
  const words = text.split(/\s+/)
  if (words.filter(word => /\d/.test(word)).length > MOST_DIGITS * words.length) return none
  if (OPINION.test(text) || IMAGINED.test(text) || FUTURE_TALK.test(text)) return none
  const kind = kindOf(text, figures)
  let worth = { number: 1, date: 0.85, cause: 0.85, comparison: 0.8, definition: 0.85, statement: 0.45 }[kind]
  if (kind === 'statement' && names === 0) return none
  worth *= 1 + 0.08 * Math.min(3, names)
  if (kind === 'number' && figures.every(({ loose, value }) => loose || value <= 3)) worth *= 0.7
  if (OF_THE_SPEAKER.test(text)) worth *= 0.25
  if (GROUP.test(text)) worth *= 0.6
  if (OF_A_CASE.test(text)) worth *= 0.6
  worth *= 0.6 ** Math.min(3, text.match(ADDRESSED)?.length ?? 0)
  return { kind, worth: Math.min(1.2, worth) }
}

/** Something of its form makes it a claim: a number, a cause, a comparison or a definition. */
export const hasCue = (text: string): boolean =>
  /\d/.test(text) || CAUSE.test(text) || COMPARES.test(text) || DEFINES.test(text)

function kindOf(text: string, figures: Figure[]): ClaimKind {
  const counted = figures.filter(({ loose, unit }) => !loose && unit !== 'year')
  // «Two players», «the three of them»: counted in passing.
  if (counted.some(({ value, written }) => value > 3 || /^[^\p{L}]*\d/u.test(written))) return 'number'
  if (COMPARES.test(text)) return 'comparison'
  if (CAUSE.test(text)) return 'cause'
  if (figures.some(({ unit }) => unit === 'year' || unit.startsWith('day of '))) return 'date'
  if (DEFINES.test(text) || IS_A.test(text)) return 'definition'
  return counted.length > 0 || figures.some(({ unit, value }) => unit === 'time' || value >= 10)
    ? 'number'
    : 'statement'
}
