import { type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { limitsOfScript } from '../../../../core/contract/script.ts'
import { sentences } from '../../../../core/passages/sentences.ts'
import { cut, type Keeper, LOCKED } from './commands.ts'
import { idOf, placeOf, sentenceNode, startOf } from './schema.ts'

/** Words as they come from elsewhere, sentence by sentence; what is longer than a sentence may be is parted at words. */
export function sentencesIn(text: string, language: string | null): string[] {
  const clean = text.replaceAll('\u0000', '')
  return [...sentences(clean, language)].flatMap(({ start, end }) =>
    parted(clean.slice(start, end).replace(/\s+/g, ' ')),
  )
}

function parted(sentence: string): string[] {
  const pieces: string[] = []
  let rest = sentence
  while (rest.length > limitsOfScript.sentenceChars) {
    const space = rest.lastIndexOf(' ', limitsOfScript.sentenceChars)
    let at = space > 0 ? space : limitsOfScript.sentenceChars
    if ((rest.charCodeAt(at - 1) & 0xfc00) === 0xd800) at -= 1
    pieces.push(rest.slice(0, at).trim())
    rest = rest.slice(at).trim()
  }
  return rest ? [...pieces, rest] : pieces
}

interface Pasting {
  text: string
  language: string | null
  /** Sentences that the script may still take. */
  room: number
}

/**
 * Puts words in at the cursor: a part of a sentence into it, several sentences as several. null where it may not be;
 * why is said by then.
 */
export function pasted(
  state: EditorState,
  { text, language, room }: Pasting,
  keeper: Keeper,
): Transaction | null {
  const pieces = sentencesIn(text, language)
  if (pieces.length === 0) return null
  if (pieces.length > room) {
    keeper.refuse(
      `A script holds ${limitsOfScript.sentences} sentences. These are ${pieces.length}, and there is room for ${Math.max(0, room)}: nothing was put in.`,
    )
    return null
  }
  const tr = cut(state, keeper)
  if (!tr) return null
  const { index, id, offset } = placeOf(tr.doc, tr.selection.from)
  const node = tr.doc.child(index)
  const [head, tail] = [node.textContent.slice(0, offset), node.textContent.slice(offset)]
  const several = pieces.length > 1 || isWhole(pieces[0]!)
  // Behind a sentence that is at its end, and before one, others stand for themselves.
  const behind = several && (head.trim() === '' || isWhole(head))
  const before = several && (tail.trim() === '' || isWhole(pieces.at(-1)!))
  const beside = behind && before && (head === '' || tail === '') && node.content.size > 0
  if (!beside && keeper.isLocked(id)) {
    keeper.refuse(LOCKED)
    return null
  }
  if (!several) {
    const put = text.replace(/\s+/g, ' ')
    return fits(tr.insertText(put), index, keeper)
  }
  const inner = [...pieces]
  const rows: { id: string; text: string }[] = []
  if (!behind) rows.push({ id, text: spaced(head, inner.shift()!) })
  else if (head.trim() !== '') rows.push({ id, text: beside ? head : head.trimEnd() })
  for (const piece of inner) rows.push({ id: '', text: piece })
  const caret = { index: index + rows.length - 1, offset: rows.at(-1)!.text.length }
  if (tail.trim() !== '') {
    const kept = rows.some(row => row.id === id) ? '' : id
    if (before) rows.push({ id: kept, text: beside ? tail : tail.trimStart() })
    else {
      const last = rows.at(-1)!
      rows[rows.length - 1] = { ...last, text: spaced(last.text, tail) }
    }
  }
  // A line that was empty is the first that is written on.
  if (id !== '' && !rows.some(row => row.id === id)) rows[0] = { ...rows[0]!, id }
  const from = startOf(tr.doc, index) - 1
  const nodes = rows.map(each => sentenceNode(each.id || keeper.newId(), each.text))
  tr.replaceWith(from, from + node.nodeSize, nodes)
  tr.setSelection(TextSelection.create(tr.doc, startOf(tr.doc, caret.index) + caret.offset))
  return fits(tr.scrollIntoView(), index, keeper)
}

function fits(tr: Transaction, first: number, keeper: Keeper): Transaction | null {
  for (let at = first; at < tr.doc.childCount; at++)
    if (tr.doc.child(at).content.size > limitsOfScript.sentenceChars) {
      keeper.refuse(
        'Together with what stands there the sentence would be too long. Part it with Enter first.',
      )
      return null
    }
  return tr
}

const isWhole = (text: string) => /[.!?…。！？][\p{P}]*\s*$/u.test(text)

const spaced = (one: string, two: string): string =>
  one === '' || two === '' || /\s$/.test(one) || /^[\s,.;:!?)\]]/.test(two) ? one + two : `${one} ${two}`

/** What is copied: the words alone, a sentence a line. */
export function copiedText(state: EditorState): string {
  const { from, to } = state.selection
  const lines: string[] = []
  state.doc.nodesBetween(from, to, (node, pos) => {
    if (node.type.name !== 'sentence') return true
    const text = node.textContent
    lines.push(text.slice(Math.max(0, from - pos - 1), Math.max(0, Math.min(text.length, to - pos - 1))))
    return false
  })
  return lines.join('\n')
}

/** The ids that a selection touches, in order. */
export function chosenIds(state: EditorState): string[] {
  const first = placeOf(state.doc, state.selection.from).index
  const last = placeOf(state.doc, state.selection.to)
  // A selection that only begins at a sentence's first letter does not take it in.
  const end = last.offset === 0 && last.index > first ? last.index - 1 : last.index
  const ids: string[] = []
  for (let at = first; at <= end; at++) ids.push(idOf(state.doc.child(at)))
  return ids.filter(Boolean)
}
