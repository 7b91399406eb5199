import type { OutlineBeat } from '../../../core/contract/decision.ts'
import type { BeatActs, PlannedBeat } from './planned-beats.ts'

/** Acts on beats that nobody keeps yet: those of an outline that is being changed before it is taken. */
export function localActs(
  change: (next: (beats: PlannedBeat[]) => PlannedBeat[]) => void,
  newId: () => string,
): BeatActs {
  return {
    move: (id, place) =>
      change(beats => {
        const moved = beats.find(beat => beat.id === id)
        const others = beats.filter(beat => beat.id !== id)
        return moved ? others.toSpliced(place, 0, moved) : beats
      }),
    change: (id, changed) => change(beats => beats.map(beat => (beat.id === id ? { ...changed, id } : beat))),
    add(beat, place) {
      const id = newId()
      change(beats => beats.toSpliced(place, 0, { ...beat, id }))
      return id
    },
    remove: id => change(beats => beats.filter(beat => beat.id !== id)),
    setLengths: seconds =>
      change(beats => beats.map(beat => ({ ...beat, seconds: seconds.get(beat.id) ?? beat.seconds }))),
  }
}

export const withIds = (beats: readonly OutlineBeat[]): PlannedBeat[] =>
  beats.map((beat, at) => ({ ...beat, id: `given-${at}` }))

/** As it is sent: of beats nobody needs to tell apart. */
export const withoutIds = (beats: readonly PlannedBeat[]): OutlineBeat[] =>
  beats.map(({ kind, title, purpose, seconds, evidence }) => ({ kind, title, purpose, seconds, evidence }))
