import type { BeatKind } from '../contract/script.ts'
import type { SpeakingPace } from './timing.ts'

/** A beat that wants a part of the time. */
export interface Share {
  kind: BeatKind
  /** Against others of its kind: how much it has to say. 1 is usual. */
  weight?: number
  /** Seconds that it keeps, as the creator set them; null: it takes what the others leave. */
  fixed?: number | null
}

export interface Allotment {
  /** Whole seconds of each, in their order; all nought where there is no target. */
  seconds: number[]
  /** What they come to: the target, but where fixed beats take more or there is nothing to share it. */
  total: number
  /** About how many words each holds, with what is shown meanwhile, by the overall pace. */
  words: number[]
  /** What is wrong with it, as sentences for the creator. */
  says: string[]
}

/** Parts of a video as educational ones mostly have them; what is left over is shared out by them all the same. */
const PART: Record<BeatKind, number> = {
  hook: 0.06,
  setup: 0.1,
  turn: 0.16,
  payoff: 0.12,
  close: 0.05,
  sponsor: 0.08,
}
/** Longer, a hook holds nobody and a close nobody stays for. */
const MOST: Partial<Record<BeatKind, number>> = { hook: 45, close: 60, sponsor: 75 }
/** A beat says a sentence at the least, which has some twelve words. */
const SENTENCE_WORDS = 12
/** Longer without a turn, few stay. */
const LONG = 10 * 60

/**
 * Shares the time that a video is to run out among its beats, so that they come to the target exactly. A beat gets what
 * such beats mostly get, times its weight; fixed ones keep theirs. None gets less than a sentence takes at the creator's
 * own pace, while there is enough for all.
 */
export function allot(beats: readonly Share[], targetSeconds: number, pace: SpeakingPace): Allotment {
  const target = Math.max(0, Math.round(targetSeconds))
  if (beats.length === 0) return allotted([], pace, ['There is no beat to give the time to. Add one.'])
  if (target === 0) {
    const kept = beats.map(({ fixed }) => fixed ?? 0)
    return allotted(kept, pace, [
      'Nobody said how long the video is to be. Set a length, and the beats share it.',
    ])
  }
  const fixed = beats.map(({ fixed: kept = null }) => kept)
  const taken = fixed.reduce<number>((sum, kept) => sum + (kept ?? 0), 0)
  const left = Math.max(0, target - taken)
  const free = beats.flatMap((beat, i) => (fixed[i] === null ? [{ beat, i }] : []))
  const shared = shareOut(
    free.map(({ beat }) => beat),
    left,
    pace,
  )
  const seconds = fixed.map(kept => kept ?? 0)
  for (const [n, { i }] of free.entries()) seconds[i] = shared[n]!
  return allotted(seconds, pace, saysOf(seconds, { target, taken, free: free.length }, pace))
}

const allotted = (seconds: number[], pace: SpeakingPace, says: string[]): Allotment => ({
  seconds,
  total: seconds.reduce((sum, each) => sum + each, 0),
  words: seconds.map(each => Math.round((each * pace.overall) / 60)),
  says,
})

/** Seconds that a sentence takes, with its pause. */
const leastSeconds = (pace: SpeakingPace) => (SENTENCE_WORDS * 60) / pace.speech + pace.pauseMs / 1_000

function shareOut(beats: Share[], left: number, pace: SpeakingPace): number[] {
  if (beats.length === 0) return []
  const least = Math.min(leastSeconds(pace), left / beats.length)
  const wants = beats.map(({ kind, weight = 1 }) => PART[kind] * Math.max(0.1, weight))
  const most = beats.map(({ kind }) => Math.max(MOST[kind] ?? Infinity, least))
  // What one may not have goes to the others, until nothing moves. Where all are full they take it all the same.
  let open = beats.map((_, i) => i)
  const share = new Array<number>(beats.length).fill(0)
  let rest = left
  while (open.length > 0) {
    const whole = open.reduce((sum, i) => sum + wants[i]!, 0)
    const part = (i: number) => (rest * wants[i]!) / whole
    const tight = open.filter(i => part(i) < least)
    const wide = tight.length > 0 ? [] : open.filter(i => part(i) > most[i]!)
    const settled = tight.length > 0 ? tight : wide.length < open.length ? wide : []
    if (settled.length === 0) {
      for (const i of open) share[i] = part(i)
      break
    }
    for (const i of settled) share[i] = tight.length > 0 ? least : most[i]!
    rest -= settled.reduce((sum, i) => sum + share[i]!, 0)
    open = open.filter(i => !settled.includes(i))
  }
  return wholeSeconds(share, left)
}

/** Whole numbers that come to the same: the largest remainders are rounded up (Hamilton's method). */
function wholeSeconds(share: number[], total: number): number[] {
  const whole = share.map(Math.floor)
  let missing = Math.round(total) - whole.reduce((sum, each) => sum + each, 0)
  const byRest = share
    .map((each, i) => ({ i, rest: each - whole[i]! }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i)
  for (let n = 0; missing > 0; n = (n + 1) % byRest.length, missing--) whole[byRest[n]!.i]!++
  return whole
}

function saysOf(
  seconds: number[],
  { target, taken, free }: { target: number; taken: number; free: number },
  pace: SpeakingPace,
): string[] {
  const says: string[] = []
  if (free === 0 && taken !== target)
    says.push(`Every beat has a length of its own: ${spoken(taken)} instead of the ${spoken(target)} wanted.`)
  else if (taken > target)
    says.push(
      `The beats with a length of their own take ${spoken(taken)} of ${spoken(target)}. Shorten one, or make the video longer.`,
    )
  const least = leastSeconds(pace)
  const short = seconds.filter(each => each < least - 1).length
  if (short > 0)
    says.push(
      `${short === 1 ? 'One beat is' : `${short} beats are`} shorter than a sentence takes at ${whose(pace)} (${Math.ceil(least)} s). Join beats, or make the video longer.`,
    )
  const long = seconds.filter(each => each > LONG).length
  if (long > 0)
    says.push(
      `${long === 1 ? 'One beat is' : `${long} beats are`} longer than ten minutes, at ${Math.round(pace.overall)} words a minute. Add turns, or make several videos of it.`,
    )
  return says
}

const whose = ({ from }: SpeakingPace) => (from === 'measured' ? 'your pace' : 'a usual pace')

/** "45 s", "8 min", "1 h 5 min". */
function spoken(seconds: number): string {
  if (seconds < 60) return `${seconds} s`
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3_600),
    Math.floor((seconds % 3_600) / 60),
    seconds % 60,
  ]
  return [hours && `${hours} h`, minutes && `${minutes} min`, rest && `${rest} s`].filter(Boolean).join(' ')
}
