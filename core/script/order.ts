import { generateKeyBetween, generateNKeysBetween } from 'fractional-indexing'
import type { Beat, ScriptState, Sentence } from '../contract/script.ts'

interface Ranked {
  id: string
  rank: string
}

/** Fractional indexing compares by code unit, never by locale; two devices may take the same place at once. */
export const byRank = (a: Ranked, b: Ranked): number =>
  a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0

/** The beats that are there, in order. */
export const beatsOf = ({ beats }: ScriptState): Beat[] =>
  Object.values(beats)
    .filter(beat => !beat.removed)
    .sort(byRank)

/** The sentences of a beat that are there, in order. */
export const sentencesOf = ({ sentences }: ScriptState, beatId: string): Sentence[] =>
  Object.values(sentences)
    .filter(sentence => sentence.beatId === beatId && !sentence.removed)
    .sort(byRank)

/** All that is spoken, in order. */
export const spokenOf = (state: ScriptState): Sentence[] =>
  beatsOf(state).flatMap(beat => sentencesOf(state, beat.id))

/**
 * Keys for `count` things between two neighbours; null is an end. Neighbours that took the same place leave no room
 * between them: then the new ones stand directly behind both.
 */
export function ranksBetween(before: Ranked | null, after: Ranked | null, count: number): string[] {
  const upper = after && (!before || before.rank < after.rank) ? after.rank : null
  return generateNKeysBetween(before?.rank ?? null, upper, count)
}

/** The key for one thing at this place of a row, counted without the thing itself. */
export function rankAt(row: readonly Ranked[], place: number): string {
  const before = row[place - 1] ?? null
  // Behind neighbours with one key the next key that is greater bounds it.
  const after = row.slice(place).find(each => !before || each.rank > before.rank) ?? null
  return generateKeyBetween(before?.rank ?? null, after?.rank ?? null)
}
