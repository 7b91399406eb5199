import type { Directions } from '../../core/voice/background.ts'
import {
  type BackgroundSpeaker,
  type Population,
  populationOf,
  VIDEO_WORDS,
} from '../../core/voice/background.ts'
import type { Features } from '../../core/voice/features.ts'
import { DIRECTION_WORDS } from '../../core/voice/together.ts'
import { winsorisedVideo } from '../../core/voice/winsorise.ts'
import { seededRandom } from '../support/random.ts'
import { type MeasuredSpeaker, PROFILE_WORDS } from './voice-speakers.ts'

/** Directions that are kept, and that are reckoned with to find them. */
const KEPT = 20
const REACHED = 28
const ROUNDS = 12
const CHUNK = 100
const CHUNKED_WORDS = 6_000
/** What of the measured covariance is believed off its diagonal: some of it is chance. */
const BELIEVED = 0.7

/** Sums of squares and products over the words, around each speaker's or each video's mean. */
interface Scatter {
  sum: Float32Array
  freedom: number
}

interface SpeakerScatter {
  name: string
  /** Of a speaker's videos around the speaker. */
  videos: Scatter
  /** Of a video's stretches of 100 words around the video. */
  chunks: Scatter
}

/**
 * Finds the directions in which words move together within speakers, leaving some speakers out.
 * @param limits of bursts, which are cut off here as everywhere: else they would be what moves most
 */
export function directionsOf(speakers: readonly MeasuredSpeaker[], features: Features, limits: Population) {
  const size = features.list.words.length
  const rates = (words: readonly string[]) =>
    winsorisedVideo(features.counts(features.occurrences(words)), limits, words.length)
      .subarray(0, size)
      .map(times => times / words.length)
  const scatters = speakers.map(({ name, videos }): SpeakerScatter => {
    const chunks = empty(size)
    for (const { words } of videos) {
      const count = Math.floor(Math.min(words.length, CHUNKED_WORDS) / CHUNK)
      if (count < 2) continue
      const rows = Array.from({ length: count }, (_, at) => rates(words.slice(at * CHUNK, (at + 1) * CHUNK)))
      add(chunks, rows, size)
    }
    const whole = empty(size)
    add(
      whole,
      videos.map(({ words }) => rates(words.slice(0, PROFILE_WORDS))),
      size,
    )
    return { name, videos: whole, chunks }
  })

  return (background: readonly BackgroundSpeaker[], without: readonly string[]): Directions => {
    const { mean, within } = populationOf(
      background.filter(({ name }) => !without.includes(name)),
      features.size,
    )
    const of = scatters.filter(({ name }) => !without.includes(name))
    const between = covariance(
      of.map(({ videos }) => videos),
      size,
    )
    const chance = covariance(
      of.map(({ chunks }) => chunks),
      size,
    )
    for (let at = 0; at < chance.length; at++) {
      chance[at]! *= CHUNK
      between[at] = BELIEVED * (between[at]! - chance[at]! / VIDEO_WORDS)
    }
    const scale = Float64Array.from({ length: size }, (_, word) =>
      Math.sqrt(within[word]! + mean[word]! / DIRECTION_WORDS),
    )
    for (const matrix of [between, chance])
      for (let row = 0; row < size; row++)
        for (let column = 0; column < size; column++)
          matrix[row * size + column]! /= scale[row]! * scale[column]!
    const total = between.map((each, at) => each + chance[at]! / DIRECTION_WORDS)
    const found = strongest(total, size)
    return {
      vectors: found.map(vector => Array.from(vector, part => Math.round(part * 1000))),
      between: found.map(vector => shortened(Math.max(along(between, vector), 0))),
      chance: found.map(vector => shortened(along(chance, vector))),
    }
  }
}

const empty = (size: number): Scatter => ({ sum: new Float32Array(size * size), freedom: 0 })

/** Adds rows around their mean: Σ x·xᵀ − n · mean·meanᵀ. */
function add(scatter: Scatter, rows: readonly Float64Array[], size: number) {
  const mean = new Float64Array(size)
  for (const row of rows) for (let word = 0; word < size; word++) mean[word]! += row[word]! / rows.length
  const product = (row: Float64Array, times: number) => {
    const there = [...row.keys()].filter(word => row[word] !== 0)
    for (const one of there)
      for (const other of there) scatter.sum[one * size + other]! += times * row[one]! * row[other]!
  }
  for (const row of rows) product(row, 1)
  product(mean, -rows.length)
  scatter.freedom += rows.length - 1
}

function covariance(scatters: readonly Scatter[], size: number): Float64Array {
  const freedom = scatters.reduce((sum, each) => sum + each.freedom, 0)
  const all = new Float64Array(size * size)
  for (const { sum } of scatters) for (let at = 0; at < all.length; at++) all[at]! += sum[at]! / freedom
  return all
}

function times(matrix: Float64Array, vector: Float64Array): Float64Array {
  return vector.map((_, row) => {
    let sum = 0
    const from = row * vector.length
    for (let column = 0; column < vector.length; column++) sum += matrix[from + column]! * vector[column]!
    return sum
  })
}

const dot = (one: Float64Array, other: Float64Array) => {
  let sum = 0
  for (let at = 0; at < one.length; at++) sum += one[at]! * other[at]!
  return sum
}

const along = (matrix: Float64Array, vector: Float64Array) => dot(vector, times(matrix, vector))

/** The eigenvectors of the largest eigenvalues, by orthogonal iteration; enough of them are found for their order. */
function strongest(matrix: Float64Array, size: number): Float64Array[] {
  const random = seededRandom(20261128)
  let found: Float64Array[] = Array.from({ length: REACHED }, () =>
    Float64Array.from({ length: size }, () => random() - 0.5),
  )
  for (let round = 0; round < ROUNDS; round++) {
    found = found.map(vector => times(matrix, vector))
    for (const [at, vector] of found.entries()) {
      for (let before = 0; before < at; before++) {
        const part = dot(vector, found[before]!)
        for (let word = 0; word < size; word++) vector[word]! -= part * found[before]![word]!
      }
      const length = Math.sqrt(dot(vector, vector))
      for (let word = 0; word < size; word++) vector[word]! /= length
    }
  }
  return found.toSorted((one, other) => along(matrix, other) - along(matrix, one)).slice(0, KEPT)
}

const shortened = (value: number) => Number(value.toPrecision(4))
