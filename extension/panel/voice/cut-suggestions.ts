import type { Cut } from '../../../core/contract/voice.ts'
import { cutOf, newSpeaker, type Stretch, sung } from './cuts.ts'

/** A stretch that is probably not the creator's own voice. A suggestion only: they mark it, or not. */
export interface CutSuggestion extends Cut {
  /** Stretches from and to, the last one included. */
  from: number
  to: number
  /** Why it is thought so, for the creator. */
  says: string
}

/** One of these is enough. English only: elsewhere no sponsor read is suggested. */
const sure = [
  /\bsponsored by\b/i,
  /\bsponsor (?:of|for) (?:today|this|the) ?(?:video|episode|show)?/i,
  /\b(?:today'?s|this (?:video|episode)'?s|our|my) sponsors?\b/i,
  /\bbrought to you by\b/i,
  /\bthanks? (?:so much )?to [\w' ]{2,40} for (?:sponsoring|supporting) (?:this|today|the)/i,
  /\b(?:use|with|enter) (?:my |our |the |promo |discount )?code [\p{L}\p{N}]+/iu,
  /\bpaid partnership\b/i,
]
/** Two of these beside each other. */
const likely = [
  /\b(?:slash|\/) ?[\p{L}\p{N}]+\b.*\b(?:link|description|free|percent|off|sign up)\b/iu,
  /\bdot (?:com|org|io|example) slash\b/i,
  /\b\d+ ?(?:%|percent) off\b|\b(?:ten|fifteen|twenty|thirty|forty|fifty) percent off\b/i,
  /\bfree (?:trial|month|shipping)\b/i,
  /\blink (?:is |will be )?(?:down )?(?:in|below) (?:the )?(?:description|below)?/i,
  /\bfirst \d+ (?:people|viewers|of you)\b/i,
  /\bsign up (?:at|for|today|now)\b/i,
  /\bmoney[- ]back guarantee\b/i,
]

/** A read rarely lasts longer; beyond it each end is looked at on its own. */
const LONGEST_READ_MS = 180_000
/** Where captions stop marking speakers nobody knows who goes on. */
const LONGEST_TURN_MS = 90_000

/** Which stretches the creator may want to take out, in the order of the video; what is marked already is left out. */
export function suggestCuts(stretches: readonly Stretch[], cuts: readonly Cut[]): CutSuggestion[] {
  return [...sponsorReads(stretches), ...otherSpeakers(stretches), ...songs(stretches)]
    .filter(({ from, to }) => {
      for (let at = from; at <= to; at++) if (!cutOf(stretches[at]!, cuts)) return true
      return false
    })
    .sort((a, b) => a.startMs - b.startMs)
}

function suggestion(
  stretches: readonly Stretch[],
  from: number,
  to: number,
  why: Cut['why'],
  says: string,
): CutSuggestion {
  return { from, to, startMs: stretches[from]!.startMs, endMs: stretches[to]!.endMs, why, says }
}

function sponsorReads(stretches: readonly Stretch[]): CutSuggestion[] {
  const weights = stretches.map(({ text }) =>
    sure.some(sign => sign.test(text)) ? 2 : likely.filter(sign => sign.test(text)).length,
  )
  const found: CutSuggestion[] = []
  let at = 0
  while (at < weights.length) {
    if (!weights[at]) {
      at++
      continue
    }
    // From the first sign to the last, over at most two stretches without one.
    let to = at
    let sum = weights[at]!
    for (let next = at + 1; next < weights.length && next - to <= 3; next++) {
      if (stretches[next]!.endMs - stretches[at]!.startMs > LONGEST_READ_MS) break
      if (!weights[next]) continue
      to = next
      sum += weights[next]!
    }
    if (sum >= 2) found.push(suggestion(stretches, at, to, 'sponsor', 'Sounds like a sponsor read'))
    at = to + 1
  }
  return found
}

/**
 * Captions that mark speakers say when it changes, and not to whom: every second turn is suggested, from the second
 * one on; what is said before the first mark is the creator's. A short answer among long turns counts too.
 */
function otherSpeakers(stretches: readonly Stretch[]): CutSuggestion[] {
  const turns: { from: number; to: number }[] = []
  for (const [at, { text }] of stretches.entries()) {
    const last = turns.at(-1)
    if (newSpeaker.test(text)) turns.push({ from: at, to: at })
    else if (last && stretches[at]!.endMs - stretches[last.from]!.startMs <= LONGEST_TURN_MS) last.to = at
  }
  if (turns.length === 0) return []
  const names = turns.map(({ from }) => nameOf(stretches[from]!.text))
  const owner = turns[0]!.from === 0 ? names[0] : null
  return turns.flatMap(({ from, to }, n) => {
    const name = names[n]
    const other = name ? (owner ? name !== owner : true) : (n + (turns[0]!.from === 0 ? 1 : 0)) % 2 === 0
    return other
      ? [
          suggestion(
            stretches,
            from,
            to,
            'other_speaker',
            name ? `The captions name another speaker: ${name}` : 'The captions mark another speaker here',
          ),
        ]
      : []
  })
}

const nameOf = (text: string): string | null =>
  /^\s*\[?([A-Z][A-Z .'-]{1,30})\]?:\s/.exec(text)?.[1]?.trim() ?? null

const songs = (stretches: readonly Stretch[]): CutSuggestion[] =>
  stretches.flatMap(({ text }, at) =>
    sung.test(text) ? [suggestion(stretches, at, at, 'other', 'Sung, not spoken')] : [],
  )
