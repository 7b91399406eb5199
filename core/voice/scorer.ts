import { type BackgroundData, type CalibrationPoint, type HouseWeights, populationOf } from './background.ts'
import { calibrated } from './calibration.ts'
import { Features } from './features.ts'
import { type SparseCounts, SpeakerRates } from './likelihood.ts'
import { type Rivals, rivalsOf } from './rivals.ts'
import { type Standing, Standings } from './standing.ts'
import type { KnownSurplus } from './surplus.ts'
import { Together } from './together.ts'
import { winsorised, winsorisedVideo } from './winsorise.ts'

/** What the creator's own distance to model texts weighs beside the house style. */
const OWN_WEIGHT = 0.6
const MODEL_VIDEOS = 5
/** Log-odds by which a text must look written by a model before that takes from its voice: people write so too. */
const DOUBT = 3
const MOST_VIDEOS = 10

export interface Score {
  /** Log-likelihood of the creator over the mean of the rivals, in nats; of the counts without their bursts. */
  raw: number
  /** How much likelier people say it than models write it, not calibrated. */
  margin: number
  /** Log-odds that a person said it and no model wrote it. */
  house: number
  /** The lower of `raw` calibrated and of `house` with room for doubt: a voice is neither another's nor a model's. */
  logOdds: number
  /** Who comes nearest to the text: others, and those half-way between two of them. */
  rivals: Rivals
}

/** Other speakers and model texts, ready to score by. Made once; every voice is held against it. */
export class Cohort {
  readonly data: BackgroundData
  readonly features: Features
  readonly population: ReturnType<typeof populationOf>
  readonly others: readonly SpeakerRates[]
  readonly models: readonly SpeakerRates[]
  readonly house: HouseWeights
  readonly #together: Together
  readonly #standings: Standings

  /**
   * @param data the background, less whoever must not be measured against themselves
   * @param house the weights to use; those of a fold for somebody of whom the background was made
   */
  constructor(data: BackgroundData, house: HouseWeights = data.house) {
    this.data = data
    this.house = house
    this.features = new Features(data.features)
    this.population = populationOf(data.speakers, this.features.size)
    this.#together = new Together(this.features, this.population, data.directions)
    this.others = data.speakers.map(each => this.ratesOf(each.counts, each.words, MOST_VIDEOS))
    this.models = data.models.map(each => this.ratesOf(each.counts, each.words, MODEL_VIDEOS))
    this.#standings = new Standings(this.others, this.ratesOf([], 0, 0))
  }

  /** What of a video's counts goes into a voice's rates. */
  heardIn(counts: Float64Array, words: number): Float64Array {
    return winsorisedVideo(counts, this.population, words)
  }

  /** @param videos of how many the counts are; more than ten are no more certain, as the same habits come again */
  ratesOf(counts: ArrayLike<number>, words: number, videos: number): SpeakerRates {
    const { firstPair } = this.features
    const known = Math.min(videos, MOST_VIDEOS)
    return new SpeakerRates(this.population, firstPair, counts, words, known, this.#together)
  }

  /** Where the voice stands among the others in texts of n words, in nats. */
  standing(voice: SpeakerRates, n: number): Standing {
    return this.#standings.of(voice, n)
  }

  /**
   * The calibration for a voice: what it takes to sound like it is more the less it talks as others do, and the higher
   * its own videos score.
   * @param known what these score beyond the usual; at a length that is missing they are taken for usual
   */
  calibrationOf(voice: SpeakerRates, known: readonly KnownSurplus[] = []): readonly CalibrationPoint[] {
    const standing = (words: number) => this.standing(voice, words)
    return this.data.calibration.voice.map(point => {
      const surplus = known.find(({ words }) => words === point.words)?.surplus ?? 0
      return {
        words: point.words,
        slope: point.slope,
        // Reckoned when a text of such a length is held against the voice.
        get offset() {
          const { apart, rivals } = standing(point.words)
          return point.offset + point.apart * apart + point.rivals * rivals + point.surplus * surplus
        },
      }
    })
  }

  /** @param known what the voice's own videos score beyond the usual */
  score(
    voice: SpeakerRates,
    counts: SparseCounts,
    words: number,
    known: readonly KnownSurplus[] = [],
  ): Score {
    const heard = winsorised(counts, this.population, words)
    const likelihood = (each: SpeakerRates) => each.logLikelihood(heard, words)
    const rivals = rivalsOf(this.others, this.others.map(likelihood), words)
    const raw = likelihood(voice) - rivals.likelihood
    const margin = this.#margin(voice.countedLikelihood(counts, words), counts, words)
    const house = calibrated(this.data.calibration.house, margin, words)
    return { raw, margin, house, logOdds: this.logOdds(voice, { raw, house }, words, known), rivals }
  }

  /** What a score is in log-odds, by what the voice's own videos score beyond the usual. */
  logOdds(
    voice: SpeakerRates,
    { raw, house }: Pick<Score, 'raw' | 'house'>,
    words: number,
    known: readonly KnownSurplus[],
  ): number {
    return Math.min(calibrated(this.calibrationOf(voice, known), raw, words), house + DOUBT)
  }

  /** How much likelier people say it than models write it: house style, and the creator's distance to model texts. */
  #margin(own: number, counts: SparseCounts, words: number): number {
    const { weights, bias } = this.house
    let house = bias
    for (let at = 0; at < counts.features.length; at++)
      house += (weights[counts.features[at]!]! * counts.times[at]!) / words
    const models = this.models.map(each => each.countedLikelihood(counts, words))
    return models.length === 0 ? house : house + (OWN_WEIGHT * (own - Math.max(...models))) / Math.sqrt(words)
  }
}
