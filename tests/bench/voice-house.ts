import type { BackgroundData } from '../../core/voice/background.ts'
import type { Features } from '../../core/voice/features.ts'
import { fitLogistic } from './logistic.ts'
import { type MeasuredSpeaker, type ModelScript, stretches } from './voice-speakers.ts'

const WORDS = 200
const COST = 0.003
const FOLDS = 6

interface Row {
  values: Float64Array
  name: string
  creator: string | null
  said: boolean
  kind: string
}

/**
 * Weights that part what people said from what models wrote, over relative frequencies of stretches of 200 words.
 * Generic scripts count as much as those that imitate or rewrite a creator. Each fold is made without some speakers,
 * the scripts made for them, and some generic scripts.
 */
export function houseStyle(
  speakers: readonly MeasuredSpeaker[],
  scripts: readonly ModelScript[],
  features: Features,
): Omit<BackgroundData['house'], 'bands'> {
  const row = (words: readonly string[]) =>
    features.counts(features.occurrences(words)).map(times => times / words.length)
  const rows: Row[] = [
    ...speakers.flatMap(({ name, videos }) =>
      videos.flatMap(({ words }) =>
        stretches(words, WORDS, 3).map(part => ({
          values: row(part),
          name,
          creator: null,
          said: true,
          kind: 'said',
        })),
      ),
    ),
    ...scripts.flatMap(({ name, kind, creator, words }) =>
      stretches(words, Math.min(WORDS, words.length), 3).map(part => ({
        ...{ values: row(part), name, creator, said: false, kind: kind === 'generic' ? 'generic' : 'styled' },
      })),
    ),
  ]
  const train = (some: readonly Row[]) => {
    const sizes = new Map<string, number>()
    for (const { kind } of some) sizes.set(kind, (sizes.get(kind) ?? 0) + 1)
    const { weights, bias } = fitLogistic(
      {
        rows: some.map(({ values }) => values),
        labels: some.map(({ said }) => said),
        weights: some.map(({ kind }) => 1 / sizes.get(kind)!),
      },
      { cost: COST },
    )
    return {
      weights: Array.from(weights, each => Number(each.toPrecision(4))),
      bias: Number(bias.toPrecision(6)),
    }
  }
  const folds = Array.from({ length: FOLDS }, (_, fold) => {
    const out = [
      ...speakers.filter((_, at) => at % FOLDS === fold).map(({ name }) => name),
      ...scripts
        .filter(({ creator }) => creator === null)
        .flatMap(({ name }, at) => (at % FOLDS === fold ? [name] : [])),
    ]
    const styled = scripts
      .filter(({ creator }) => creator !== null && out.includes(creator))
      .map(({ name }) => name)
    const without = [...out, ...styled]
    return { without, ...train(rows.filter(({ name }) => !without.includes(name))) }
  })
  return { ...train(rows), folds }
}
