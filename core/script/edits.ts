import type { LearnedRule } from '../contract/draft.ts'
import type { ScriptOp } from '../contract/script.ts'
import { normalForm } from '../evidence/normal-form.ts'

/** A model's sentence as it was written and as the creator left it. */
export type Edit = LearnedRule['evidence'][number]

/** As much of a sentence's end that a sentence of its own has, when it was parted in two. */
const PARTED = 12

/**
 * What the creator made of the sentences that a model wrote, in one script's row of changes: the last words of each.
 * Where an end was cut off and stands in a sentence of its own, it belongs to it. What was taken back is no edit.
 */
export function editsOf(changes: readonly ScriptOp[]): Edit[] {
  const written = new Map<string, { was: string; became: string; at: string; beatId: string }>()
  const gone = new Set<string>()
  const own: { text: string; beatId: string }[] = []
  for (const op of changes) {
    if (op.do === 'beat.fill' || op.do === 'sentence.insert') {
      for (const sentence of op.do === 'beat.fill' ? op.sentences : [op.sentence]) {
        const { id, text, origin, beatId } = sentence
        if (origin === 'model' && !written.has(id))
          written.set(id, {
            was: text,
            became: text,
            at: op.at,
            beatId: op.do === 'beat.fill' ? op.beatId : beatId,
          })
        else if (op.by === 'creator' && origin === 'creator') own.push({ text, beatId })
      }
    } else if (op.do === 'sentence.write' && op.by === 'creator') {
      const sentence = written.get(op.sentenceId)
      // Other words of a model that were taken are not the creator's way of writing.
      if (sentence && op.origin === 'model')
        Object.assign(sentence, { was: op.text, became: op.text, at: op.at })
      else if (sentence) Object.assign(sentence, { became: op.text, at: op.at })
    } else if (op.do === 'sentence.remove') gone.add(op.sentenceId)
    else if (op.do === 'sentence.restore') gone.delete(op.sentenceId)
  }
  return [...written].flatMap(([sentenceId, { was, became, at, beatId }]): Edit[] => {
    if (gone.has(sentenceId) || same(was, became)) return []
    const end = own.find(each => each.beatId === beatId && isEnd(was, became, each.text))
    return [{ sentenceId, was, became: end ? `${became.trim()} ${end.text.trim()}` : became, at }]
  })
}

const same = (one: string, other: string): boolean => normalForm(one).text === normalForm(other).text

/** Whether the words that are missing at a sentence's end stand in another. */
function isEnd(was: string, became: string, text: string): boolean {
  const [whole, begin, end] = [was, became, text].map(each => normalForm(each).text)
  if (!begin || !end || end.length < PARTED || begin.length >= whole!.length) return false
  return whole!.endsWith(end.slice(-Math.max(PARTED, Math.floor(end.length * 0.7))))
}
