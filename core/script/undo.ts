import type { ScriptOp, ScriptState } from '../contract/script.ts'

interface Making {
  /** A new id. */
  id: () => string
  /** ISO 8601. */
  now: () => string
}

/**
 * The changes that take a change of the creator's back.
 * @param before the script as it showed before the change
 * @param now the script as it shows when it is taken back: what others wrote since stays
 */
export function inverse(
  op: ScriptOp,
  before: ScriptState,
  now: ScriptState,
  { id, now: at }: Making,
): ScriptOp[] {
  const head = () => ({ id: id(), at: at(), by: 'creator' as const })
  const revision = (sentenceId: string) => now.sentences[sentenceId]?.revision ?? 0
  switch (op.do) {
    case 'beat.put': {
      const was = before.beats[op.beat.id]
      if (!was || was.removed) return [{ ...head(), do: 'beat.remove', beatId: op.beat.id, base: now.seq }]
      const { removed: _, ...beat } = was
      return [{ ...head(), do: 'beat.put', beat }]
    }
    case 'beat.remove': {
      const was = before.beats[op.beatId]
      if (!was || was.removed) return []
      const { removed: _, ...beat } = was
      const gone = Object.values(before.sentences).filter(
        each => each.beatId === op.beatId && !each.removed && now.sentences[each.id]?.removed,
      )
      return [
        { ...head(), do: 'beat.put', beat },
        ...gone.map(each => ({ ...head(), do: 'sentence.restore' as const, sentenceId: each.id })),
      ]
    }
    case 'sentence.insert':
      return [
        { ...head(), do: 'sentence.remove', sentenceId: op.sentence.id, base: revision(op.sentence.id) },
      ]
    case 'sentence.write': {
      const was = before.sentences[op.sentenceId]
      // The words went beside another's: taking them back takes that sentence away.
      if (now.sentences[op.besideId])
        return [{ ...head(), do: 'sentence.remove', sentenceId: op.besideId, base: revision(op.besideId) }]
      if (!was || now.sentences[op.sentenceId]?.text !== op.text) return []
      return [
        {
          ...head(),
          do: 'sentence.write',
          sentenceId: op.sentenceId,
          text: was.text,
          base: revision(op.sentenceId),
          besideId: id(),
          undo: true,
          origin: was.origin,
        },
      ]
    }
    case 'sentence.move': {
      const was = before.sentences[op.sentenceId]
      return was
        ? [{ ...head(), do: 'sentence.move', sentenceId: was.id, beatId: was.beatId, rank: was.rank }]
        : []
    }
    case 'sentence.remove':
      return now.sentences[op.sentenceId]?.removed && !before.sentences[op.sentenceId]?.removed
        ? [{ ...head(), do: 'sentence.restore', sentenceId: op.sentenceId }]
        : []
    case 'sentence.restore':
      return before.sentences[op.sentenceId]?.removed
        ? [{ ...head(), do: 'sentence.remove', sentenceId: op.sentenceId, base: revision(op.sentenceId) }]
        : []
    case 'sentence.lock':
      return [{ ...head(), do: 'sentence.lock', sentenceId: op.sentenceId, locked: !op.locked }]
    case 'sentence.cue': {
      const was = before.sentences[op.sentenceId]
      return was ? [{ ...head(), do: 'sentence.cue', sentenceId: was.id, cue: was.cue }] : []
    }
    case 'sentence.ledger': {
      const was = before.sentences[op.sentenceId]
      // Of other words it says nothing.
      if (!was || now.sentences[op.sentenceId]?.text !== was.text) return []
      return [
        { ...head(), do: 'sentence.ledger', sentenceId: was.id, ledger: was.ledger, base: revision(was.id) },
      ]
    }
    case 'beat.fill':
      return [
        ...op.sentences
          .filter(each => !(each.id in before.sentences))
          .map(each => ({
            ...head(),
            do: 'sentence.remove' as const,
            sentenceId: each.id,
            base: revision(each.id),
          })),
        ...op.over
          .filter(each => !before.sentences[each.id]?.removed && now.sentences[each.id]?.removed)
          .map(each => ({ ...head(), do: 'sentence.restore' as const, sentenceId: each.id })),
      ]
  }
}
