import type { Beat } from '../../../core/contract/script.ts'
import { rankAt, ranksBetween } from '../../../core/script/order.ts'
import type { BeatRow } from './rows.ts'
import type { ScriptEdit } from './script-world.ts'

/** Where sentences go: before the one at `place` of the beat, counted without themselves. */
export function movedTo(
  rows: readonly BeatRow[],
  ids: readonly string[],
  beatId: string,
  place: number,
): ScriptEdit[] {
  const row = rows.find(each => each.beat.id === beatId)
  if (!row) return []
  const moving = new Set(ids)
  const rest = row.sentences.filter(each => !moving.has(each.id))
  const before = rest[place - 1] ?? null
  const after = rest.slice(Math.max(0, place)).find(each => !before || each.rank > before.rank) ?? null
  const ranks = ranksBetween(before, after, ids.length)
  return ids.map((sentenceId, at) => ({ do: 'sentence.move', sentenceId, beatId, rank: ranks[at]! }))
}

/** One place up or down; from the end of a beat into the next. Nothing where there is no way on. */
export function movedBy(rows: readonly BeatRow[], ids: readonly string[], way: 'up' | 'down'): ScriptEdit[] {
  const at = rows.findIndex(row => row.sentences.some(each => each.id === ids[0]))
  const row = rows[at]
  if (!row) return []
  const first = row.sentences.findIndex(each => each.id === ids[0])
  if (way === 'up') {
    if (first > 0) return movedTo(rows, ids, row.beat.id, first - 1)
    const above = rows[at - 1]
    return above ? movedTo(rows, ids, above.beat.id, above.sentences.length) : []
  }
  if (first + ids.length < row.sentences.length) return movedTo(rows, ids, row.beat.id, first + 1)
  const below = rows[at + 1]
  return below ? movedTo(rows, ids, below.beat.id, 0) : []
}

const draftOf = ({ removed: _, ...draft }: Beat) => draft

export function beatMovedTo(rows: readonly BeatRow[], beatId: string, place: number): ScriptEdit[] {
  const beat = rows.find(row => row.beat.id === beatId)?.beat
  if (!beat) return []
  const rest = rows.map(row => row.beat).filter(each => each.id !== beatId)
  return [{ do: 'beat.put', beat: { ...draftOf(beat), rank: rankAt(rest, place) } }]
}

export function beatMovedBy(rows: readonly BeatRow[], beatId: string, way: 'up' | 'down'): ScriptEdit[] {
  const at = rows.findIndex(row => row.beat.id === beatId)
  const to = way === 'up' ? at - 1 : at + 1
  return at < 0 || to < 0 || to >= rows.length ? [] : beatMovedTo(rows, beatId, to)
}

export const beatChanged = (beat: Beat, changes: Partial<Beat>): ScriptEdit => ({
  do: 'beat.put',
  beat: { ...draftOf(beat), ...changes },
})
