import type { Node } from 'prosemirror-model'
import type { LedgerEntry, Sentence, SentenceDraft } from '../../../../core/contract/script.ts'
import { ranksBetween } from '../../../../core/script/order.ts'
import type { ScriptEdit } from '../script-world.ts'
import { idOf, oneLine } from './schema.ts'

/** What stands in a new sentence until somebody looks whether anything backs it. */
export const unchecked: LedgerEntry = {
  standing: 'open',
  citations: [],
  why: 'Nothing was found yet that shows this.',
}

/** What is known of words that come from elsewhere in the script: copied, or parted from another sentence. */
export type Known = Pick<SentenceDraft, 'origin' | 'ledger' | 'cue'>

interface Between {
  beatId: string
  /** As the document last heard of it, and as it is in the view now. */
  before: Node
  after: Node
  /** The beat's sentences as the view took them in. */
  seen: readonly Sentence[]
  known: (text: string) => Known | null
  newId: () => string
}

/** What the creator did to the words of a beat, as changes of its script. */
export function editsBetween({ beatId, before, after, seen, known, newId }: Between): ScriptEdit[] {
  const rows = new Map(seen.map(each => [each.id, each]))
  const texts = new Map<string, string>()
  before.forEach(node => {
    texts.set(idOf(node), node.textContent)
  })
  const edits: ScriptEdit[] = []
  const there = new Set<string>()
  let last: Sentence | null = null
  let fresh: { id: string; text: string }[] = []

  const insert = (next: Sentence | null) => {
    if (fresh.length === 0) return
    // Two devices may have given one place to several: what shares it goes on behind what comes between.
    const shared = next ? sharing(seen, last, next) : []
    const bound = shared.length > 0 ? (seen[seen.indexOf(shared.at(-1)!) + 1] ?? null) : next
    const ranks = ranksBetween(last, bound, fresh.length + shared.length)
    fresh.forEach(({ id, text }, at) => {
      const { origin, ledger, cue } = known(text) ?? { origin: 'creator', ledger: unchecked, cue: '' }
      const sentence = { id, beatId, rank: ranks[at]!, text, origin, ledger, cue }
      edits.push({ do: 'sentence.insert', sentence })
    })
    shared.forEach(({ id }, at) => {
      edits.push({ do: 'sentence.move', sentenceId: id, beatId, rank: ranks[fresh.length + at]! })
    })
    fresh = []
  }
  after.forEach(node => {
    const id = idOf(node)
    const text = node.textContent
    const row = rows.get(id)
    // A blank line is nobody's until something stands on it.
    if (id === '') return
    if (!row) {
      fresh.push({ id, text })
      return
    }
    insert(row)
    there.add(id)
    last = row
    const was = texts.get(id) ?? oneLine(row.text)
    if (was !== text)
      edits.push({
        do: 'sentence.write',
        sentenceId: id,
        text,
        base: row.revision,
        besideId: newId(),
        undo: false,
        origin: null,
      })
  })
  insert(null)
  for (const row of seen)
    if (!there.has(row.id) && texts.has(row.id))
      edits.push({ do: 'sentence.remove', sentenceId: row.id, base: row.revision })
  return edits
}

/** The sentences from this one on that have no place of their own behind the one before. */
function sharing(seen: readonly Sentence[], before: Sentence | null, next: Sentence): Sentence[] {
  if (!before || next.rank > before.rank) return []
  const rest = seen.slice(seen.indexOf(next))
  const end = rest.findIndex(each => each.rank > before.rank)
  return end < 0 ? rest : rest.slice(0, end)
}
