import { EditorState, TextSelection } from 'prosemirror-state'
import { describe, expect, test } from 'vitest'
import type { Sentence, SentenceDraft } from '../../../core/contract/script.ts'
import { sentencesOf } from '../../../core/script/order.ts'
import { Replica } from '../../../core/script/replica.ts'
import { cut, join, type Keeper, split } from '../../../extension/panel/script/edit/commands.ts'
import { editsBetween } from '../../../extension/panel/script/edit/edits-between.ts'
import { guard } from '../../../extension/panel/script/edit/guard.ts'
import { pasted, sentencesIn } from '../../../extension/panel/script/edit/paste.ts'
import { docOf, idOf, placeOf, startOf } from '../../../extension/panel/script/edit/schema.ts'
import { difference, takeIn } from '../../../extension/panel/script/edit/take-in.ts'
import type { ScriptEdit } from '../../../extension/panel/script/script-world.ts'
import { seededRandom } from '../../support/random.ts'
import { fullEdit } from './fake-script.ts'
import { beatId, script } from './script-samples.ts'

/** A beat in an editor without a page: what the creator does goes into a script, what others do comes out of it. */
class Beat {
  readonly replica: Replica
  seen: Sentence[]
  state: EditorState
  readonly refused: string[] = []
  #made = 0
  readonly keeper: Keeper = {
    newId: () => `new-${++this.#made}`,
    isLocked: id => this.seen.find(each => each.id === id)?.locked ?? false,
    room: () => 5_000,
    refuse: why => this.refused.push(why),
  }

  constructor(lines: Parameters<typeof script>[0][0]['lines']) {
    this.replica = new Replica(script([{ title: 'Beat', kind: 'turn', lines }]))
    this.seen = sentencesOf(this.replica.shown, beatId(1))
    this.state = EditorState.create({ doc: docOf(this.seen), plugins: [guard(this.keeper)] })
  }

  get lines(): string[] {
    return sentencesOf(this.replica.shown, beatId(1)).map(each => each.text)
  }
  get shown(): string[] {
    return Array.from({ length: this.state.doc.childCount }, (_, at) => this.state.doc.child(at).textContent)
  }
  dispatch = (tr: Parameters<EditorState['applyTransaction']>[0]) => {
    const before = this.state.doc
    this.state = this.state.applyTransaction(tr).state
    const edits = editsBetween({
      beatId: beatId(1),
      before,
      after: this.state.doc,
      seen: this.seen,
      known: () => null,
      newId: this.keeper.newId,
    })
    for (const edit of edits) this.replica.change(fullEdit(edit))
    this.seen = sentencesOf(this.replica.shown, beatId(1))
  }
  put(line: number, from: number, to: number = from): this {
    const start = startOf(this.state.doc, line)
    this.state = this.state.apply(
      this.state.tr.setSelection(TextSelection.create(this.state.doc, start + from, start + to)),
    )
    return this
  }
  outside(edits: ScriptEdit[], seq = this.replica.confirmed.seq): void {
    this.replica.receive(edits.map((edit, at) => ({ seq: seq + at + 1, op: fullEdit(edit) })))
    this.takeIn()
  }
  takeIn(): void {
    this.seen = sentencesOf(this.replica.shown, beatId(1))
    const tr = takeIn(this.state, this.seen)
    if (tr) this.state = this.state.apply(tr)
  }
}

const two = ['It rains on Monday.', 'It floods on Tuesday.']

