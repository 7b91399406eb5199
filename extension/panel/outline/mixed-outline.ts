import type { OutlineBeat } from '../../../core/contract/decision.ts'
import type { BeatKind } from '../../../core/contract/script.ts'

/** A beat that was taken of an outline, with where it stood there. */
export interface Picked {
  beat: OutlineBeat
  optionId: string
  at: number
  /** How many beats that outline has. */
  of: number
}

/** What comes first in a video, whatever it is about; turns and a sponsor's slot are told by where they stood. */
const order: Record<BeatKind, number> = { hook: 0, setup: 1, turn: 2, sponsor: 2, payoff: 3, close: 4 }

/** The beats in an order that holds: beginnings first, ends last, between them as far in as they stood. */
export const inOrder = (picked: readonly Picked[]): OutlineBeat[] =>
  picked
    .toSorted((a, b) => order[a.beat.kind] - order[b.beat.kind] || a.at / a.of - b.at / b.of)
    .map(({ beat }) => beat)
