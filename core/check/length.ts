import type { CheckFinding } from '../contract/check.ts'
import type { Outline } from '../contract/decision.ts'
import type { ScriptState } from '../contract/script.ts'
import { clock } from '../script/forms/clock.ts'
import { beatsOf, sentencesOf, spokenOf } from '../script/order.ts'
import { longestBreath, type ScriptTime, type SpeakingPace } from '../script/timing.ts'
import { asOf, finding, mend, rewrites } from './finding.ts'

/** Beside the target by so much it is as long as was asked: the cut moves it further. */
const NEAR_SHARE = 0.1
const NEAR_MS = 15_000
/** Beats that are offered to be made shorter. */
const LONGEST = 3

export function lengthFindings(state: ScriptState, time: ScriptTime, targetSeconds: number): CheckFinding[] {
  const wanted = targetSeconds * 1_000
  const off = time.runningMs - wanted
  if (wanted === 0 || time.words === 0 || Math.abs(off) <= Math.max(NEAR_MS, wanted * NEAR_SHARE)) return []
  const lengths = `It runs about ${clock(time.runningMs)}, and ${clock(wanted)} is the target`
  if (off < 0)
    return [
      finding({
        id: `too_short:${time.words}:${targetSeconds}`,
        kind: 'too_short',
        why: `${lengths}: some ${clock(-off)} are missing.`,
        mends: [mend('write_on'), mend('take_length')],
      }),
    ]
  // Those that run furthest beyond what was planned of them; where nothing was, the longest.
  const longest = time.beats
    .toSorted((a, b) => b.spokenMs - b.wantedMs - (a.spokenMs - a.wantedMs))
    .slice(0, LONGEST)
    .flatMap(({ beatId }) => rewrites('shorter', sentencesOf(state, beatId).filter(hasWords)))
  return [
    finding({
      id: `too_long:${time.words}:${targetSeconds}`,
      kind: 'too_long',
      why: `${lengths}: some ${clock(off)} too long.`,
      mends: [...longest, mend('take_length')],
    }),
  ]
}

const hasWords = ({ text }: { text: string }) => text.trim() !== ''

/** Sentences that have more words without a place to breathe than the creator mostly says. */
export function breathFindings(state: ScriptState, { breathWords, from }: SpeakingPace): CheckFinding[] {
  return spokenOf(state).flatMap(sentence => {
    const words = longestBreath(sentence.text)
    if (words <= breathWords) return []
    const mostly = from === 'measured' ? 'nine in ten of yours have' : 'most speakers have'
    return finding({
      id: `breath:${asOf(sentence)}`,
      kind: 'breath',
      sentenceIds: [sentence.id],
      beatId: sentence.beatId,
      why: `${words} words without a place to breathe; ${mostly} at most ${breathWords}.`,
      mends: [...rewrites('clearer', [sentence]), ...rewrites('shorter', [sentence])],
    })
  })
}

/** The sponsor's place, where the outline that was decided has one and the script says nothing in it. */
export function sponsorFindings(state: ScriptState, outline: Outline | null): CheckFinding[] {
  if (!outline?.beats.some(({ kind }) => kind === 'sponsor')) return []
  const slots = beatsOf(state).filter(({ kind }) => kind === 'sponsor')
  if (slots.some(({ id }) => sentencesOf(state, id).some(hasWords))) return []
  const [slot] = slots
  return [
    finding({
      id: `no_sponsor:${slot?.id ?? 'none'}`,
      kind: 'no_sponsor',
      beatId: slot?.id ?? null,
      why: slot
        ? 'A sponsor is planned, and nothing is said in its place.'
        : 'A sponsor was planned in the outline, and the script has no place for it.',
      mends: slot ? [mend('write_on'), mend('drop_sponsor')] : [mend('add_sponsor')],
    }),
  ]
}
