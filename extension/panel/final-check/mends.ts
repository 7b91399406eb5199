import type { CheckFinding, Mend } from '../../../core/contract/check.ts'
import type { Outline } from '../../../core/contract/decision.ts'
import { newId } from '../../../core/contract/new-id.ts'
import type { LedgerEntry, ScriptState, Sentence } from '../../../core/contract/script.ts'
import { beatsOf, rankAt, sentencesOf } from '../../../core/script/order.ts'
import type { ScriptEdit } from '../script/script-world.ts'

/**
 * The changes of the script by which a finding is mended; null where it is mended otherwise (by a look, by writing, by
 * other words that have to be taken first).
 */
export function editsOf(
  { how, sentenceIds, writes }: Mend,
  finding: CheckFinding,
  state: ScriptState,
  outline: Outline | null,
): ScriptEdit[] | null {
  const sentences = sentenceIds.flatMap(id => there(state, id) ?? [])
  const [first, second] = sentences
  switch (how) {
    case 'keep_first':
      return second ? [removal(second)] : []
    case 'keep_second':
      return first && second ? [removal(first)] : []
    case 'keep_both':
      return second ? cut(second, state) : []
    case 'own_knowledge':
      return sentences.map(each => standing(each, 'own_knowledge', 'You said that you know this yourself.'))
    case 'opinion':
      return sentences.map(each => standing(each, 'opinion', 'You said that this is your opinion.'))
    case 'remove':
      return sentences.map(removal)
    case 'newer_words':
    case 'say_who':
    case 'quote_openly':
      return writes.flatMap(({ sentenceId, text }) => {
        const sentence = there(state, sentenceId)
        return sentence ? write(sentence, text) : []
      })
    case 'add_sponsor':
      return [sponsorBeat(state, outline)]
    case 'drop_sponsor':
      return finding.beatId ? [{ do: 'beat.remove', beatId: finding.beatId, base: state.seq }] : []
    default:
      return null
  }
}

const there = ({ sentences }: ScriptState, id: string): Sentence | null =>
  sentences[id] && !sentences[id].removed ? sentences[id] : null

const removal = ({ id, revision }: Sentence): ScriptEdit => ({
  do: 'sentence.remove',
  sentenceId: id,
  base: revision,
})

const write = ({ id, revision }: Sentence, text: string): ScriptEdit => ({
  ...{ do: 'sentence.write', sentenceId: id, text, base: revision },
  ...{ besideId: newId(), undo: false, origin: null },
})

const standing = (sentence: Sentence, to: LedgerEntry['standing'], why: string): ScriptEdit => ({
  do: 'sentence.ledger',
  sentenceId: sentence.id,
  ledger: { standing: to, citations: sentence.ledger.citations, why },
  base: sentence.revision,
})

/** Puts the same words there as a sentence of their own: what stands beside another one stays told as that for good. */
function cut(sentence: Sentence, state: ScriptState): ScriptEdit[] {
  const { beatId, text, origin, ledger, cue } = sentence
  const row = sentencesOf(state, beatId)
  const place = row.findIndex(each => each.id === sentence.id)
  const rank = rankAt(row.toSpliced(place, 1), place)
  return [
    removal(sentence),
    { do: 'sentence.insert', sentence: { id: newId(), beatId, rank, text, origin, ledger, cue } },
  ]
}

/** Before the close, as long as it was planned. */
function sponsorBeat(state: ScriptState, outline: Outline | null): ScriptEdit {
  const beats = beatsOf(state)
  const close = beats.findIndex(({ kind }) => kind === 'close')
  const planned = outline?.beats.find(({ kind }) => kind === 'sponsor')
  return {
    do: 'beat.put',
    beat: {
      ...{ id: newId(), kind: 'sponsor', rank: rankAt(beats, close < 0 ? beats.length : close) },
      title: planned?.title ?? 'Sponsor',
      purpose: planned?.purpose ?? '',
      seconds: planned?.seconds ?? 60,
      evidence: planned?.evidence ?? [],
    },
  }
}
