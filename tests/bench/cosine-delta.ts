import type { Cohort } from '../../core/voice/scorer.ts'

/** Words that are counted, as in the best known measure of topic-poor words. */
const WORDS = 500

/** What is kept of a cohort: each other's words as standard scores. */
const known = new WeakMap<Cohort, { mean: Float64Array; deviation: Float64Array; others: Float64Array[] }>()

/**
 * The rival: Cosine Delta of standard scores (Smith and Aldridge 2011; Evert and others 2017) over the commonest
 * topic-poor words, t-normed against the background's speakers.
 * @returns standard deviations above the others' mean
 */
export function cosineDelta(
  cohort: Cohort,
  voice: { counts: ArrayLike<number>; words: number },
  counts: Float64Array,
  n: number,
): number {
  const { mean, deviation, others } = cohortOf(cohort)
  const scores = (of: ArrayLike<number>, words: number) =>
    Float64Array.from(mean, (each, at) => (of[at]! / words - each) / deviation[at]!)
  const text = scores(counts, n)
  const against = others.map(other => cosine(text, other))
  const middle = against.reduce((sum, each) => sum + each, 0) / against.length
  const spread = Math.sqrt(against.reduce((sum, each) => sum + (each - middle) ** 2, 0) / against.length)
  return (cosine(text, scores(voice.counts, voice.words)) - middle) / (spread + 1e-9)
}

function cohortOf(cohort: Cohort) {
  const before = known.get(cohort)
  if (before) return before
  const { speakers } = cohort.data
  const size = Math.min(WORDS, cohort.data.features.words.length)
  const rates = speakers.map(({ counts, words }) =>
    Float64Array.from({ length: size }, (_, at) => counts[at]! / words),
  )
  const mean = Float64Array.from(
    { length: size },
    (_, at) => rates.reduce((s, r) => s + r[at]!, 0) / rates.length,
  )
  const deviation = mean.map(
    (each, at) => Math.sqrt(rates.reduce((s, r) => s + (r[at]! - each) ** 2, 0) / (rates.length - 1)) + 1e-5,
  )
  const others = rates.map(rate => rate.map((each, at) => (each - mean[at]!) / deviation[at]!))
  const made = { mean, deviation, others }
  known.set(cohort, made)
  return made
}

function cosine(one: Float64Array, other: Float64Array): number {
  let [dot, a, b] = [0, 0, 0]
  for (let at = 0; at < one.length; at++) {
    dot += one[at]! * other[at]!
    a += one[at]! ** 2
    b += other[at]! ** 2
  }
  return dot / (Math.sqrt(a * b) || 1)
}
