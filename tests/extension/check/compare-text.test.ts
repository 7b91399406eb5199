import { expect, test } from 'vitest'
import { compareText, missingWords } from '../../../extension/check/compare-text.ts'
import { cpuMs } from '../../support/cpu-ms.ts'

const kept = 'The gauge stands in the harbour. It counts every tide. Nobody reads it at night.'

test.each([
  ['the same words', kept, 0],
  [
    'other things around it, typography and line breaks',
    `Sign up!\n\nThe gauge stands in the\u00a0harbour.\nIt counts every tide. Advert. “Nobody reads it at night.”`,
    0,
  ],
  ['another order', 'Nobody reads it at night. It counts every tide. The gauge stands in the harbour.', 0],
  ['a number changed, a sentence left out', 'The gauge stands in the harbour. It counts no tide.', 2],
  ['a negation that came in', kept.replace('stands in', 'stands not in'), 1],
  ['nothing of it', 'A page about bread.', 3],
])('%s', (_, now, missing) => {
  expect(compareText(kept, [now], 'en')).toEqual({ sentences: 3, missing })
})

test('a sentence counts where any of the texts has it, and twice the same counts once', () => {
  expect(
    compareText(
      `${kept} ${kept}`,
      ['The gauge stands in the harbour.', 'It counts every tide. Nobody reads it at night.'],
      null,
    ),
  ).toEqual({
    sentences: 3,
    missing: 0,
  })
})

test('a book that changed wholly is compared within two seconds', () => {
  const book = Array.from({ length: 20_000 }, (_, at) => `Sentence ${at} of the old book is here.`).join(' ')
  const other = Array.from({ length: 20_000 }, (_, at) => `Line ${at} of the new one says else.`).join(' ')
  const from = cpuMs()
  expect(compareText(book, [other], 'en')).toEqual({ sentences: 20_000, missing: 20_000 })
  expect(cpuMs() - from).toBeLessThan(4_000)
})

test('words for the creator', () => {
  expect(missingWords({ sentences: 40, missing: 3 })).toBe('3 of 40 sentences are not there any more.')
  expect(missingWords({ sentences: 40, missing: 1 })).toBe('1 of 40 sentences is not there any more.')
  expect(missingWords({ sentences: 4, missing: 4 })).toBe('None of its sentences is there any more.')
})
