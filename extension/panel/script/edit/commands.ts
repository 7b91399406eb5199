import type { Node } from 'prosemirror-model'
import { type Command, type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { limitsOfScript } from '../../../../core/contract/script.ts'
import { idOf, placeOf, sentenceNode, startOf } from './schema.ts'

/** What the commands need to know, and say. */
export interface Keeper {
  newId: () => string
  isLocked: (id: string) => boolean
  /** Sentences that the script may still take. */
  room: () => number
  /** Why nothing happened, for the creator. */
  refuse: (why: string) => void
}

export const LOCKED = 'This sentence is locked. Unlock it first, below.'
const SOME_LOCKED = 'One of these sentences is locked. Unlock it first.'
export const FULL = `A script holds ${limitsOfScript.sentences} sentences, and this one has them.`
export const TOO_LONG = `A sentence holds ${limitsOfScript.sentenceChars} characters at most. Part it with Enter.`

/** Enter: what stands behind the cursor becomes a sentence of its own. */
export const split =
  (keeper: Keeper): Command =>
  (state, dispatch) => {
    if (keeper.room() < 1) return told(keeper, FULL)
    const tr = cut(state, keeper)
    if (!tr) return true
    const pos = tr.selection.from
    const { index, id, offset } = placeOf(tr.doc, pos)
    const { content } = tr.doc.child(index)
    if (offset === 0 && content.size > 0) {
      // The words stay what they are; a line is made before them.
      tr.insert(startOf(tr.doc, index) - 1, sentenceNode(keeper.newId(), ''))
      tr.setSelection(TextSelection.create(tr.doc, startOf(tr.doc, index)))
    } else if (id === '') return true
    else if (offset === content.size) {
      const at = startOf(tr.doc, index) + content.size + 1
      tr.insert(at, sentenceNode(keeper.newId(), ''))
      tr.setSelection(TextSelection.create(tr.doc, at + 1))
    } else {
      if (keeper.isLocked(id)) return told(keeper, LOCKED)
      const { type } = tr.doc.child(index)
      const before = tr.doc.textBetween(pos - 1, pos)
      tr.split(pos, 1, [{ type, attrs: { id: keeper.newId() } }])
      // The space between two sentences is nobody's.
      const behind = startOf(tr.doc, index + 1)
      const spaces = /^\s*/.exec(tr.doc.child(index + 1).textContent)![0].length
      if (spaces > 0) tr.delete(behind, behind + spaces)
      if (/\s/.test(before)) tr.delete(pos - 1, pos)
      tr.setSelection(TextSelection.create(tr.doc, startOf(tr.doc, index + 1)))
    }
    dispatch?.(tr.scrollIntoView())
    return true
  }

/** Backspace at the beginning of a sentence, Delete at its end: two become one. */
export const join =
  (keeper: Keeper, way: 'back' | 'on'): Command =>
  (state, dispatch) => {
    const { selection, doc } = state
    if (!selection.empty) {
      const tr = cut(state, keeper)
      if (tr) dispatch?.(tr.scrollIntoView())
      return true
    }
    const { index, offset } = placeOf(doc, selection.head)
    if (way === 'back' ? offset > 0 : offset < doc.child(index).content.size) return false
    const first = way === 'back' ? index - 1 : index
    if (first < 0 || first + 1 >= doc.childCount) return true
    const tr = state.tr
    if (!joinAt(tr, first, keeper)) return true
    dispatch?.(tr.scrollIntoView())
    return true
  }

/** @returns whether it was done */
function joinAt(tr: Transaction, first: number, keeper: Keeper): boolean {
  const [one, two] = [tr.doc.child(first), tr.doc.child(first + 1)]
  const [from, to] = [startOf(tr.doc, first), startOf(tr.doc, first + 1)]
  // An empty line goes; the sentence beside it stays the one that it was.
  if (one.content.size === 0 && !keeper.isLocked(idOf(one))) {
    tr.delete(from - 1, to - 1)
    return true
  }
  if (two.content.size === 0 && !keeper.isLocked(idOf(two))) {
    const end = from + one.content.size
    tr.delete(to - 1, to + two.content.size + 1)
    tr.setSelection(TextSelection.create(tr.doc, end))
    return true
  }
  if (keeper.isLocked(idOf(one)) || keeper.isLocked(idOf(two))) return !told(keeper, SOME_LOCKED)
  const end = from + one.content.size
  const space = spaceBetween(one.textContent, two.textContent)
  tr.join(to - 1)
  if (space) tr.insertText(space, end)
  tr.setSelection(TextSelection.create(tr.doc, end + space.length))
  return true
}

/** What is selected goes; the ends of two sentences that it leaves become one. null where a lock stands in the way. */
export function cut(state: EditorState, keeper: Keeper): Transaction | null {
  const { from, to, empty } = state.selection
  const tr = state.tr
  if (empty) return tr
  const [start, end] = [placeOf(state.doc, from), placeOf(state.doc, to)]
  if (touched(state.doc, start.index, end.index).some(node => keeper.isLocked(idOf(node)))) {
    told(keeper, start.index === end.index ? LOCKED : SOME_LOCKED)
    return null
  }
  const all = start.offset === 0 && end.offset === state.doc.child(end.index).content.size
  if (all && start.index !== end.index) {
    // Whole sentences: none of them is left with an id that says it was changed.
    const last = startOf(state.doc, end.index) + end.offset + 1
    if (start.index === 0 && end.index === state.doc.childCount - 1)
      tr.replaceWith(0, state.doc.content.size, sentenceNode('', ''))
    else tr.replaceWith(startOf(state.doc, start.index) - 1, last, sentenceNode(keeper.newId(), ''))
    tr.setSelection(TextSelection.create(tr.doc, startOf(tr.doc, start.index)))
    return tr
  }
  tr.delete(from, to)
  tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map(from, -1)))
  return tr
}

const touched = (doc: Node, first: number, last: number): Node[] =>
  Array.from({ length: last - first + 1 }, (_, at) => doc.child(first + at))

function told(keeper: Keeper, why: string): true {
  keeper.refuse(why)
  return true
}

/** Between two sentences that become one; none in writing without spaces. */
const spaceBetween = (one: string, two: string): string =>
  /\s$/.test(one) ||
  /^\s/.test(two) ||
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}。！？]$/u.test(one)
    ? ''
    : ' '
