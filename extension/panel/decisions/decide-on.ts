import type { DecisionDraft } from '../../../core/contract/decision.ts'
import type { Result } from '../../../core/contract/result.ts'
import type { Failure } from '../done.ts'
import type { DecisionsWorld } from './decisions-world.ts'
import { freeName, gateWords, openBranch } from './gate-words.ts'

/**
 * Decides; where something stands already on what was decided before, on a new way from before it, because nothing is
 * overwritten.
 * @returns what is to be said of it; null where there is nothing to say
 */
export async function decideOn(
  acts: DecisionsWorld,
  draft: Omit<DecisionDraft, 'id'>,
): Promise<Result<string | null, Failure>> {
  const { gate } = draft.content
  const { name } = gateWords[gate]
  const { ways } = acts.decisions.peek()
  const before = openBranch(ways)
  const decided = await acts.decide(draft)
  if (decided.ok)
    return {
      ok: true,
      value: before?.[gate] ? `Your ${name} is another now. The one before is in the log.` : null,
    }
  if (decided.error.code !== 'conflict' || !ways || !before?.[gate]) return decided
  const way = freeName(ways.branches)
  const made = await acts.rewind(gate, way)
  if (!made.ok) return made
  const again = await acts.decide(draft)
  if (!again.ok) return again
  return {
    ok: true,
    value: `“${before.name}” is kept as it is: what stands on its ${name} stays there. “${way}” goes on with this one.`,
  }
}

/** How a decision is called that was made of these and then changed. */
export const changedHow = (optionIds: readonly string[]): DecisionDraft['how'] =>
  optionIds.length === 0 ? 'own' : optionIds.length > 1 ? 'mixed' : 'edited'
