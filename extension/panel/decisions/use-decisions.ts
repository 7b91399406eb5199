import { useLate } from '../use-late.ts'
import type { Decisions, DecisionsWorld } from './decisions-world.ts'

/** What is decided, and what can be done about it; null until that part of the panel is loaded. */
export function useDecisions(): { acts: DecisionsWorld; known: Decisions } | null {
  const acts = useLate('decisions')
  return acts && { acts, known: acts.decisions.value }
}
