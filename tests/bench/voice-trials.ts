import { type BackgroundData, type Directions, populationOf } from '../../core/voice/background.ts'
import { Features } from '../../core/voice/features.ts'
import { sparse } from '../../core/voice/likelihood.ts'
import { Cohort, type Score } from '../../core/voice/scorer.ts'
import type { Standing } from '../../core/voice/standing.ts'
import { surplusOf } from '../../core/voice/surplus.ts'
import { cosineDelta } from './cosine-delta.ts'
import { directionsOf } from './voice-directions.ts'
import { countsOf, leftOutScores, profileCounts, profileRates } from './voice-profiles.ts'
import { type MeasuredSpeaker, type ModelScript, type SpokenVideo, stretches } from './voice-speakers.ts'

export interface Trial {
  target: string
  /** Who said it, or the model script's name. */
  by: string
  video: string
  own: boolean
  /** By somebody else of the same genre or on the same show. */
  hard: boolean
  score: Score
  /** Of the target's voice. */
  standing: Standing
  /** Raw scores of the videos of its profile, each held against the others of it. */
  leftOut: readonly (readonly number[])[]
  /** The rival's, where it was asked for. */
  rival?: number
}

/** Own words, and a model's of some kind, which are held against no calibration. */
export type ModelTrial = Omit<Trial, 'standing' | 'leftOut'> & { kind: string }

/** The background without whoever is measured, as far as they are in it. */
export function leavingOut(
  data: BackgroundData,
  speakers: readonly MeasuredSpeaker[],
): (names: readonly string[]) => Cohort | null {
  const directionsWithout = leavingDirections(data, speakers)
  const made = new Map<string, Cohort | null>()
  const known = new Set([
    ...data.speakers.map(each => each.name),
    ...data.house.folds.flatMap(f => f.without),
  ])
  return names => {
    const out = names.filter(name => known.has(name)).toSorted()
    const key = out.join('\n')
    const before = made.get(key)
    if (before !== undefined) return before
    // A fold leaves out whom it was made without; a speaker's own fold goes first, others are people like the rest.
    const fold = out.length ? data.house.folds.find(({ without }) => without.includes(names[0]!)) : null
    const others = data.speakers.filter(({ name }) => !out.includes(name))
    const directions = directionsWithout(out)
    const cohort = new Cohort({ ...data, speakers: others, directions }, fold ?? data.house)
    if (made.size > 300) made.clear()
    made.set(key, cohort)
    return cohort
  }
}

/**
 * The directions found without some speakers: without all of the folds in which these stand, as finding them takes
 * long. Those of the background where nobody of it is here.
 */
function leavingDirections(data: BackgroundData, speakers: readonly MeasuredSpeaker[]) {
  const known = speakers.filter(({ name }) => data.speakers.some(each => each.name === name))
  const features = new Features(data.features)
  const limits = populationOf(data.speakers, features.size)
  const find = known.length < data.speakers.length ? null : directionsOf(known, features, limits)
  const made = new Map<string, Directions>()
  return (names: readonly string[]): Directions => {
    const without = data.house.folds
      .filter(fold => names.some(name => fold.without.includes(name)))
      .flatMap(fold => fold.without)
    if (find === null || without.length === 0) return data.directions
    const key = without.join('\n')
    const directions = made.get(key) ?? find(data.speakers, without)
    made.set(key, directions)
    return directions
  }
}

/**
 * Each speaker's own words and those of all others of the set, or of the hard ones alone, held against the voice.
 * Neither whose voice it is nor who said it stands in the background, and own words are no exception: from each
 * stretch's background one of those is missing, in turn, whose texts would be the hard ones. Held against a fuller
 * background, own texts would stand lower for no reason of theirs, and where a voice stands among the others would
 * tell which texts are its own.
 */
