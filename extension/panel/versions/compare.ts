import { diffArrays } from 'diff'
import type { Stretch } from '../ui/changed-words.tsx'
import { piecesOf, wordsOf } from './pieces.ts'

/** A part of the comparison, in the order of the newer text. */
export type Part =
  /** Nothing changed in these paragraphs. */
  { is: 'same'; paragraphs: string[] } | { is: 'changed'; stretches: Stretch[] }

export interface Comparison {
  parts: Part[]
  /** Words. */
  added: number
  removed: number
  /** Too much changed, or too much text: some parts are told only as a whole, not word by word. */
  coarse: boolean
}

/** Where looking for the shortest difference of paragraphs and of words is given up: its work grows with the square. */
const MOST_PARAGRAPHS = 3_000
const MOST_WORDS = 1_200
/** Milliseconds that all the looking may take together. */
const PATIENCE_MS = 1_500

/**
 * What of one text changed in the other: by paragraphs first, then by words in those that changed. Texts of any
 * length come to an end soon: what cannot be told word by word in time is told by paragraphs (`coarse`).
 * @param pause gives way to what else the page has to do, now and then
 */
export async function compare(
  older: string,
  newer: string,
  pause: () => Promise<void>,
  now: () => number = () => performance.now(),
): Promise<Comparison> {
  const until = now() + PATIENCE_MS
  const before = piecesOf(older)
  await pause()
  const after = piecesOf(newer)
  await pause()
  const result: Comparison = { parts: [], added: 0, removed: 0, coarse: false }

  // What both begin and end with costs nothing to find, and is most of it as a rule.
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = 0
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end++
  const [numbers, news] = numbered(
    before.slice(start, before.length - end),
    after.slice(start, after.length - end),
  )
  await pause()

  same(result, after.slice(0, start))
  const changes =
    diffArrays(numbers, news, { maxEditLength: MOST_PARAGRAPHS, timeout: PATIENCE_MS / 2 }) ?? null
  let [oldAt, newAt] = [start, start]
  if (!changes) {
    result.coarse = true
    whole(result, before.slice(start, before.length - end), after.slice(start, after.length - end))
    newAt = after.length - end
  } else
    for (let at = 0; at < changes.length; at++) {
      const change = changes[at]!
      if (!change.added && !change.removed) {
        same(result, after.slice(newAt, newAt + change.count))
        oldAt += change.count
        newAt += change.count
        continue
      }
      // A removal and the addition at the same place are one change.
      const next = changes[at + 1]
      const pair = next && (next.added || next.removed) && next.added !== change.added ? next : null
      if (pair) at++
      const gone = (change.removed ? change : pair)?.count ?? 0
      const come = (change.added ? change : pair)?.count ?? 0
      const removed = before.slice(oldAt, oldAt + gone)
      const added = after.slice(newAt, newAt + come)
      oldAt += gone
      newAt += come
      if (!byWords(result, removed, added, until - now())) {
        if (removed.length > 0 && added.length > 0) result.coarse = true
        whole(result, removed, added)
      }
      if (at % 50 === 49) await pause()
    }
  same(result, after.slice(newAt))
  return result
}

/** Texts as numbers, the same for the same text: compared faster than the texts. */
function numbered(before: string[], after: string[]): [number[], number[]] {
  const known = new Map<string, number>()
  const number = (text: string) => {
    const found = known.get(text)
    if (found !== undefined) return found
    known.set(text, known.size)
    return known.size - 1
  }
  return [before.map(number), after.map(number)]
}

function same(result: Comparison, paragraphs: string[]): void {
  if (paragraphs.length === 0) return
  const last = result.parts.at(-1)
  if (last?.is === 'same') last.paragraphs.push(...paragraphs)
  else result.parts.push({ is: 'same', paragraphs })
}

function whole(result: Comparison, removed: string[], added: string[]): void {
  // A paragraph to a part: a thousand of them must not become one box.
  for (const [is, paragraphs] of [
    ['removed', removed],
    ['added', added],
  ] as const)
    for (const text of paragraphs) {
      result.parts.push({ is: 'changed', stretches: [{ is, text }] })
      result[is] += wordsOf(text).length
    }
}

/** Tells one change word by word; false where it is too much for it, or nothing is left on one of its sides. */
function byWords(result: Comparison, removed: string[], added: string[], patience: number): boolean {
  if (removed.length === 0 || added.length === 0 || patience <= 0) return false
  const before = wordsOf(removed.join('\n'))
  const after = wordsOf(added.join('\n'))
  if (before.length + after.length > 20_000) return false
  const changes = diffArrays(before, after, {
    maxEditLength: MOST_WORDS,
    timeout: Math.min(patience, 300),
  })
  if (!changes) return false
  const stretches: Stretch[] = []
  for (const { value, added, removed, count } of changes) {
    const is = added ? 'added' : removed ? 'removed' : 'same'
    if (is !== 'same') result[is] += count
    stretches.push({ is, text: value.join(' ') })
  }
  result.parts.push({ is: 'changed', stretches })
  return true
}