describe('editing a beat', () => {
  test.each<[string, (beat: Beat) => void, string[]]>([
    [
      'parts at the cursor, without the space',
      b => split(b.keeper)(b.put(0, 8).state, b.dispatch),
      ['It rains', 'on Monday.', two[1]!],
    ],
    ['makes a line behind', b => split(b.keeper)(b.put(0, 19).state, b.dispatch), [two[0]!, '', two[1]!]],
    ['makes a line before', b => split(b.keeper)(b.put(1, 0).state, b.dispatch), [two[0]!, '', two[1]!]],
    [
      'joins backwards with a space',
      b => join(b.keeper, 'back')(b.put(1, 0).state, b.dispatch),
      [two.join(' ')],
    ],
    [
      'joins forwards with a space',
      b => join(b.keeper, 'on')(b.put(0, 19).state, b.dispatch),
      [two.join(' ')],
    ],
    ['does nothing before the first', b => join(b.keeper, 'back')(b.put(0, 0).state, b.dispatch), two],
  ])('%s', (_, act, lines) => {
    const beat = new Beat(two)
    act(beat)
    expect(beat.lines).toEqual(lines)
    expect(beat.shown).toEqual(lines)
  })

  test('keeps the ids of what it does not touch, and gives new ones to what is new', () => {
    const beat = new Beat(two)
    const [one, other] = beat.seen.map(each => each.id)
    split(beat.keeper)(beat.put(0, 8).state, beat.dispatch)
    expect([beat.seen[0]!.id, beat.seen[2]!.id]).toEqual([one, other])
    expect(beat.seen[1]!.id).toMatch(/^new-/)
  })

  test('takes a selection over several sentences away, and leaves one of its ends', () => {
    const beat = new Beat([...two, 'It dries on Friday.'])
    const { doc } = beat.state
    beat.state = beat.state.apply(
      beat.state.tr.setSelection(TextSelection.create(doc, startOf(doc, 0) + 8, startOf(doc, 2) + 8)),
    )
    beat.dispatch(cut(beat.state, beat.keeper)!)
    expect(beat.lines).toEqual(['It rains on Friday.'])
    expect(beat.seen).toHaveLength(1)
  })

  test('leaves one line to write on where all is taken away', () => {
    const beat = new Beat(two)
    beat.state = beat.state.apply(
      beat.state.tr.setSelection(TextSelection.create(beat.state.doc, 1, beat.state.doc.content.size - 1)),
    )
    beat.dispatch(cut(beat.state, beat.keeper)!)
    expect(beat.lines).toEqual([])
    expect(beat.shown).toEqual([''])
    beat.dispatch(beat.state.tr.insertText('Anew.'))
    expect(beat.lines).toEqual(['Anew.'])
  })

  test('lets nothing change a locked sentence, whatever way it comes', () => {
    const beat = new Beat([{ text: two[0]!, locked: true }, two[1]!])
    beat.dispatch(beat.state.tr.insertText('x', 3))
    split(beat.keeper)(beat.put(0, 8).state, beat.dispatch)
    join(beat.keeper, 'back')(beat.put(1, 0).state, beat.dispatch)
    beat.dispatch(beat.state.tr.delete(0, beat.state.doc.child(0).nodeSize))
    expect(pasted(beat.put(0, 4).state, { text: 'x', language: 'en', room: 9 }, beat.keeper)).toBeNull()
    expect(beat.lines).toEqual(two)
    expect(beat.refused.length).toBeGreaterThanOrEqual(5)
    split(beat.keeper)(beat.put(0, 19).state, beat.dispatch)
    expect(beat.lines).toEqual([two[0], '', two[1]])
  })

  test('holds no sentence over 2,000 characters', () => {
    const beat = new Beat(['x'.repeat(1_999)])
    beat.dispatch(beat.state.tr.insertText('yy', 1))
    expect(beat.lines[0]).toHaveLength(1_999)
    expect(beat.refused[0]).toMatch(/2000 characters/)
  })
})

describe('what is pasted', () => {
  test.each<[string, string, string | null, string[]]>([
    [
      'English with abbreviations',
      'Dr. Okafor measured it. She did so twice!',
      'en',
      ['Dr. Okafor measured it.', 'She did so twice!'],
    ],
    ['lines without full stops', 'one\r\ntwo\n\n\nthree', null, ['one', 'two', 'three']],
    ['Japanese', '雨が降る。水は行く所がない。', 'ja', ['雨が降る。', '水は行く所がない。']],
    ['white space and nothing', ' \u00a0\n\t ', 'en', []],
    ['a tag that is none', 'One. Two.', 'not a tag', ['One.', 'Two.']],
  ])('is read sentence by sentence: %s', (_, text, language, lines) => {
    expect(sentencesIn(text, language)).toEqual(lines)
  })

  test('parts what is too long at words, and never a character in two', () => {
    const pieces = sentencesIn(`${'word '.repeat(900)}end`, 'en')
    expect(pieces.every(each => each.length <= 2_000 && /^(?:word|end)/.test(each))).toBe(true)
    expect(pieces.join(' ')).toBe(`${'word '.repeat(900)}end`)
    expect(sentencesIn('🌧'.repeat(3_000), 'en').join('')).toBe('🌧'.repeat(3_000))
  })

  test.each<[string, number, number, string, string[]]>([
    ['a word into a sentence', 0, 3, 'really ', ['It really rains on Monday.', two[1]!]],
    ['a sentence behind one', 0, 19, 'So it goes.', [two[0]!, 'So it goes.', two[1]!]],
    ['two before one', 1, 0, 'One. Two.', [two[0]!, 'One.', 'Two.', two[1]!]],
    [
      'two into the middle',
      0,
      8,
      'and pours. Then it stops',
      ['It rains and pours.', 'Then it stops on Monday.', two[1]!],
    ],
  ])('goes in as it should: %s', (_, line, at, text, lines) => {
    const beat = new Beat(two)
    beat.dispatch(pasted(beat.put(line, at).state, { text, language: 'en', room: 99 }, beat.keeper)!)
    expect(beat.lines).toEqual(lines)
    expect(beat.shown).toEqual(lines)
  })

  test('is refused with its number where the script has no room', () => {
    const beat = new Beat(two)
    expect(pasted(beat.state, { text: 'One. Two. Three.', language: 'en', room: 2 }, beat.keeper)).toBeNull()
    expect(beat.refused[0]).toMatch(/These are 3, and there is room for 2/)
    expect(beat.lines).toEqual(two)
  })
})

