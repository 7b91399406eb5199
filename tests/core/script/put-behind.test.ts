import { describe, expect, it } from 'vitest'
import type { LedgerEntry, ScriptOp } from '../../../core/contract/script.ts'
import { citableSource } from '../../../core/evidence/cite.ts'
import { verified } from '../../../core/script/against-sources.ts'
import { applyAll, emptyScript } from '../../../core/script/apply.ts'
import { afterEdit } from '../../../core/script/ledger.ts'
import { putBehind } from '../../../core/script/put-behind.ts'
import { inverse } from '../../../core/script/undo.ts'
import { ANSWER_TEXT, citation, SOURCE_TEXT } from '../../support/changed-facts.ts'

const source = citableSource({
  ...{ id: 'source', title: 'The survey', kind: 'article', url: 'https://example.org/survey' },
  ...{ videoId: null, transcript: null, text: SOURCE_TEXT },
})
const open: LedgerEntry = { standing: 'open', citations: [], why: 'No source says so.' }
const passageOf = (text: string, within = SOURCE_TEXT) => {
  const start = within.indexOf(text)
  return { text, start, end: start + text.length }
}
const passage = passageOf(
  'Ada Shore measured the current every hour for 30 days. Salt marshes store 40 percent of the carbon.',
)

describe('a passage that the creator puts behind a sentence', () => {
  it('is quoted where the sentence is literally in it, by just these words', () => {
    const text = 'Salt marshes store 40 percent of the carbon.'
    const entry = putBehind(text, open, source, passage)!
    expect(entry.standing).toBe('quoted')
    expect(entry.citations.map(({ anchor }) => anchor.exact)).toEqual([
      expect.stringMatching(/^Salt marshes store 40 percent of the carbon\.?$/),
    ])
    expect(verified(text, entry, [source], 'creator')).toEqual(entry)
  })

  it('is quoted where the whole of it stands in the sentence and nothing beside it could be false', () => {
    const short = passageOf('Warm water does not sink')
    expect(putBehind('You know it: warm water does not sink.', open, source, short)?.standing).toBe('quoted')
    expect(putBehind('Warm water does not sink 9 times of 10.', open, source, short)).toMatchObject({
      standing: 'open',
      citations: [{ anchor: { exact: short.text } }],
    })
  })

  it('is a paraphrase on the creator’s saying so where the words are others, and the server lets it stand', () => {
    const text = 'Much of it lies in the marshes.'
    const entry = putBehind(text, open, source, passage)!
    expect(entry).toMatchObject({ standing: 'paraphrase', why: 'You say that this passage says so.' })
    expect(entry.citations).toMatchObject([{ anchor: { exact: passage.text }, sourceTitle: 'The survey' }])
    expect(verified(text, entry, [source], 'creator')).toEqual(entry)
    expect(afterEdit('None of it lies there.', text, entry).why).toBe(
      'You changed it since it was compared with its passage.',
    )
  })

  it('leaves a sentence open whose number it does not give', () => {
    expect(putBehind('Marshes hold 60 percent of it.', open, source, passage)).toMatchObject({
      standing: 'open',
      why: '“60 percent” is not in the passage.',
    })
  })

  it('is the creator’s own knowledge where it is an answer of theirs', () => {
    const answer = citableSource({
      ...{ id: 'answer', title: 'My trip', kind: 'knowledge', url: 'knowledge:answer' },
      ...{ videoId: null, transcript: null, text: ANSWER_TEXT },
    })
    const entry = putBehind('I crossed it alone.', open, answer, passageOf(ANSWER_TEXT, ANSWER_TEXT))
    expect(entry?.standing).toBe('own_knowledge')
  })

  it('takes nothing from what a quoted sentence stands on, and stands there once', () => {
    const quote = 'Warm water does not sink'
    const before: LedgerEntry = { standing: 'quoted', citations: [citation(quote)], why: 'So.' }
    const entry = putBehind(`${quote}.`, before, source, passage)!
    expect(entry.standing).toBe('quoted')
    expect(entry.citations.map(({ anchor }) => anchor.exact)).toEqual([quote, passage.text])
    expect(putBehind(`${quote}.`, entry, source, passage)!.citations).toHaveLength(2)
  })

  it('is looked for anew: moved words are found, and words that are gone are nothing', () => {
    const moved = { ...passage, start: 3, end: 9 }
    expect(putBehind('So it is.', open, source, moved)?.citations[0]).toMatchObject({ start: passage.start })
    expect(
      putBehind('So it is.', open, source, { text: 'Nobody wrote this there.', start: 0, end: 24 }),
    ).toBe(null)
  })

  it('is taken back as one change, unless the words are others by then', () => {
    const head = (id: string) => ({ id, at: '2026-01-01T00:00:00.000Z', by: 'creator' as const })
    const text = 'Much of it lies in the marshes.'
    const sentence = { id: 's', beatId: 'b', rank: 'a0', text, cue: '', origin: 'creator' as const }
    const before = applyAll(emptyScript(), [
      { ...head('1'), do: 'sentence.insert', sentence: { ...sentence, ledger: open } },
    ])
    const { revision } = before.sentences.s!
    const ledger = putBehind(text, open, source, passage)!
    const op: ScriptOp = { ...head('2'), do: 'sentence.ledger', sentenceId: 's', ledger, base: revision }
    const now = applyAll(before, [op])
    const making = { id: () => '3', now: () => head('3').at }
    expect(applyAll(now, inverse(op, before, now, making)).sentences.s!.ledger).toEqual(open)
    const written = applyAll(now, [
      {
        ...{ ...head('4'), do: 'sentence.write', sentenceId: 's', text: 'Other words.', base: 9 },
        ...{ besideId: 'x', undo: false, origin: null },
      },
    ])
    expect(inverse(op, before, written, making)).toEqual([])
  })
})
