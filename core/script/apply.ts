import type { Origin, ScriptOp, ScriptState, Sentence, SentenceDraft } from '../contract/script.ts'
import { afterEdit } from './ledger.ts'

export const emptyScript = (): ScriptState => ({ seq: 0, beats: {}, sentences: {} })

/**
 * Free to be written over by a machine: nobody locked it, and its words are a model's or a source's. A sentence that
 * keeps what another device wrote is the creator's.
 */
export const isFree = (sentence: Sentence): boolean =>
  !sentence.locked && (sentence.origin === 'model' || sentence.origin === 'source')

/**
 * The script after one more change, pure: the same row of changes gives the same script on every device.
 *
 * Never lost: words of the creator. Who wrote into a sentence that another one has written meanwhile (told by `base`)
 * finds both, side by side. A machine changes nothing that is not free. A change of something that is not there does
 * nothing. Every change moves `seq` on, so that numbers are the same for all.
 */
export function apply(before: ScriptState, op: ScriptOp): ScriptState {
  const seq = before.seq + 1
  const state = { ...before, seq }
  switch (op.do) {
    case 'beat.put': {
      const removed = before.beats[op.beat.id]?.removed ?? false
      // A machine does not bring back what the creator took away.
      if (removed && op.by === 'machine') return state
      return { ...state, beats: { ...before.beats, [op.beat.id]: { ...op.beat, removed: false } } }
    }
    case 'beat.remove':
      return removeBeat(state, op)
    case 'sentence.insert':
      return op.sentence.id in before.sentences ? state : put(state, made(op.sentence, seq))
    case 'sentence.write':
      return write(state, op)
    case 'sentence.move':
      return change(state, op.sentenceId, sentence =>
        op.by === 'machine' && !isFree(sentence)
          ? sentence
          : { ...sentence, beatId: op.beatId, rank: op.rank },
      )
    case 'sentence.remove':
      return change(state, op.sentenceId, sentence =>
        sentence.revision > op.base || sentence.locked || (op.by === 'machine' && !isFree(sentence))
          ? sentence
          : { ...sentence, removed: true },
      )
    case 'sentence.restore':
      return change(state, op.sentenceId, sentence => ({ ...sentence, removed: false }))
    case 'sentence.lock':
      // Who locks what was drawn anew meanwhile wants to keep it. A machine locks nothing.
      return op.by === 'machine'
        ? state
        : change(state, op.sentenceId, sentence => ({
            ...sentence,
            locked: op.locked,
            removed: sentence.removed && !op.locked,
          }))
    case 'sentence.cue':
      return change(state, op.sentenceId, sentence =>
        op.by === 'machine' && !isFree(sentence) ? sentence : { ...sentence, cue: op.cue },
      )
    case 'sentence.ledger':
      return change(state, op.sentenceId, sentence =>
        sentence.revision === op.base ? { ...sentence, ledger: op.ledger } : sentence,
      )
    case 'beat.fill':
      return fill(state, op)
  }
}

/** The same over a row of changes. Those whose id was applied already are left out by whoever keeps the row. */
export const applyAll = (state: ScriptState, ops: readonly ScriptOp[]): ScriptState =>
  ops.reduce(apply, state)

const made = (draft: SentenceDraft, seq: number): Sentence => ({
  ...draft,
  locked: false,
  revision: seq,
  beside: null,
  removed: false,
})

const put = (state: ScriptState, sentence: Sentence): ScriptState => ({
  ...state,
  sentences: { ...state.sentences, [sentence.id]: sentence },
})

function change(state: ScriptState, id: string, to: (sentence: Sentence) => Sentence): ScriptState {
  const sentence = state.sentences[id]
  return sentence ? put(state, to(sentence)) : state
}

/** Who changes another's words makes them their own; their own stay their own. */
const rewritten = (origin: Origin): Origin => (origin === 'creator' ? 'creator' : 'edited')

function write(state: ScriptState, op: Extract<ScriptOp, { do: 'sentence.write' }>): ScriptState {
  const sentence = state.sentences[op.sentenceId]
  // A machine proposes other words and the creator takes them: it writes into no sentence itself.
  if (!sentence || op.by === 'machine') return state
  const origin = op.origin ?? rewritten(sentence.origin)
  const ledger = afterEdit(op.text, sentence.text, sentence.ledger)
  if (sentence.revision <= op.base || sentence.text === op.text)
    // Whoever writes into what another device removed wants it there.
    return put(state, { ...sentence, text: op.text, origin, ledger, revision: state.seq, removed: false })
  if (op.undo) return state
  if (op.besideId in state.sentences) return state
  return put(
    put(state, { ...sentence, removed: false }),
    // Directly behind it: the same rank would leave their order to chance.
    {
      ...sentence,
      id: op.besideId,
      rank: `${sentence.rank}V`,
      text: op.text,
      origin: 'creator',
      ledger,
      locked: false,
      revision: state.seq,
      beside: sentence.id,
      removed: false,
    },
  )
}

function removeBeat(state: ScriptState, op: Extract<ScriptOp, { do: 'beat.remove' }>): ScriptState {
  const beat = state.beats[op.beatId]
  if (!beat || beat.removed) return state
  const own = Object.values(state.sentences).filter(each => each.beatId === op.beatId && !each.removed)
  const kept = own.some(
    each => each.revision > op.base || each.locked || (op.by === 'machine' && !isFree(each)),
  )
  if (kept) return state
  const sentences = { ...state.sentences }
  for (const each of own) sentences[each.id] = { ...each, removed: true }
  return { ...state, beats: { ...state.beats, [beat.id]: { ...beat, removed: true } }, sentences }
}

function fill(state: ScriptState, op: Extract<ScriptOp, { do: 'beat.fill' }>): ScriptState {
  const beat = state.beats[op.beatId]
  if (!beat || beat.removed) return state
  const sentences = { ...state.sentences }
  for (const { id, base } of op.over) {
    const sentence = sentences[id]
    if (sentence && sentence.beatId === op.beatId && sentence.revision <= base && isFree(sentence))
      sentences[id] = { ...sentence, removed: true }
  }
  for (const draft of op.sentences) {
    if (draft.id in sentences) continue
    sentences[draft.id] = made({ ...draft, beatId: op.beatId }, state.seq)
  }
  return { ...state, sentences }
}
