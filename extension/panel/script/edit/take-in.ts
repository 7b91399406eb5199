import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import type { Sentence } from '../../../../core/contract/script.ts'
import { idOf, oneLine, type Place, placeOf, sentenceNode, startOf } from './schema.ts'

/** Marks what came from outside: another device, a machine, an undo. */
export const OUTSIDE = 'outside'

type Wanted = Pick<Sentence, 'id' | 'text' | 'beside'>

/**
 * Puts into the view what the script says by now, and touches nothing else: the cursor stays in its sentence at its
 * letter, wherever that sentence went. null where the view shows it already.
 * @param own puts the cursor behind what changed, for who asked for it (an undo)
 */
export function takeIn(
  state: EditorState,
  sentences: readonly Wanted[],
  { own = false }: { own?: boolean } = {},
): Transaction | null {
  const wanted: readonly Wanted[] = sentences.length > 0 ? sentences : [{ id: '', text: '', beside: null }]
  const { doc } = state
  const tr = state.tr
  const sameAt = (a: number, b: number) => idOf(doc.child(a)) === wanted[b]!.id
  let head = 0
  while (head < doc.childCount && head < wanted.length && sameAt(head, head)) head++
  let tail = 0
  while (
    tail < doc.childCount - head &&
    tail < wanted.length - head &&
    sameAt(doc.childCount - 1 - tail, wanted.length - 1 - tail)
  )
    tail++
  const middleEnd = doc.childCount - tail
  // Where something changed last, as of that many steps.
  let changed: { pos: number; steps: number } | null = null
  // From the end, so that places before stay as they are.
  for (let at = 0; at < tail; at++)
    writeInto(tr, doc.childCount - 1 - at, wanted[wanted.length - 1 - at]!.text)
  if (head < middleEnd || head + tail < wanted.length) {
    const nodes = wanted
      .slice(head, wanted.length - tail)
      .map(({ id, text }) => sentenceNode(id, oneLine(text)))
    const from = startOf(doc, head) - 1
    tr.replaceWith(from, startOf(doc, middleEnd) - 1, nodes)
    const end = Math.max(0, head + nodes.length - 1)
    changed = { pos: startOf(tr.doc, end) + tr.doc.child(end).content.size, steps: tr.steps.length }
  }
  for (let at = head - 1; at >= 0; at--) writeInto(tr, at, wanted[at]!.text)
  if (!tr.docChanged) return null
  const there = (pos: number) =>
    own && changed
      ? tr.mapping.slice(changed.steps).map(changed.pos)
      : selectionAfter(tr, placeOf(doc, pos), state, wanted, head, middleEnd)
  const end = tr.doc.content.size - 1
  const [anchor, to] = [state.selection.anchor, state.selection.head].map(pos =>
    tr.doc.resolve(Math.min(Math.max(1, there(pos)), end)),
  )
  tr.setSelection(TextSelection.between(anchor!, to!))
  return tr.setMeta(OUTSIDE, true).setMeta('addToHistory', false)

  /** Only the letters that differ, so that a cursor beside them stays. */
  function writeInto(tr: Transaction, index: number, wantedText: string) {
    const node = doc.child(index)
    const [before, after] = [node.textContent, oneLine(wantedText)]
    if (before === after) return
    const { from, to, put } = difference(before, after)
    const start = startOf(doc, index)
    if (put) tr.replaceWith(start + from, start + to, state.schema.text(put))
    else tr.delete(start + from, start + to)
    changed = { pos: start + from + put.length, steps: tr.steps.length }
  }
}

/** The one stretch in which two texts differ; never between the halves of a character. */
export function difference(before: string, after: string): { from: number; to: number; put: string } {
  const shorter = Math.min(before.length, after.length)
  let head = 0
  while (head < shorter && before.charCodeAt(head) === after.charCodeAt(head)) head++
  if (isHigh(before, head - 1) || isHigh(after, head - 1)) head--
  let tail = 0
  while (
    tail < shorter - head &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++
  if (isLow(before, before.length - tail) || isLow(after, after.length - tail)) tail--
  tail = Math.max(0, tail)
  return { from: head, to: before.length - tail, put: after.slice(head, after.length - tail) }
}

const isHigh = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xd800
const isLow = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xdc00

/** Where the cursor belongs: in the sentence that it was in, or in that which keeps the words it was typing. */
function selectionAfter(
  tr: Transaction,
  place: Place,
  { doc }: EditorState,
  wanted: readonly Wanted[],
  head: number,
  middleEnd: number,
): number {
  const typed = doc.child(place.index).textContent
  const own = wanted.findIndex(each => each.beside === place.id && oneLine(each.text) === typed)
  if (own >= 0 && place.id !== '') return startOf(tr.doc, own) + place.offset
  // What was not replaced as a whole is followed letter by letter.
  if (place.index < head || place.index >= middleEnd)
    return tr.mapping.map(startOf(doc, place.index) + place.offset)
  const found = wanted.findIndex(each => each.id === place.id)
  const at = found >= 0 ? found : Math.min(place.index, wanted.length - 1)
  return startOf(tr.doc, at) + Math.min(place.offset, tr.doc.child(at).content.size)
}
