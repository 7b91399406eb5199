import type { Citation } from '../../core/contract/brief.ts'
import type { Outline, OutlineBeat } from '../../core/contract/decision.ts'
import { allot, type Share } from '../../core/script/allot.ts'
import type { Ground } from './ground.ts'
import { joined, short } from './pieces.ts'

/** A beat before it has its time. */
export interface TurnOf {
  title: string
  purpose: string
  evidence: Citation[]
  /** Against the others of its kind; 1 is usual. */
  weight: number
}
export interface WeighedBeat extends TurnOf {
  kind: OutlineBeat['kind']
}

/** A sponsor's read, where the creator asked for a slot and none of their videos tells how long theirs are. */
const SPONSOR_SECONDS = 45
const MOST_EVIDENCE = 40

/** How many turns a length has room for; where nobody said one, as many as eight minutes have. */
export const turnsFor = ({ targetSeconds }: Ground['plan']): number =>
  Math.min(12, Math.max(1, Math.round((targetSeconds || 480) / 110)))

/** Seconds of a sponsor's slot: where the creator's videos have one, or it was wished for; null for none. */
export const sponsorSlot = ({ sponsorSeconds, wish }: Ground): number | null =>
  sponsorSeconds ?? (/\bsponsor/i.test(wish ?? '') ? SPONSOR_SECONDS : null)

/** Beats with their seconds: together the target, by the creator's own pace. What does not fit is said. */
export function outlineOf(
  title: string,
  beats: WeighedBeat[],
  ground: Ground,
): { outline: Outline; says: string[] } {
  const sponsor = sponsorSlot(ground)
  const { targetSeconds } = ground.plan
  const shares = beats.map(({ kind, weight }): Share => {
    // A read has its length whatever the video's, as long as it leaves most of it.
    const fixed =
      kind === 'sponsor' && targetSeconds > 0
        ? Math.min(sponsor ?? SPONSOR_SECONDS, Math.floor(targetSeconds / 5))
        : null
    return { kind, weight, fixed }
  })
  const { seconds, says } = allot(shares, targetSeconds, ground.pace)
  return {
    outline: {
      title: short(title, 180),
      beats: beats.map(({ weight: _, evidence, ...beat }, i) => ({
        ...{ ...beat, evidence: evidence.slice(0, MOST_EVIDENCE), seconds: seconds[i]! },
      })),
    },
    says,
  }
}

/** The beats that every video has, around its turns. */
export function framed(turns: TurnOf[], payoff: TurnOf | null, ground: Ground): WeighedBeat[] {
  const { angle, topic } = ground
  const title = angle?.title ?? topic
  const none = { evidence: [], weight: 1 }
  const half = Math.ceil(turns.length / 2)
  const slot: WeighedBeat[] =
    sponsorSlot(ground) === null
      ? []
      : [
          {
            ...none,
            kind: 'sponsor',
            title: 'Sponsor',
            purpose: 'The read, where a question is open and nobody leaves.',
          },
        ]
  return [
    {
      ...{ ...none, kind: 'hook', title: short(title, 160) },
      purpose: 'Makes the viewer ask what the video answers.',
      evidence: turns[0]?.evidence.slice(0, 2) ?? [],
    },
    {
      ...{ ...none, kind: 'setup', title: 'What one needs to know before' },
      purpose: angle?.audience ? short(`For: ${angle.audience}`, 500) : 'Says what it is about and why now.',
    },
    ...turns.slice(0, half).map((turn): WeighedBeat => ({ ...turn, kind: 'turn' })),
    ...slot,
    ...turns.slice(half).map((turn): WeighedBeat => ({ ...turn, kind: 'turn' })),
    payoff
      ? { ...payoff, kind: 'payoff' }
      : {
          ...{ ...none, kind: 'payoff', title: 'The answer' },
          purpose: angle?.promise
            ? joined(short(`Keeps the promise: ${angle.promise}`, 600))
            : 'Says what it comes to.',
        },
    {
      ...none,
      kind: 'close',
      title: 'What to take along',
      purpose: 'Says what to do with it, or which of your videos goes on from here.',
    },
  ]
}
