import type { Desk } from './desk.ts'
import type { Step } from './plan.ts'

const OWN =
  /\b(?:i|i've|i’ve|we|we've)\b[^.?!]{0,60}\b(?:sa(?:y|id)|tell|told|claim(?:ed)?|explain(?:ed)?|cover(?:ed)?|mention(?:ed)?|talk(?:ed)?|made|make|argued?|think|thought|promise[d]?|quote[d]?)\b|\b(?:my|our) (?:own )?(?:channel|videos?|audience|words)\b|\bhave i (?:ever|already)\b|\b(?:habe ich|mein(?:e[nmr]?)? (?:kanal|videos?))\b/i
const COMPARE =
  /\b(?:compar\w*|contrast|differ\w*|disagree\w*|contradict\w*|conflict\w*|versus|vs\.?|agree|both sides|which sources?|who (?:says|is right)|unterschied\w*|vergleich\w*|widersp\w*)\b/i
const CLAIMS = /\b(?:claims?|facts?|statistics|figures|numbers|what do (?:my|the) sources (?:say|claim))\b/i
const NOTE =
  /^\s*(?:please\s+|can you\s+|could you\s+)?(?:add|make|take|write|save|keep|leave)\b(?: me| down)? a? ?note\b(?:\s*(?:that|:|saying|of|about)\s*)?(.*)$/is

/**
 * What to look for without anybody who understands the question: the question itself, the own channel where it is about
 * the creator, side by side where it compares. A note only where the question begins by asking for one.
 */
export function defaultPlan({ question, named, ownVideos }: Desk): Step[] {
  const note = NOTE.exec(question)
  if (note) return [{ tool: 'add_note', text: note[1]?.trim() || null }]
  const query = question.replace(/\s+/g, ' ').slice(0, 900)
  const steps: Step[] = []
  if (OWN.test(question) && ownVideos > 0) steps.push({ tool: 'search_channel', query })
  if (COMPARE.test(question)) steps.push({ tool: 'compare_sources', query })
  steps.push({ tool: 'search', query, source: named.length === 1 ? named[0]! : null })
  if (CLAIMS.test(question)) steps.push({ tool: 'list_claims', query })
  return steps
}
