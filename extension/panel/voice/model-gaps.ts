import type { Trait } from '../../../core/contract/voice-profile.ts'
import type { BackgroundData } from '../../../core/voice/background.ts'
import { countedTraits } from '../../../core/voice/english-words.ts'

/** A trait that a model writes otherwise. */
export interface ModelGap {
  trait: Trait
  /** Per 100 words of scripts that a model wrote without being told of a style. */
  models: number
}

/** A difference counts from so many of the creator's own standard deviations between videos, and per 100 words. */
const LEAST_SD = 2
const LEAST_RATE = 0.2
const MOST = 5

/** How often a model writes what a trait counts, per 100 words; of traits that the background counts by single words. */
export function modelRates({
  features,
  models,
}: Pick<BackgroundData, 'features' | 'models'>): Map<string, number> {
  const numbers = new Map(features.words.map((word, at) => [word, at]))
  const plain = models.filter(texts => texts.kind === 'generic')
  const words = plain.reduce((sum, texts) => sum + texts.words, 0)
  const rates = new Map<string, number>()
  if (words === 0) return rates
  for (const [id, said] of Object.entries<readonly string[]>(countedTraits)) {
    const at = said.map(word => numbers.get(word))
    // One that is not counted would make the model look poorer in it than it is.
    if (at.some(number => number === undefined)) continue
    const count = plain.reduce(
      (sum, texts) => sum + at.reduce((own: number, number) => own + (texts.counts[number!] ?? 0), 0),
      0,
    )
    rates.set(id, (100 * count) / words)
  }
  return rates
}

/** Where a model is farthest from the creator, measured in how much their own videos differ. */
export function modelGaps(traits: readonly Trait[], rates: ReadonlyMap<string, number>): ModelGap[] {
  const far = ({ trait, models }: ModelGap) => Math.abs(trait.value - models) / (trait.spread.sd || 1e-9)
  return traits
    .flatMap(trait => {
      const models = rates.get(trait.id)
      return models === undefined || trait.sample.videos < 3 ? [] : [{ trait, models }]
    })
    .filter(gap => Math.abs(gap.trait.value - gap.models) >= LEAST_RATE && far(gap) >= LEAST_SD)
    .sort((a, b) => far(b) - far(a))
    .slice(0, MOST)
}
