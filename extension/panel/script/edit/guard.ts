import { type EditorState, Plugin, type Transaction } from 'prosemirror-state'
import { limitsOfScript } from '../../../../core/contract/script.ts'
import { type Keeper, LOCKED, TOO_LONG } from './commands.ts'
import { idOf } from './schema.ts'
import { OUTSIDE } from './take-in.ts'

/**
 * What may not happen whatever way an edit comes by (a key, dictation, a spelling correction): a locked sentence that
 * changes or goes, a sentence beyond its length, one without an id or two with one.
 */
export const guard = (keeper: Keeper): Plugin =>
  new Plugin({
    filterTransaction(tr, state) {
      if (!tr.docChanged || tr.getMeta(OUTSIDE)) return true
      const why = refusal(tr, state, keeper)
      if (why) keeper.refuse(why)
      return why === null
    },
    appendTransaction(transactions, _, state) {
      if (!transactions.some(tr => tr.docChanged)) return null
      return named(state, keeper)
    },
  })

function refusal(tr: Transaction, { doc }: EditorState, keeper: Keeper): string | null {
  const after = new Map<string, string>()
  let long = false
  tr.doc.forEach(node => {
    if (!after.has(idOf(node))) after.set(idOf(node), node.textContent)
    long ||= node.content.size > limitsOfScript.sentenceChars
  })
  if (long) return TOO_LONG
  for (let at = 0; at < doc.childCount; at++) {
    const node = doc.child(at)
    if (keeper.isLocked(idOf(node)) && after.get(idOf(node)) !== node.textContent) return LOCKED
  }
  return null
}

/** Gives a line that was written on its id, and the second of two with one id another. */
function named(state: EditorState, keeper: Keeper): Transaction | null {
  const known = new Set<string>()
  let tr: Transaction | null = null
  state.doc.forEach((node, pos) => {
    const id = idOf(node)
    const blank = id === '' && node.content.size === 0
    if (!blank && (id === '' || known.has(id))) {
      tr ??= state.tr
      tr.setNodeAttribute(pos, 'id', keeper.newId())
    }
    known.add(id)
  })
  return tr
}
