import { expect, test } from 'vitest'
import { modelGaps, modelRates } from '../../../extension/panel/voice/model-gaps.ts'
import { traitSentence } from '../../../extension/panel/voice/trait-words.ts'
import { sampleProfile } from './voice-samples.ts'

const { traits } = sampleProfile()
const trait = (id: string, value: number, sd: number) => {
  const found = traits.find(each => each.id === id)!
  return { ...found, value, spread: { ...found.spread, sd } }
}
const features = { words: ['the', 'so', 'like'], lags: [], pairs: [0, 1] }
const models = [
  { kind: 'generic' as const, words: 1_000, counts: [60, 2, 1, 9] },
  { kind: 'generic' as const, words: 1_000, counts: [40, 4, 1, 9] },
  { kind: 'imitate' as const, words: 1_000, counts: [0, 90, 90, 9] },
]

test('a model’s rates are those of texts that were told nothing of a style', () => {
  const rates = modelRates({ features, models })
  expect(rates.get('so')).toBeCloseTo(0.3, 12)
  expect(rates.get('the')).toBeCloseTo(5, 12)
})

test('what the background does not count by its words is not guessed', () => {
  const rates = modelRates({ features, models })
  expect([rates.has('because'), rates.has('you-know')]).toEqual([false, false])
  expect(modelRates({ features, models: [] }).size).toBe(0)
})

test('a model differs where it is farther away than the creator’s own videos from each other', () => {
  const rates = modelRates({ features, models })
  const gaps = modelGaps([trait('so', 2.1, 0.4), trait('the', 4.6, 0.5), trait('like', 0.2, 0.01)], rates)
  expect(gaps.map(gap => gap.trait.id)).toEqual(['so'])
  expect(traitSentence({ ...gaps[0]!.trait, others: [gaps[0]!.models] }, 'a model')).toBe(
    'You say “so” 2.1 times per 100 words; a model 0.3.',
  )
})
