import { hasCue } from './claim-kind.ts'

/** What a spoken stretch may begin with and means nothing by. */
const FILLERS =
  /^(?:(?:and|so|but|or|well|now|okay|ok|um+|uh+|er|like|right|yeah|yes|no|oh|actually|basically|you know|i mean|you see|of course|because|also|then|anyway|all right|alright|again)\b[, ]*)+/i
/** Words behind which something is missing. */
const HANGING =
  /\s+(?:and|so|but|or|nor|because|that|which|who|whose|where|when|while|if|as|than|the|a|an|of|to|in|on|at|by|for|from|with|into|about|between|through|over|under|is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|can|could|should|may|might|must|it|it's|its|he|she|they|we|you|i|there|there's|this|these|those|their|his|her|our|your|my|very|really|just|also|um+|uh+|like|you know|i mean|kind of|sort of|not|more|most|some|any|one|how|what|why|let's|now|then|okay|well|right|gonna|going)$/i
/** Where the next thing begins, near the end of a stretch. */
const NEXT = /\s(?:and|so|but|because|now|okay|well|which means|and then|and so|or)\s(?!\d)/gi
const FEWEST_WORDS = 7
const STARTS =
  /^(?:the|an?|in|on|at|by|for|from|since|until|during|after|before|about|around|over|more|most|some|many|all|every|each|no|there|these|those|this|that|it|he|she|they|we|you|if|when|while|as|one|two|three|four|five|six|seven|eight|nine|ten|half|nearly|almost|\d\S*|[$€£]\S*|[A-Z]\S*|people|scientists|researchers|humans|both|other|such|another|today|only)\b/

/** What mostly begins a thought of its own, wherever it stands. */
const OPENS =
  /\s(?=(?:but|so|now|and then|in fact|it turns out|that's|this is|this was|these are|there are|there's|we're|we've|i'm|look|remember|frankly|additionally|similarly|previously|meanwhile|after all|on the other hand|of course|hey|okay|well|what|how|why)\s)/gi
const WHOLE_WORDS = 8
/** «in | the early 1800s»: a cut of the captions between a preposition and what it goes with. */
const LEADS = /(?:^|\s)((?:in|since|by|during|from|at|on|until|before|after|between|over|for)\s+)$/i
const BEGINS_AFTER = /(?:^|\s)(?:of|the|a|an|to|with|as|than|that|which|is|are|was|were|into|about)\s+$/i

/**
 * The part of an unpunctuated stretch of captions that could be a sentence: without what leads in, without what hangs
 * over, cut where the next thing begins once something was claimed. null where it begins in the middle of something, or
 * too little is left.
 * @param before what stands before it in the captions
 * @returns characters of `text`; a preposition that the captions cut off begins before its first
 */
export function spokenClaim(text: string, before: string): { start: number; end: number } | null {
  const filler = FILLERS.exec(text)?.[0].length ?? 0
  const lead = filler === 0 ? (LEADS.exec(before)?.[1]?.length ?? 0) : 0
  if (filler === 0 && lead === 0 && BEGINS_AFTER.test(before)) return null
  const start = filler - lead
  let end = text.length
  for (const { index } of text.matchAll(OPENS)) {
    if (wordsIn(text, filler, index) < WHOLE_WORDS || !hasCue(text.slice(filler, index))) continue
    end = index
    break
  }
  const breaks = [...text.slice(0, end).matchAll(NEXT)].map(({ index }) => index)
  const last = breaks.findLast(at => at > filler)
  if (last !== undefined && wordsIn(text, last, end) <= 6 && wordsIn(text, filler, last) >= FEWEST_WORDS)
    end = last
  for (let hanging = HANGING.exec(text.slice(0, end)); hanging; hanging = HANGING.exec(text.slice(0, end)))
    end = hanging.index
  if (wordsIn(text, filler, end) < FEWEST_WORDS) return null
  return lead > 0 || STARTS.test(text.slice(filler, end)) ? { start, end } : null
}

const wordsIn = (text: string, start: number, end: number) =>
  text.slice(start, end).trim().split(/\s+/).filter(Boolean).length
