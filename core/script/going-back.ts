import type { Beat, ScriptState, Sentence } from '../contract/script.ts'
import type { ScriptEdit } from './edit.ts'

/**
 * The edits that make a script what it was: what is there now and was not then goes, what is gone comes back, words,
 * places, locks and cues are as they were. All that was written stays in the row of changes.
 * @param id makes a new id
 */
export function editsBackTo(then: ScriptState, now: ScriptState, id: () => string): ScriptEdit[] {
  const edits: ScriptEdit[] = []
  const thereThen = Object.values(then.sentences).filter(isThere)
  for (const beat of Object.values(then.beats))
    if (!beat.removed) edits.push(...beatBack(beat, now.beats[beat.id]))
  for (const sentence of thereThen) edits.push(...sentenceBack(sentence, now.sentences[sentence.id], id))
  for (const { id: sentenceId, revision, locked } of Object.values(now.sentences).filter(isThere)) {
    if (isThere(then.sentences[sentenceId])) continue
    if (locked) edits.push({ do: 'sentence.lock', sentenceId, locked: false })
    edits.push({ do: 'sentence.remove', sentenceId, base: revision })
  }
  for (const { id: beatId, removed } of Object.values(now.beats))
    if (!removed && (then.beats[beatId]?.removed ?? true))
      edits.push({ do: 'beat.remove', beatId, base: now.seq })
  return edits
}

const isThere = (sentence: Sentence | undefined): sentence is Sentence =>
  sentence !== undefined && !sentence.removed
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

function beatBack(then: Beat, now: Beat | undefined): ScriptEdit[] {
  const { removed: _, ...beat } = then
  const asNow = now && { id: now.id, rank: now.rank, kind: now.kind, title: now.title, purpose: now.purpose }
  const { seconds, evidence, ...asThen } = beat
  const equal =
    now !== undefined &&
    !now.removed &&
    same(Object.entries(asThen).sort(), Object.entries(asNow!).sort()) &&
    now.seconds === seconds &&
    same(now.evidence, evidence)
  return equal ? [] : [{ do: 'beat.put', beat }]
}

function sentenceBack(then: Sentence, now: Sentence | undefined, id: () => string): ScriptEdit[] {
  const { locked, revision: _, beside: __, removed: ___, ...draft } = then
  const sentenceId = then.id
  if (!now)
    return [
      { do: 'sentence.insert', sentence: draft },
      ...(locked ? [{ do: 'sentence.lock' as const, sentenceId, locked }] : []),
    ]
  const edits: ScriptEdit[] = []
  if (now.removed) edits.push({ do: 'sentence.restore', sentenceId })
  if (now.text !== then.text || now.origin !== then.origin)
    edits.push({
      do: 'sentence.write',
      sentenceId,
      text: then.text,
      base: now.revision,
      besideId: id(),
      undo: false,
      origin: then.origin,
    })
  if (now.beatId !== then.beatId || now.rank !== then.rank)
    edits.push({ do: 'sentence.move', sentenceId, beatId: then.beatId, rank: then.rank })
  if (now.cue !== then.cue) edits.push({ do: 'sentence.cue', sentenceId, cue: then.cue })
  if (now.locked !== locked) edits.push({ do: 'sentence.lock', sentenceId, locked })
  return edits
}