export function* speakerTrials(
  speakers: readonly MeasuredSpeaker[],
  cohortWithout: ReturnType<typeof leavingOut>,
  n: number,
  most: number,
  { withRival = false, hardOnly = false } = {},
): Generator<Trial> {
  for (const target of speakers) {
    const groups = new Set(target.videos.map(({ group }) => group))
    const near = (by: MeasuredSpeaker) =>
      by.set === target.set && by.videos.some(({ group }) => groups.has(group))
    const rivals = speakers.filter(by => by !== target && near(by))
    let turn = 0
    for (const by of speakers) {
      if (by.set !== target.set || (hardOnly && !near(by))) continue
      const own = by === target
      const ratesWithout = (missing: MeasuredSpeaker, video: SpokenVideo | null) => {
        const cohort = cohortWithout([target.name, missing.name])
        if (!cohort) return null
        const said = profileCounts(cohort, target, video)
        const rates = cohort.ratesOf(said.counts, said.words, said.videos)
        const standing = cohort.standing(rates, n)
        const leftOut = leftOutScores(cohort, said, n, most)
        const point = cohort.data.calibration.voice.find(({ words }) => words === n)
        const known = point ? [{ words: n, surplus: surplusOf(point.usual, standing, leftOut) }] : []
        return { cohort, said, rates, standing, leftOut, known }
      }
      const whole = own ? null : ratesWithout(by, null)
      for (const video of by.videos) {
        const said = stretches(video.words, n, most)
        if (said.length === 0) continue
        const hard = !own && groups.has(video.group)
        for (const words of said) {
          const voice = own ? ratesWithout(rivals[turn++ % rivals.length] ?? target, video) : whole
          if (!voice) continue
          const { cohort } = voice
          const counts = countsOf(cohort, words)
          yield {
            ...{ target: target.name, by: by.name, video: video.name, own, hard },
            score: cohort.score(voice.rates, sparse(counts), n, voice.known),
            standing: voice.standing,
            leftOut: voice.leftOut,
            ...(withRival && { rival: cosineDelta(cohort, voice.said, counts, n) }),
          }
        }
      }
    }
  }
}

/** YouTube creators' own words and model scripts, held against the creators' voices. */
export function* modelTrials(
  speakers: readonly MeasuredSpeaker[],
  scripts: readonly ModelScript[],
  data: BackgroundData,
  n: number,
  most: number,
): Generator<ModelTrial> {
  for (const target of speakers) {
    if (target.set !== 'youtube') continue
    const others = data.speakers.filter(({ name }) => name !== target.name)
    const mine = (script: ModelScript) => script.creator === null || script.creator === target.name
    const asOwn = data.house.folds.find(({ without }) => without.includes(target.name))
    const impostors = (tested: ModelScript | null) =>
      withoutScripts(
        data,
        scripts.filter(s => s === tested || s.creator === target.name),
      )
    const cohort = new Cohort({ ...data, speakers: others, models: impostors(null) }, asOwn ?? data.house)
    for (const video of target.videos) {
      const said = stretches(video.words, n, most)
      if (said.length === 0) continue
      const voice = profileRates(cohort, target, video)
      for (const words of said)
        yield {
          ...{ target: target.name, by: target.name, video: video.name, own: true, hard: false, kind: 'own' },
          score: cohort.score(voice, sparse(countsOf(cohort, words)), n),
        }
    }
    for (const script of scripts.filter(mine)) {
      const seen = data.house.folds.find(({ without }) => without.includes(script.name))
      // Weights that saw the script or the creator say nothing; both are left out where both stand in one fold.
      if (asOwn && seen && seen !== asOwn) continue
      const house = asOwn ?? seen ?? data.house
      const held = new Cohort({ ...data, speakers: others, models: impostors(script) }, house)
      const voice = profileRates(held, target, null)
      for (const words of stretches(script.words, n, most))
        yield {
          ...{
            target: target.name,
            by: script.name,
            video: script.name,
            own: false,
            hard: true,
            kind: script.kind,
          },
          score: held.score(voice, sparse(countsOf(held, words)), n),
        }
    }
  }
}

/** The model texts of the background without these scripts. */
function withoutScripts(data: BackgroundData, scripts: readonly ModelScript[]): BackgroundData['models'] {
  const known = new Set(data.house.folds.flatMap(fold => fold.without))
  const features = new Cohort({ ...data, models: [] }).features
  return data.models.map(pool => {
    const counts = Float64Array.from(pool.counts)
    let { words } = pool
    for (const script of scripts.filter(s => s.kind === pool.kind && known.has(s.name))) {
      words -= script.words.length
      for (const [at, times] of features.counts(features.occurrences(script.words)).entries())
        counts[at]! -= times
    }
    return { ...pool, words, counts: [...counts] }
  })
}
