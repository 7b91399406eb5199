import { describe, expect, test } from 'vitest'
import { type LedgerEntry, Rank, type ScriptOp, type ScriptState } from '../../../core/contract/script.ts'
import { apply, applyAll, emptyScript } from '../../../core/script/apply.ts'
import { rankAt, ranksBetween, sentencesOf, spokenOf } from '../../../core/script/order.ts'
import { Replica } from '../../../core/script/replica.ts'
import { inverse } from '../../../core/script/undo.ts'

const at = '2026-01-01T00:00:00.000Z'
const open: LedgerEntry = { standing: 'open', citations: [], why: '' }
let count = 0
const id = () => `id-${++count}`
const by = (who: ScriptOp['by'] = 'creator') => ({ id: id(), at, by: who })

const beat = (beatId: string, rank = 'a0'): ScriptOp => ({
  ...by(),
  do: 'beat.put',
  beat: { id: beatId, rank, kind: 'turn', title: beatId, purpose: '', seconds: 60, evidence: [] },
})
const fill = (beatId: string, texts: string[], over: ScriptState | null = null): ScriptOp => ({
  ...by('machine'),
  do: 'beat.fill',
  beatId,
  over: over ? sentencesOf(over, beatId).map(each => ({ id: each.id, base: each.revision })) : [],
  sentences: ranksBetween(null, null, texts.length).map((rank, n) => ({
    id: `${texts[n]}`,
    beatId,
    rank,
    text: texts[n]!,
    origin: 'model' as const,
    ledger: open,
    cue: '',
  })),
})
const write = (sentenceId: string, text: string, base: number, undo = false): ScriptOp => ({
  ...by(),
  do: 'sentence.write',
  sentenceId,
  text,
  base,
  besideId: `beside ${text}`,
  undo,
  origin: null,
})
const texts = (state: ScriptState) => spokenOf(state).map(each => each.text)
const start = () => applyAll(emptyScript(), [beat('b'), fill('b', ['one', 'two'])])

describe('a change', () => {
  test('of the creator makes a model’s sentence edited; their own stays their own', () => {
    const edited = apply(start(), write('one', 'mine', 2))
    expect(edited.sentences.one).toMatchObject({ text: 'mine', origin: 'edited', revision: 3 })
    const own = apply(
      { ...edited, sentences: { one: { ...edited.sentences.one!, origin: 'creator' } } },
      write('one', 'again', 3),
    )
    expect(own.sentences.one!.origin).toBe('creator')
  })

  test('into what another device wrote meanwhile is kept beside it, directly behind', () => {
    const state = applyAll(start(), [write('one', 'theirs', 2), write('one', 'mine', 2)])
    expect(texts(state)).toEqual(['theirs', 'mine', 'two'])
    expect(state.sentences['beside mine']).toMatchObject({ beside: 'one', origin: 'creator' })
  })

  test('that says the same as the other is no conflict', () => {
    expect(texts(applyAll(start(), [write('one', 'same', 2), write('one', 'same', 2)]))).toEqual([
      'same',
      'two',
    ])
  })

  test('into what another device removed brings it back', () => {
    const removed = apply(start(), { ...by(), do: 'sentence.remove', sentenceId: 'one', base: 2 })
    expect(texts(removed)).toEqual(['two'])
    expect(texts(apply(removed, write('one', 'mine', 2)))).toEqual(['mine', 'two'])
  })

  test('of something that is not there does nothing, and is counted all the same', () => {
    const state = start()
    const after = applyAll(state, [
      write('nobody', 'x', 0),
      { ...by(), do: 'sentence.lock', sentenceId: 'nobody', locked: true },
      { ...by(), do: 'beat.remove', beatId: 'nobody', base: 9 },
    ])
    expect(after).toEqual({ ...state, seq: state.seq + 3 })
  })

  test('never changes the state that it was given', () => {
    const state = start()
    const before = structuredClone(state)
    applyAll(state, [write('one', 'mine', 2), fill('b', ['three'], state)])
    expect(state).toEqual(before)
  })
})

describe('a beat that is drawn anew', () => {
  test('keeps what is locked, edited or the creator’s, byte for byte and in its place', () => {
    const before = applyAll(emptyScript(), [beat('b'), fill('b', ['one', 'two', 'three', 'four'])])
    const state = applyAll(before, [
      write('two', 'mine', 2),
      { ...by(), do: 'sentence.lock', sentenceId: 'three', locked: true },
    ])
    expect(texts(apply(state, fill('b', ['new'], state)))).toEqual(['new', 'mine', 'three'])
  })

  test('leaves what was edited after it was looked at', () => {
    const seen = start()
    expect(texts(apply(apply(seen, write('one', 'mine', 2)), fill('b', ['new'], seen)))).toContain('mine')
  })

  test('is not brought back once the creator took it away, by no machine', () => {
    const state = start()
    const gone = apply(state, { ...by(), do: 'beat.remove', beatId: 'b', base: state.seq })
    expect(texts(gone)).toEqual([])
    const again = applyAll(gone, [{ ...beat('b'), by: 'machine' }, fill('b', ['new'])])
    expect(texts(again)).toEqual([])
  })

  test('and a beat in which somebody wrote meanwhile is not taken away', () => {
    const state = start()
    const written = apply(state, write('one', 'mine', 2))
    const after = apply(written, { ...by(), do: 'beat.remove', beatId: 'b', base: state.seq })
    expect(texts(after)).toEqual(['mine', 'two'])
  })
})

