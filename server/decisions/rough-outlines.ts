import { arrangements } from './arrangements.ts'
import type { DraftOption } from './draft-option.ts'
import type { Ground } from './ground.ts'
import { framed, outlineOf, turnsFor } from './whole-outline.ts'

/** Outlines without a model: the same matter in different orders. Where nothing was found there is the frame alone. */
export function roughOutlines(ground: Ground): DraftOption[] {
  const turns = turnsFor(ground.plan)
  const found = arrangements(ground, turns)
  if (found.length === 0) return [frame(ground, turns)]
  return found.map(({ title, turns, payoff, why, leavesOut }) => {
    const { outline, says } = outlineOf(title, framed(turns, payoff, ground), ground)
    return {
      content: { gate: 'outline', outline },
      ...{ why: [why, ...says].join(' '), leavesOut },
      evidence: turns.flatMap(({ evidence }) => evidence.slice(0, 1)).slice(0, 8),
    }
  })
}

function frame(ground: Ground, turns: number): DraftOption {
  const empty = Array.from({ length: turns }, (_, i) => ({
    ...{
      title: `Turn ${i + 1}`,
      purpose: 'Says one thing that the next one needs.',
      evidence: [],
      weight: 1,
    },
  }))
  const { outline, says } = outlineOf(
    ground.angle?.title ?? ground.topic,
    framed(empty, null, ground),
    ground,
  )
  return {
    content: { gate: 'outline', outline },
    why: ['There is nothing yet to put into it but its beats and their lengths.', ...says].join(' '),
    leavesOut: 'All that sources would add.',
    evidence: [],
  }
}
