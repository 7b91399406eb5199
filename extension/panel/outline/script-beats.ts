import { newId } from '../../../core/contract/new-id.ts'
import type { Beat, ScriptState } from '../../../core/contract/script.ts'
import { beatsOf, rankAt, sentencesOf } from '../../../core/script/order.ts'
import type { Feedback } from '../feedback.ts'
import type { ScriptDocument, ScriptEdit } from '../script/script-world.ts'
import { count } from '../words/numbers.ts'
import type { BeatActs } from './planned-beats.ts'

const put = ({ removed: _, ...beat }: Beat, change: Partial<Beat> = {}): ScriptEdit => {
  const { removed: __, ...changed } = { ...beat, ...change, removed: false }
  return { do: 'beat.put', beat: changed }
}

/** Acts on the beats of a script: each is a step of its undo, and shows at once. */
export function scriptActs(document: ScriptDocument, feedback: Pick<Feedback, 'toast'>): BeatActs {
  const now = () => document.state.peek()
  const found = (id: string): Beat | null => {
    const beat = now().beats[id]
    return beat && !beat.removed ? beat : null
  }
  return {
    move(id, place) {
      const beat = found(id)
      const others = beatsOf(now()).filter(each => each.id !== id)
      if (beat) document.change([put(beat, { rank: rankAt(others, place) })])
    },
    change(id, changed) {
      const beat = found(id)
      if (beat) document.change([put(beat, changed)])
    },
    add(beat, place) {
      const id = newId()
      document.change([{ do: 'beat.put', beat: { ...beat, id, rank: rankAt(beatsOf(now()), place) } }])
      return id
    },
    remove(id) {
      const beat = found(id)
      if (!beat) return
      const before = now()
      const sentences = sentencesOf(before, id)
      document.change([{ do: 'beat.remove', beatId: id, base: before.seq }])
      if (!now().beats[id]?.removed)
        return feedback.toast({
          tone: 'bad',
          text: `“${beat.title}” stays: it holds a locked sentence. Unlock it in the script first.`,
        })
      feedback.toast({
        tone: 'calm',
        text: `“${beat.title}” removed${sentences.length > 0 ? ` with ${count(sentences.length, 'sentence')}` : ''}`,
        undo: () => bringBack(document, beat, before),
      })
    },
    setLengths(seconds) {
      const edits = beatsOf(now()).flatMap(beat => {
        const wanted = seconds.get(beat.id)
        return wanted === undefined || wanted === beat.seconds ? [] : [put(beat, { seconds: wanted })]
      })
      if (edits.length > 0) document.change(edits)
    },
  }
}

/** As it was, with its sentences, whatever was done to the others since. */
function bringBack(document: ScriptDocument, beat: Beat, before: ScriptState): void {
  const now = document.state.peek()
  if (!now.beats[beat.id]?.removed) return
  document.change([
    put(beat),
    ...sentencesOf(before, beat.id)
      .filter(each => now.sentences[each.id]?.removed)
      .map((each): ScriptEdit => ({ do: 'sentence.restore', sentenceId: each.id })),
  ])
}
