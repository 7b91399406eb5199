/** What kind of sentence it is, and how well it would stand alone in a brief: 0 not at all, 1 very well. */
export interface SentenceJudgement {
  kind: 'statement' | 'question' | 'none'
  quality: number
}

// What pages and videos say about themselves instead of their subject.
const BOILERPLATE =
  /\b(?:subscrib\w*|newsletter|sign[- ]?up|log ?in|cookies?|privacy policy|terms of (?:use|service)|all rights reserved|click (?:here|below|the|on)|tap here|read (?:more|next|also|our)|see also|scroll|advertisement|sponsor(?:ed|s)? (?:by|of this)|affiliate|promo code|patreon|follow (?:us|me|him|her|@)|like (?:and|this video)|hit the (?:bell|like)|link in the|in the comments|comment below|let (?:me|us) know|share this|image credit|photo(?:graph)?(?: by|s by|:)|getty images|shutterstock|editor['’]s note|was (?:first|originally) published|story (?:was|has been) updated|contributed to this (?:report|story|article)|reporting by|editing by|written by|copyright|©|newsroom@|reach (?:him|her|me|us) (?:at|on)|for more information|visit (?:us|our|the website|www)|watch (?:the|this|our) (?:full )?(?:video|episode|clip|trailer)|welcome back to|thanks? (?:you )?for (?:watching|reading|listening)|my channel|this video|in this (?:article|post|guide|story)|as an amazon|free trial|download (?:the|our) app|click|whatsapp|listen to the podcast|our (?:team|website|privacy)|more info)\b/i
const ADDRESS = /https?:\/\/|www\.|\S@\S+\.\w|@\w{3,}|#\w{3,}/
const BYLINE =
  /^(?:by|posted|published|updated|photo|image|video|source|credit|caption|related|watch|read|more|tested by)\b[^.]{0,60}(?::|$)/i
const ENDS = /[.!…。！]["'”’»)\]]*$/
const ASKS = /[?？]["'”’»)\]]*$/
const DANGLING =
  /^["'“‘(]?(?:he|she|it|they|this|that|these|those|his|her|their|its|him|them|such|one|both|others?|another|here|there|the (?:former|latter|same|two|move|plan|news|report|statement|decision|ruling|incident|announcement))\b/i
const CONNECTED =
  /^["'“‘(]?(?:and|but|so|or|nor|yet|then|also|however|therefore|thus|hence|instead|meanwhile|moreover|furthermore|additionally|still|nevertheless|otherwise|besides|in addition|as a result|for example|for instance|in other words|on the other hand|that said|of course|because|which|who|who's|well|now|anyway|okay|ok|like|not|nor|likewise|similarly|again|perhaps|maybe|indeed)\b/i
const PERSONAL = /\b(?:i|i'm|i've|i'd|i'll|my|me|we|we're|we've|us|our|you|your|you're|you'll)\b/i
const EARLY_PRONOUN = /^(?:[^\s,]+[\s,]+){1,5}(?:he|she|it|they|his|her|their|its)\b/i

/**
 * Judges by the form alone. Hard: boilerplate, fragments, shouting, lists of numbers, too short or long are `none`.
 * Soft: what leans on the sentence before it (a pronoun or a connective first) or speaks of the speaker rates low.
 * @param spoken unpunctuated captions, where no full stop can be asked for
 */
export function judgeSentence(text: string, words: number, spoken: boolean): SentenceJudgement {
  const none: SentenceJudgement = { kind: 'none', quality: 0 }
  if (words < 5 || words > 65 || text.length > 600 || text.includes('\n')) return none
  if (BOILERPLATE.test(text) || ADDRESS.test(text) || BYLINE.test(text)) return none
  if (isMostlySigns(text)) return none
  if (ASKS.test(text)) return { kind: 'question', quality: 1 }
  if (!spoken && !ENDS.test(text)) return none
  if (words < 7 && !hasDenseScript(text)) return none

  let quality = words < 10 ? 0.75 : words > 42 ? 0.7 : 1
  if (DANGLING.test(text)) quality *= 0.3
  else if (CONNECTED.test(text)) quality *= 0.45
  else if (EARLY_PRONOUN.test(text) && !/^\S*\p{Lu}\p{L}+ \p{Lu}/u.test(text)) quality *= 0.6
  if (PERSONAL.test(text.slice(0, 60))) quality *= spoken ? 0.8 : 0.55
  if (isHalfQuote(text)) quality *= 0.6
  if (/^\p{Ll}/u.test(text) && !spoken) quality *= 0.4
  if (/\d/.test(text)) quality *= 1.1
  if (/(?<=[\p{Ll},] )\p{Lu}\p{Ll}+/u.test(text)) quality *= 1.1
  return { kind: 'statement', quality: Math.min(1, quality) }
}

/** A question that cannot be understood without what stands before it. */
export const leansOnContext = (question: string): boolean =>
  DANGLING.test(question) ||
  /^["'“‘(]?(?:and|but|so|or|then|yet)\b/i.test(question) ||
  /\b(?:he|she|it|they|that|this)\b/i.test(question)

function isMostlySigns(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0
  const digits = text.match(/\p{N}/gu)?.length ?? 0
  return letters < text.length * 0.6 || capitals > letters * 0.5 || digits > letters * 0.3
}

/** A sentence out of the middle of somebody's speech has lost who says it. */
function isHalfQuote(text: string): boolean {
  const plain = text.match(/"/g)?.length ?? 0
  const open = text.match(/[“„«]/g)?.length ?? 0
  const close = text.match(/[”»]/g)?.length ?? 0
  return plain % 2 === 1 || open !== close
}

const hasDenseScript = (text: string) => /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)
