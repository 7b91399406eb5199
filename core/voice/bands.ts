import type { VoiceModel } from '../contract/voice-profile.ts'
import { calibrated } from './calibration.ts'
import type { SpeakerRates } from './likelihood.ts'
import { limitedCounts } from './limited-counts.ts'
import type { Span } from './reading.ts'
import { rivalsOf } from './rivals.ts'
import type { Cohort } from './scorer.ts'
import { quantile } from './spread.ts'
import type { KnownSurplus } from './surplus.ts'
import { dot, type Weights } from './together.ts'

export const BAND_WORDS = [100, 250, 500, 1000] as const

/** Quantiles of the normal distribution, for what chance adds to a mean. */
const CHANCE = [-1.64, -1.04, -0.67, -0.39, -0.13, 0.13, 0.39, 0.67, 1.04, 1.64]

export const spanOf = (values: readonly number[]): Span => ({
  p10: quantile(values, 0.1),
  p50: quantile(values, 0.5),
  p90: quantile(values, 0.9),
})

/**
 * Where texts of n words by the others of the background, and by models, stand on a voice's axis. Their texts are not
 * here, only their rates: the mean and the variance of their scores follow from these (negative binomial, bursts cut
 * off as in any text, features taken as independent).
 */
export function controlBands(
  cohort: Cohort,
  voice: SpeakerRates,
  n: number,
  known: readonly KnownSurplus[],
): { others: Span; models: Span } {
  const weights = cohort.others.map(each => each.weights(n))
  const weightsOf = new Map(cohort.others.map((each, at) => [each, weights[at]!.of]))
  const own = voice.weights(n)
  const scores = (said: SpeakerRates, skip: number): number[] => {
    const heard = limitedCounts(said, cohort.population, n)
    const means = weights.map((each, at) => (at === skip ? -Infinity : expected(each, heard.mean)))
    const rivals = rivalsOf(cohort.others, means, n)
    const difference = own.of.slice()
    for (const { rates, share } of rivals.of) {
      const of = weightsOf.get(rates)!
      for (let feature = 0; feature < of.length; feature++) difference[feature]! -= share * of[feature]!
    }
    const mean = expected(own, heard.mean) - rivals.likelihood
    let variance = 0
    for (let feature = 0; feature < difference.length; feature++)
      variance += difference[feature]! ** 2 * heard.variance[feature]!
    const deviation = Math.sqrt(variance)
    return CHANCE.map(chance => mean + chance * deviation)
  }
  const points = cohort.calibrationOf(voice, known)
  const onAxis = (raws: readonly number[]) => raws.map(raw => calibrated(points, raw, n) / Math.LN10)
  const others = cohort.others.flatMap((each, at) => onAxis(scores(each, at)))
  const models = spanOf(cohort.models.flatMap(each => onAxis(scores(each, -1))))
  const house = between(cohort.data.house.bands, n)
  const lower = (of: keyof Span) => Math.min(models[of], house[of] / Math.LN10)
  return { others: spanOf(others), models: { p10: lower('p10'), p50: lower('p50'), p90: lower('p90') } }
}

/** What a text of such counts has by these weights, in nats. */
const expected = ({ of, constant }: Weights, counts: Float64Array): number => constant + dot(of, counts)

/** What is known at some lengths, at another: on a straight line over the logarithm of the length. */
export function between(known: readonly (Span & { words: number })[], words: number): Span {
  const above = known.findIndex(each => each.words >= words)
  if (above === 0) return known[0]!
  if (above < 0) return known.at(-1)!
  const [low, high] = [known[above - 1]!, known[above]!]
  const part = Math.log(words / low.words) / Math.log(high.words / low.words)
  const at = (of: keyof Span) => (1 - part) * low[of] + part * high[of]
  return { p10: at('p10'), p50: at('p50'), p90: at('p90') }
}

/** The bands of a model at a length. */
export function bandsAt(model: VoiceModel, words: number): { own: Span; others: Span; models: Span } | null {
  if (model.bands.length === 0) return null
  const of = (kind: 'own' | 'others' | 'models') =>
    between(
      model.bands.map(each => ({ words: each.words, ...each[kind] })),
      words,
    )
  return { own: of('own'), others: of('others'), models: of('models') }
}
