import type { Beat, ScriptState } from '../../core/contract/script.ts'
import { isFree } from '../../core/script/apply.ts'
import { beatsOf, sentencesOf, spokenOf } from '../../core/script/order.ts'
import type { SpeakingPace } from '../../core/script/timing.ts'
import { countWords } from '../../core/transcript/words.ts'
import type { Fence } from '../model/fence.ts'
import type { BeatMaterial } from './beat-material.ts'
import type { DraftDesk } from './desk.ts'
import { type BeatAsked, draftRequest } from './prompts/draft.ts'

/** In the order of the script. */
export function chosenBeats(script: ScriptState, beatIds: readonly string[] | null): Beat[] {
  return beatsOf(script).filter(({ id }) =>
    beatIds ? beatIds.includes(id) : sentencesOf(script, id).length === 0,
  )
}

/** A beat's request to a model, as the run and its estimate make it. */
export function requestFor(
  desk: DraftDesk,
  script: ScriptState,
  beat: Beat,
  material: BeatMaterial,
  wish: string | null,
  fence: Fence,
): ReturnType<typeof draftRequest> {
  const kept = keptOf(script, beat.id)
  const beats = beatsOf(script)
  const asked: BeatAsked = {
    beatId: beat.id,
    material,
    words: wordsFor(beat, desk, beats.length, kept),
    before: saidBefore(script, beat.id),
    kept: kept.map(({ text }) => text),
    wish,
  }
  const frame = { angle: desk.angle, beats, steering: desk.steering, language: desk.language }
  const { messages, options } = draftRequest(frame, asked, fence)
  // Who draws anew what is there wants something else than the same answer again.
  const again = sentencesOf(script, beat.id).length > kept.length
  return { messages, options: again ? { ...options, fresh: true } : options }
}

/** What a machine must not touch. */
export const keptOf = (script: ScriptState, beatId: string) =>
  sentencesOf(script, beatId).filter(sentence => !isFree(sentence))

const LEAST_WORDS = 15
/** Nobody says five minutes without a turn; a longer beat is for the creator to part. */
const MOST_WORDS = 700
const USUAL_WORDS = 110

/** How many words a beat is to have, by the time that it is to take and the creator's pace. */
function wordsFor(
  { seconds }: Pick<Beat, 'seconds'>,
  { pace, plan }: { pace: SpeakingPace; plan: { targetSeconds: number } },
  beats: number,
  kept: readonly { text: string }[],
): number {
  const time = seconds || plan.targetSeconds / Math.max(1, beats)
  const wanted = time > 0 ? (time * pace.overall) / 60 : USUAL_WORDS
  const left = wanted - kept.reduce((sum, { text }) => sum + countWords(text), 0)
  return Math.round(Math.min(MOST_WORDS, Math.max(LEAST_WORDS, left)))
}

/** The last that is said before a beat. */
export function saidBefore(script: ScriptState, beatId: string): string {
  const beats = beatsOf(script)
  const at = beats.findIndex(({ id }) => id === beatId)
  const before = new Set(beats.slice(0, Math.max(0, at)).map(({ id }) => id))
  return spokenOf(script)
    .filter(sentence => before.has(sentence.beatId))
    .slice(-20)
    .map(({ text }) => text)
    .join(' ')
}
