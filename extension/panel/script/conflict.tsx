import type { ScriptState, Sentence } from '../../../core/contract/script.ts'
import { Button } from '../ui/button.tsx'
import { freshId, useDesk } from './desk.ts'
import { DiffWords } from './diff-words.tsx'
import type { ScriptEdit } from './script-world.ts'

export interface Rivals {
  /** What stood there when the other came. */
  one: Sentence
  /** What another device wrote into it at the same time. */
  other: Sentence
}

/** The two that were one sentence, if that is how it is with this one. */
export function rivalsOf({ sentences }: ScriptState, sentence: Sentence): Rivals | null {
  const there = (found: Sentence | undefined) => (found && !found.removed ? found : null)
  if (sentence.beside) {
    const one = there(sentences[sentence.beside])
    return one ? { one, other: sentence } : null
  }
  for (const id in sentences) {
    const other = sentences[id]!
    if (other.beside === sentence.id && !other.removed) return { one: sentence, other }
  }
  return null
}

/** Two devices wrote the same sentence: the creator says which stays, or that both do. */
export function Conflict({ one, other }: Rivals) {
  const desk = useDesk()
  const keep = (kept: Sentence, gone: Sentence) => {
    const edits: ScriptEdit[] = []
    if (gone.locked) edits.push({ do: 'sentence.lock', sentenceId: gone.id, locked: false })
    edits.push({ do: 'sentence.remove', sentenceId: gone.id, base: gone.revision })
    desk.edit(edits)
    desk.focus(kept.id)
  }
  const both = () => {
    // A sentence of its own, which keeps nobody's words beside another's.
    const { beatId, rank, text, origin, ledger, cue, locked } = other
    const id = freshId()
    const edits: ScriptEdit[] = [
      { do: 'sentence.insert', sentence: { id, beatId, rank, text, origin, ledger, cue } },
    ]
    if (locked) edits.push({ do: 'sentence.lock', sentenceId: other.id, locked: false })
    edits.push({ do: 'sentence.remove', sentenceId: other.id, base: other.revision })
    if (locked) edits.push({ do: 'sentence.lock', sentenceId: id, locked: true })
    desk.edit(edits)
    desk.focus(id)
  }
  return (
    <section class="rivals" aria-label="Written twice">
      <p>Two devices wrote this sentence at the same time. Nothing is lost: which shall stay?</p>
      <div class="rivals__two">
        <div class="rivals__one">
          <p dir="auto">{one.text}</p>
          <Button small onClick={() => keep(one, other)}>
            Keep the first
          </Button>
        </div>
        <div class="rivals__one">
          <DiffWords was={one.text} became={other.text} language={desk.language.value} />
          <Button small onClick={() => keep(other, one)}>
            Keep the second
          </Button>
        </div>
      </div>
      <div>
        <Button small tone="quiet" onClick={both}>
          Keep both
        </Button>
      </div>
    </section>
  )
}
