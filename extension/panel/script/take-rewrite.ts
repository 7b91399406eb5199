import type { Rewrite } from '../../../core/contract/draft.ts'
import { newId } from '../../../core/contract/new-id.ts'
import type { Origin, ScriptState } from '../../../core/contract/script.ts'
import { ranksBetween, sentencesOf } from '../../../core/script/order.ts'
import type { ScriptDocument, ScriptEdit } from './script-world.ts'

type Change = Rewrite['changes'][number]

/**
 * Takes other words for sentences, as one step of undo: they go into each, and more of them behind it. What backs them
 * comes with them. False where nothing could be taken: all of them are locked or gone.
 */
export function takeChanges(document: ScriptDocument, changes: readonly Change[]): boolean {
  const edits = changes.flatMap(change => takingEdits(change, document.state.peek()))
  if (edits.length === 0) return false
  document.change(edits)
  // What backs the words is said of the words as they are now.
  const { sentences } = document.state.peek()
  const backed = changes.flatMap(({ sentenceId, becomes: [first] }): ScriptEdit[] => {
    const now = sentences[sentenceId]
    if (!first || !now || now.removed || now.locked || now.text !== first.text) return []
    return [{ do: 'sentence.ledger', sentenceId, ledger: first.ledger, base: now.revision }]
  })
  if (backed.length > 0) document.change(backed, { joins: true })
  return true
}

/** None for a sentence that is locked or gone. */
function takingEdits({ sentenceId, becomes }: Change, state: ScriptState): ScriptEdit[] {
  const now = state.sentences[sentenceId]
  if (!now || now.removed || now.locked) return []
  const [first, ...rest] = becomes
  if (!first) return [{ do: 'sentence.remove', sentenceId, base: now.revision }]
  const row = sentencesOf(state, now.beatId)
  const at = row.findIndex(each => each.id === sentenceId)
  const after = row.slice(at + 1).find(each => each.rank > now.rank) ?? null
  const ranks = ranksBetween(now, after, rest.length)
  // Of the creator's own sentence another one is made, not a free one: no later draft may write over it.
  const origin: Origin = now.origin === 'creator' || now.origin === 'edited' ? 'edited' : 'model'
  return [
    {
      ...{ do: 'sentence.write', sentenceId, text: first.text, base: now.revision },
      ...{ besideId: newId(), undo: false, origin },
    },
    ...rest.map(
      ({ text, ledger }, place): ScriptEdit => ({
        do: 'sentence.insert',
        sentence: {
          ...{ id: newId(), beatId: now.beatId, rank: ranks[place]!, text, ledger },
          ...{ origin, cue: '' },
        },
      }),
    ),
  ]
}