test('a machine writes into no sentence, and locks none', () => {
  const state = start()
  const after = applyAll(state, [
    { ...write('one', 'machine', 2), by: 'machine' },
    { ...by('machine'), do: 'sentence.lock', sentenceId: 'one', locked: true },
  ])
  expect(after.sentences).toEqual(state.sentences)
})

test('a lock that comes after the sentence was drawn anew brings it back', () => {
  const state = start()
  const drawn = apply(state, fill('b', ['new'], state))
  const locked = apply(drawn, { ...by(), do: 'sentence.lock', sentenceId: 'one', locked: true })
  expect(texts(locked)).toContain('one')
})

test('what was found of older words is dropped', () => {
  const state = apply(start(), write('one', 'mine', 2))
  const ledger: LedgerEntry = { standing: 'quoted', citations: [], why: 'found' }
  const stale = apply(state, { ...by('machine'), do: 'sentence.ledger', sentenceId: 'one', ledger, base: 2 })
  expect(stale.sentences.one!.ledger.standing).toBe('open')
  const fresh = apply(state, { ...by('machine'), do: 'sentence.ledger', sentenceId: 'one', ledger, base: 3 })
  expect(fresh.sentences.one!.ledger.standing).toBe('quoted')
})

describe('taking back', () => {
  const made = { id, now: () => at }
  const both = (op: ScriptOp, before = start()) => {
    const after = apply(before, op)
    return { before, back: applyAll(after, inverse(op, before, after, made)) }
  }
  test.each<[string, () => ScriptOp]>([
    ['a text', () => write('one', 'mine', 2)],
    ['a removal', () => ({ ...by(), do: 'sentence.remove', sentenceId: 'one', base: 2 })],
    ['a move', () => ({ ...by(), do: 'sentence.move', sentenceId: 'one', beatId: 'b', rank: 'a5' })],
    ['a lock', () => ({ ...by(), do: 'sentence.lock', sentenceId: 'one', locked: true })],
    ['a cue', () => ({ ...by(), do: 'sentence.cue', sentenceId: 'one', cue: 'Map' })],
    ['a new beat', () => beat('c', 'a1')],
    ['a beat that was removed', () => ({ ...by(), do: 'beat.remove', beatId: 'b', base: 9 })],
    ['a beat that was drawn anew', () => fill('b', ['new'], start())],
  ])('%s gives what was there', (_, op) => {
    const { before, back } = both(op())
    expect(texts(back)).toEqual(texts(before))
    expect(spokenOf(back).map(({ origin, locked, cue }) => ({ origin, locked, cue }))).toEqual(
      spokenOf(before).map(({ origin, locked, cue }) => ({ origin, locked, cue })),
    )
  })

  test('leaves what another device wrote since', () => {
    const before = start()
    const mine = write('one', 'mine', 2)
    const after = applyAll(before, [mine, write('one', 'theirs', 3)])
    expect(inverse(mine, before, after, made)).toEqual([])
  })
})

describe('a replica', () => {
  test('shows its own changes at once, and makes one of what is typed before it is sent', () => {
    const replica = new Replica(start())
    replica.change(write('one', 'm', 2))
    replica.change(write('one', 'mi', replica.shown.sentences.one!.revision))
    replica.change(write('one', 'mine', replica.shown.sentences.one!.revision))
    expect(texts(replica.shown)).toEqual(['mine', 'two'])
    expect(replica.outgoing()).toHaveLength(1)
    expect(replica.outgoing()[0]).toMatchObject({ text: 'mine', base: 2 })
  })

  test('changes nothing of what may have arrived', () => {
    const replica = new Replica(start())
    replica.change(write('one', 'sent', 2))
    const [sent] = replica.outgoing()
    replica.unsent()
    replica.change(write('one', 'later', replica.shown.sentences.one!.revision))
    expect(replica.pending).toHaveLength(2)
    expect(replica.outgoing()).toEqual([sent])
  })

  test('refuses a row with a gap', () => {
    const replica = new Replica(start())
    expect(() => replica.receive([{ seq: 4, op: write('one', 'x', 2) }])).toThrow(RangeError)
  })
})

describe('places', () => {
  test('are found between any two, also where two devices took the same', () => {
    const row = [
      { id: 'a', rank: 'a0' },
      { id: 'b', rank: 'a1' },
      { id: 'c', rank: 'a1' },
      { id: 'd', rank: 'a2' },
    ]
    for (let place = 0; place <= row.length; place++) {
      const rank = rankAt(row, place)
      expect(Rank.safeParse(rank).success).toBe(true)
      expect(rank > (row[place - 1]?.rank ?? '')).toBe(true)
    }
    expect(rankAt(row, 2) > 'a1' && rankAt(row, 2) < 'a2').toBe(true)
  })

  test('are refused where they are no keys of fractional indexing', () => {
    for (const wrong of ['', 'a', 'zz', 'a00', 'A00000000000000000000000000', 'a0!', '0a'])
      expect(Rank.safeParse(wrong).success, wrong).toBe(false)
    for (const right of ['a0', 'Zz', 'a0V', 'b125']) expect(Rank.safeParse(right).success, right).toBe(true)
  })
})
