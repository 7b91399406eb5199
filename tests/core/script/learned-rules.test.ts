import { describe, expect, it } from 'vitest'
import { newId } from '../../../core/contract/id.ts'
import type { ScriptOp } from '../../../core/contract/script.ts'
import { type Edit, editsOf } from '../../../core/script/edits.ts'
import { learnedRules } from '../../../core/script/learned-rules.ts'

let minute = 0
const edit = (was: string, became: string): Edit => ({
  ...{ sentenceId: newId(), was, became },
  at: new Date(Date.UTC(2026, 10, 28, 12, minute++)).toISOString(),
})
const rules = (edits: Edit[]) => learnedRules(edits).map(({ pattern, text }) => [pattern, text])

describe('what edits show three times', () => {
  it.each<[string, [string, string][], string, string]>([
    [
      'a word for another',
      [
        ['The sea is high, however the coast is dry.', 'The sea is high, but the coast is dry.'],
        ['It rained, however nobody went home.', 'It rained, but nobody went home.'],
        ['The boat is old, however it floats well.', 'The boat is old, but it floats well.'],
      ],
      'replace:however>but',
      'Write “but”, not “however”.',
    ],
    [
      'a way of beginning that goes',
      [
        ['Imagine a harbour at noon with no water.', 'A harbour at noon with no water.'],
        ['Imagine the boats lie in the mud.', 'The boats lie in the mud.'],
        ['Imagine nobody can leave until evening.', 'Nobody can leave until evening.'],
      ],
      'unopen:imagine',
      'Do not begin with “imagine”.',
    ],
    [
      'a way of beginning that comes',
      [
        ['The sea is pulled by the moon.', 'So the sea is pulled by the moon.'],
        ['Nobody can stop the water there.', 'So nobody can stop the water there.'],
        ['We wait for the tide here.', 'So we wait for the tide here.'],
      ],
      'open:so',
      'Begin with “so” where it fits.',
    ],
    [
      'a phrase that goes',
      [
        ['The water is really quite high here.', 'The water is high here.'],
        ['The wind was really quite cold that day.', 'The wind was cold that day.'],
        ['The night felt really quite long to them.', 'The night felt long to them.'],
      ],
      'drop:really quite',
      'Leave out “really quite”.',
    ],
    [
      'words that are contracted, whichever they are',
      [
        ['It is late and the sea comes back.', "It's late and the sea comes back."],
        ['The boats do not float at noon.', 'The boats don’t float at noon.'],
        ['Now we are waiting for the tide.', "Now we're waiting for the tide."],
      ],
      'contract',
      'Contract what is contracted in speech: “it’s”, “don’t”, “we’re”.',
    ],
    [
      'whom it speaks to',
      [
        ['There one can see the mud.', 'There you can see the mud.'],
        ['Then one hears the water come.', 'Then you hears the water come.'],
        ['At noon one waits for it.', 'At noon you waits for it.'],
      ],
      'person:one>you',
      'Speak of “you”, not of “one”.',
    ],
    [
      'sentences that are parted',
      [
        [
          'The moon pulls the sea and the coast decides the rest.',
          'The moon pulls the sea. And the coast decides the rest.',
        ],
        ['The boats lie in the mud and nobody can leave.', 'The boats lie in the mud. Nobody can leave.'],
        ['The wind turns at noon and the water comes back.', 'The wind turns at noon. The water comes back.'],
      ],
      'split',
      'Make two sentences of one that says two things.',
    ],
  ])('%s', (_, pairs, pattern, text) => {
    const edits = pairs.map(([was, became]) => edit(was, became))
    expect(rules(edits.slice(0, 2))).toEqual([])
    expect(rules(edits)).toContainEqual([pattern, text])
    expect(
      learnedRules(edits)
        .find(each => each.pattern === pattern)!
        .evidence.map(({ was }) => was),
    ).toEqual(edits.map(({ was }) => was).reverse())
  })

  it('is nothing where one sentence was edited three times, or stands in three ways of a project', () => {
    const one = edit('The sea is high, however the coast is dry.', 'The sea is high, but the coast is dry.')
    expect(rules([one, { ...one, at: '2026-11-28T13:00:00.000Z' }, { ...one, sentenceId: newId() }])).toEqual(
      [],
    )
  })

  it('is nothing where names and numbers were mended', () => {
    const names = ['boats', 'ships', 'ferries'].map(word =>
      edit(`The old ${word} of Bristol came at noon.`, `The old ${word} of Cardiff came at noon.`),
    )
    const numbers = ['boats', 'ships', 'ferries'].map(word =>
      edit(`There were 14 old ${word} in the harbour.`, `There were 15 old ${word} in the harbour.`),
    )
    expect(rules([...names, ...numbers])).toEqual([])
  })

  it('is nothing where a sentence became another one', () => {
    const others = ['The sea is high.', 'The boats are dry now.', 'A storm came in.'].map(was =>
      edit(was, 'Bread needs flour and patience.'),
    )
    expect(rules(others)).toEqual([])
  })
})

describe('the edits of a script', () => {
  const beatId = newId()
  const at = '2026-11-28T12:00:00.000Z'
  const ledger = { standing: 'open' as const, citations: [], why: '' }
  const op = { at, by: 'creator' as const }
  const sentence = (id: string, text: string, origin: 'model' | 'creator') => ({
    ...{ id, beatId, rank: 'a0', text, origin, ledger, cue: '' },
  })
  const fill = (...sentences: ReturnType<typeof sentence>[]): ScriptOp => ({
    ...{ id: newId(), at, by: 'machine', do: 'beat.fill', beatId, over: [], sentences },
  })
  const write = (sentenceId: string, text: string, origin: 'model' | null = null): ScriptOp => ({
    ...{
      id: newId(),
      ...op,
      do: 'sentence.write',
      sentenceId,
      text,
      base: 1,
      besideId: newId(),
      undo: false,
      origin,
    },
  })

  it('are of what a model wrote, as the creator left it at last', () => {
    const [one, mine, gone, back] = [newId(), newId(), newId(), newId()]
    const edits = editsOf([
      fill(
        sentence(one, 'The sea is high.', 'model'),
        sentence(gone, 'It goes.', 'model'),
        sentence(back, 'As it was.', 'model'),
      ),
      { id: newId(), ...op, do: 'sentence.insert', sentence: sentence(mine, 'Mine.', 'creator') },
      write(mine, 'Mine, changed.'),
      write(one, 'The sea is quite high.'),
      write(one, 'The sea is very high.'),
      write(gone, 'It went.'),
      { id: newId(), ...op, do: 'sentence.remove', sentenceId: gone, base: 9 },
      write(back, 'Otherwise.'),
      write(back, 'As it was.'),
    ])
    expect(edits).toEqual([{ sentenceId: one, was: 'The sea is high.', became: 'The sea is very high.', at }])
  })

  it('are not what a model wrote for a model', () => {
    const one = newId()
    expect(
      editsOf([fill(sentence(one, 'The sea is high.', 'model')), write(one, 'High is the sea.', 'model')]),
    ).toEqual([])
  })

  it('hold a sentence that was parted as one', () => {
    const one = newId()
    const was = 'The moon pulls the sea and the coast decides how high it comes.'
    const [edited] = editsOf([
      fill(sentence(one, was, 'model')),
      write(one, 'The moon pulls the sea.'),
      {
        id: newId(),
        ...op,
        do: 'sentence.insert',
        sentence: sentence(newId(), 'And the coast decides how high it comes.', 'creator'),
      },
    ])
    expect(edited!.became).toBe('The moon pulls the sea. And the coast decides how high it comes.')
  })
})