describe('what comes from outside', () => {
  const write = (sentence: Sentence, text: string, base = sentence.revision): ScriptEdit => ({
    do: 'sentence.write',
    sentenceId: sentence.id,
    text,
    base,
    besideId: `beside-${text.length}`,
    undo: false,
    origin: null,
  })

  test('leaves the cursor at its letter where words come before it in the same sentence', () => {
    const beat = new Beat(two)
    beat.put(0, 8)
    beat.outside([write(beat.seen[0]!, 'Today it rains on Monday.')])
    const { id, offset } = placeOf(beat.state.doc, beat.state.selection.head)
    expect([id, 'Today it rains on Monday.'.slice(0, offset)]).toEqual([beat.seen[0]!.id, 'Today it rains'])
  })

  test('follows a sentence to where it was moved', () => {
    const beat = new Beat([...two, 'It dries on Friday.'])
    const [first, , last] = beat.seen
    beat.put(0, 4)
    beat.outside([{ do: 'sentence.move', sentenceId: first!.id, beatId: beatId(1), rank: `${last!.rank}V` }])
    expect(beat.shown).toEqual([two[1], 'It dries on Friday.', two[0]])
    expect(placeOf(beat.state.doc, beat.state.selection.head)).toMatchObject({ id: first!.id, offset: 4 })
  })

  test('goes on in the creator’s own words where another wrote the same sentence', () => {
    const beat = new Beat(two)
    const other = beat.seen[0]!
    beat.put(0, 19)
    beat.dispatch(beat.state.tr.insertText(' Hard.'))
    beat.outside([write(other, 'It pours on Monday.')])
    expect(beat.shown).toEqual(['It pours on Monday.', 'It rains on Monday. Hard.', two[1]])
    expect(placeOf(beat.state.doc, beat.state.selection.head)).toMatchObject({ index: 1, offset: 25 })
    beat.dispatch(beat.state.tr.insertText(' Really.'))
    expect(beat.lines).toEqual(['It pours on Monday.', 'It rains on Monday. Hard. Really.', two[1]])
  })

  test('differs in one stretch, which never cuts a character', () => {
    expect(difference('a🌧b', 'a🌨b')).toEqual({ from: 1, to: 3, put: '🌨' })
    expect(difference('aaa', 'aa')).toEqual({ from: 2, to: 3, put: '' })
    expect(difference('', 'x')).toEqual({ from: 0, to: 0, put: 'x' })
  })
})

test('over 40 random sequences of typing, parting, joining, pasting and news the view shows what the script says', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = seededRandom(seed)
    const pick = (many: number) => Math.floor(random() * many)
    const beat = new Beat([...two, { text: 'Locked it is.', locked: true }, 'It dries 🌧 on Friday.'])
    for (let step = 0; step < 25; step++) {
      const line = pick(beat.state.doc.childCount)
      const size = beat.state.doc.child(line).content.size
      const from = pick(size + 1)
      beat.put(line, from, random() < 0.3 ? from + pick(size - from + 1) : from)
      const dice = random()
      if (dice < 0.3) beat.dispatch(beat.state.tr.insertText(` w${seed}-${step}`))
      else if (dice < 0.45) split(beat.keeper)(beat.state, beat.dispatch)
      else if (dice < 0.55) join(beat.keeper, random() < 0.5 ? 'back' : 'on')(beat.state, beat.dispatch)
      else if (dice < 0.65) {
        const tr = pasted(beat.state, { text: `P${step}. Q${step}`, language: 'en', room: 99 }, beat.keeper)
        if (tr) beat.dispatch(tr)
      } else if (dice < 0.8) {
        const known = beat.replica.confirmed
        const sentence = sentencesOf(known, beatId(1))[pick(4)]
        if (sentence && !sentence.locked)
          beat.outside([
            {
              do: 'sentence.write',
              sentenceId: sentence.id,
              text: `Other ${seed}-${step}.`,
              base: sentence.revision,
              besideId: `other-${seed}-${step}`,
              undo: false,
              origin: null,
            },
          ])
      } else if (dice < 0.9) {
        const ops = beat.replica.outgoing()
        const { seq } = beat.replica.confirmed
        beat.replica.receive(ops.map((op, at) => ({ seq: seq + at + 1, op })))
        beat.takeIn()
      } else {
        const draft: SentenceDraft = {
          ...beat.seen[0]!,
          id: `fresh-${seed}-${step}`,
          rank: 'Zz',
          text: 'Fresh.',
        }
        beat.outside([{ do: 'sentence.insert', sentence: draft }])
      }
      const said = beat.lines.length > 0 ? beat.lines : ['']
      expect([seed, step, ...beat.shown]).toEqual([seed, step, ...said])
      const ids = Array.from({ length: beat.state.doc.childCount }, (_, at) => idOf(beat.state.doc.child(at)))
      expect(new Set(ids).size).toBe(ids.length)
      expect(beat.lines).toContain('Locked it is.')
    }
  }
})
