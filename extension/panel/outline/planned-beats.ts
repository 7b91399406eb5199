import type { OutlineBeat } from '../../../core/contract/decision.ts'
import type { BeatKind } from '../../../core/contract/script.ts'
import { allot } from '../../../core/script/allot.ts'
import { beatNames } from '../../../core/script/forms/form.ts'
import type { SpeakingPace } from '../../../core/script/timing.ts'

/** A beat of an outline that can be told from the others. */
export interface PlannedBeat extends OutlineBeat {
  id: string
}

/** What can be done with the beats of an outline, whoever keeps them. */
export interface BeatActs {
  /** @param place counted without the beat itself */
  move(id: string, place: number): void
  change(id: string, beat: OutlineBeat): void
  /** @returns the id of the new one */
  add(beat: OutlineBeat, place: number): string
  remove(id: string): void
  setLengths(seconds: ReadonlyMap<string, number>): void
}

export const beatKinds = Object.keys(beatNames) as BeatKind[]

const firstTitles: Record<BeatKind, string> = {
  hook: 'Hook',
  setup: 'What it is about',
  turn: 'A new turn',
  payoff: 'What it comes to',
  close: 'Goodbye',
  sponsor: 'Sponsor',
}

export const newBeat = (kind: BeatKind): OutlineBeat => ({
  kind,
  title: firstTitles[kind],
  purpose: '',
  seconds: kind === 'sponsor' ? 60 : 0,
  evidence: [],
})

/** Where a beat of this kind mostly stands, counted among those that are there. */
export function placeFor(kind: BeatKind, beats: readonly OutlineBeat[]): number {
  const end = beats.findIndex(beat => beat.kind === 'payoff' || beat.kind === 'close')
  const beforeEnd = end < 0 ? beats.length : end
  switch (kind) {
    case 'hook':
      return 0
    case 'setup':
      return beats.findLastIndex(beat => beat.kind === 'hook') + 1
    // After the first turn: who came that far stays for it.
    case 'sponsor': {
      const turn = beats.findIndex(beat => beat.kind === 'turn')
      return turn < 0 ? beforeEnd : turn + 1
    }
    case 'turn':
      return beforeEnd
    case 'payoff': {
      const close = beats.findIndex(beat => beat.kind === 'close')
      return close < 0 ? beats.length : close
    }
    case 'close':
      return beats.length
  }
}

export const secondsIn = (beats: readonly OutlineBeat[]): number =>
  beats.reduce((sum, beat) => sum + beat.seconds, 0)

/** The target shared out anew: beats keep their weight against others of their kind, and a sponsor's slot its length. */
export function fitted(
  beats: readonly PlannedBeat[],
  targetSeconds: number,
  pace: SpeakingPace,
): { seconds: Map<string, number>; says: string[] } {
  const usual = (kind: BeatKind) => {
    const timed = beats.filter(beat => beat.kind === kind && beat.seconds > 0)
    return timed.length > 0 ? secondsIn(timed) / timed.length : 0
  }
  const { seconds, says } = allot(
    beats.map(({ kind, seconds }) => ({
      kind,
      weight: seconds > 0 ? seconds / usual(kind) : 1,
      fixed: kind === 'sponsor' && seconds > 0 && seconds < targetSeconds ? seconds : null,
    })),
    targetSeconds,
    pace,
  )
  return { seconds: new Map(beats.map((beat, at) => [beat.id, seconds[at]!])), says }
}
