import { describe, expect, it } from 'vitest'
import { changedFacts } from '../../../core/script/changed-facts.ts'
import { shorten } from '../../../core/script/shorten.ts'

describe('a sentence shortened by rules', () => {
  it.each([
    ['The sea is really very high.', ['The sea is high.']],
    ['It is important to note that the moon pulls.', ['The moon pulls.']],
    ['We look up in order to see it.', ['We look up to see it.']],
    [
      'The moon pulls at the water of the whole sea every single day, but the coast decides how high the water comes.',
      [
        'The moon pulls at the water of the whole sea every single day.',
        'But the coast decides how high the water comes.',
      ],
    ],
  ])('%s', (text, becomes) => {
    expect(shorten(text)).toEqual(becomes)
  })

  it('leaves alone what is short, denied, compared or quoted', () => {
    expect(shorten('The moon pulls.')).toBeNull()
    expect(shorten('It is not really high.')).toBeNull()
    expect(shorten('It is just as high.')).toBeNull()
    expect(shorten('They say “it is really very high” there.')).toBeNull()
  })

  it('drops words of emphasis that the creator never says, and no others of theirs', () => {
    expect(shorten('We remarkably often delve into it.', ['remarkably', 'delve'])).toEqual([
      'We often delve into it.',
    ])
  })

  it('loses no number and no name', () => {
    const text =
      'In 1931 the tide in the Bay of Fundy basically rose by a really astonishing 14 metres, and the people of Nova Scotia literally ran.'
    const parts = shorten(text)!
    expect(changedFacts(text, parts.join(' '))).toEqual({ lost: [], gained: [] })
    expect(parts.join(' ')).not.toMatch(/basically|really|literally/)
  })
})

describe('what a rewriting changed', () => {
  it('is told of numbers, dates and names', () => {
    const was = 'In 1931 Fundy had a tide of 14 metres.'
    expect(changedFacts(was, 'Back then Fundy had a tide of 15 metres, and so did Bristol.')).toEqual({
      lost: ['1931', '14 metres'],
      gained: ['15 metres', 'Bristol'],
    })
  })
  it('is nothing where a number is only written otherwise', () => {
    expect(changedFacts('It took twenty minutes.', 'It took 20 minutes.')).toEqual({ lost: [], gained: [] })
  })
})
