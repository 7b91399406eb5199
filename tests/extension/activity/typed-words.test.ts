import { expect, it } from 'vitest'
import { typedWords } from '../../../extension/activity/typed-words.ts'

const typing = (keys: string) => {
  const words = typedWords()
  return [...keys].reduce((sum, key) => sum + words.typed(key), 0)
}

it('counts each word once, when it begins', () => {
  expect(typing('why your street floods')).toBe(4)
  expect(typing('  don’t well-known 1890,  ')).toBe(3)
  expect(typing('')).toBe(0)
  expect(typing('?!')).toBe(0)
})
it('begins another word where the caret was put', () => {
  const words = typedWords()
  expect(words.typed('a') + words.typed('b')).toBe(1)
  words.left()
  expect(words.typed('c')).toBe(1)
})
it('counts what an input method gives at once', () => {
  const words = typedWords()
  expect(words.typed('こんにちは')).toBe(3)
  expect(words.typed('two words')).toBe(2)
})
