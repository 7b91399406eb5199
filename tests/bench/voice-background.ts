/**
 * Builds `core/voice/data/background.json`: how often the speakers of a folder say each topic-poor word and pair, what
 * sets people apart from models, and how scores become log-odds. Only numbers come out.
 * `node tests/bench/voice-background.ts --data DIR [--out FILE]`
 */
import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import {
  type BackgroundData,
  type BackgroundSpeaker,
  type CalibrationPoint,
  type Population,
  populationOf,
  type UsualScore,
  type VoiceCalibrationPoint,
} from '../../core/voice/background.ts'
import { Features } from '../../core/voice/features.ts'
import { surplusOf } from '../../core/voice/surplus.ts'
import { traitValues } from '../../core/voice/trait-values.ts'
import { summed } from '../../core/voice/voice-model.ts'
import { winsorisedVideo } from '../../core/voice/winsorise.ts'
import { leastSquares } from './least-squares.ts'
import { fitLogistic, fitSlope } from './logistic.ts'
import { directionsOf } from './voice-directions.ts'
import { featureList } from './voice-features.ts'
import { houseStyle } from './voice-house.ts'
import { measuredSpeakers, modelScripts, PROFILE_WORDS, profileVideos } from './voice-speakers.ts'
import { leavingOut, modelTrials, speakerTrials, type Trial } from './voice-trials.ts'

const LENGTHS = [100, 250, 500, 1000]
const MODEL_LENGTHS = [100, 200, 500]

const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } })
if (!values.data) throw new Error('Say where the transcripts are: --data DIR')
const out = values.out ?? new URL('../../core/voice/data/background.json', import.meta.url).pathname
const tell = (text: string) => process.stderr.write(`${text}\n`)

const speakers = measuredSpeakers(values.data)
const scripts = modelScripts(values.data)
const list = featureList(speakers)
const features = new Features(list)
tell(`${speakers.length} speakers, ${list.words.length} words, ${list.pairs.length / 2} pairs`)
const counted = (words: readonly string[]) => features.counts(features.occurrences(words))
const countsOf = (said: readonly { counts: Float64Array }[]) =>
  summed(
    said.map(({ counts }) => counts),
    features.size,
  )

/** Rounds after which the limits of bursts are those of what is left when they are cut off. */
const ROUNDS = 3

/** What each speaker says, by the limits of a population; as it is where there is none. */
function statistics(limits: Population | null): BackgroundSpeaker[] {
  return speakers.map(({ name, videos }) => {
    const each = new Map(
      videos.map(video => {
        const said = video.words.slice(0, PROFILE_WORDS)
        const counts = counted(said)
        return [
          video,
          { words: said.length, counts: limits ? winsorisedVideo(counts, limits, said.length) : counts },
        ]
      }),
    )
    const profile = profileVideos(videos).map(video => each.get(video)!)
    const words = profile.reduce((sum, { words }) => sum + words, 0)
    const counts = countsOf(profile)
    const rates = [...each.values()].map(({ words, counts }) => counts.map(times => times / words))
    const freedom = rates.length - 1
    const within = Array.from(counts, (_, at) => {
      const mean = rates.reduce((sum, rate) => sum + rate[at]!, 0) / rates.length
      const variance = rates.reduce((sum, rate) => sum + (rate[at]! - mean) ** 2, 0) / freedom
      return variance > 0 ? Math.round(4 * Math.log2(variance)) : -200
    })
    return { name, words, counts: Array.from(counts, Math.round), within, freedom }
  })
}

const kinds = ['generic', 'imitate', 'rewrite'] as const
const models = kinds.map(kind => {
  const of = scripts.filter(script => script.kind === kind)
  const counts = countsOf(of.map(({ words }) => ({ counts: counted(words) })))
  return { kind, words: of.reduce((sum, { words }) => sum + words.length, 0), counts: [...counts] }
})

const traits: Record<string, number[]> = {}
for (const { spoken } of speakers) {
  const inputs = spoken.texts.map(({ name, transcript }, at) => ({
    ...{ videoId: `v${String(at).padStart(10, '0')}`, title: name, published: null, transcript, cuts: [] },
  }))
  for (const [id, value] of Object.entries(traitValues(inputs))) {
    traits[id] ??= []
    traits[id].push(shortened(value))
  }
}
for (const values of Object.values(traits)) values.sort((a, b) => a - b)

const house = houseStyle(speakers, scripts, features)
tell('house style fitted')
const raw = (words: number): CalibrationPoint => ({ words, slope: 1, offset: 0 })
const whole = statistics(null)
let statisticsOf = whole
for (let round = 0; round < ROUNDS; round++)
  statisticsOf = statistics(populationOf(statisticsOf, features.size))
const directions = directionsOf(
  speakers,
  features,
  populationOf(statisticsOf, features.size),
)(statisticsOf, [])
tell('directions found')
const data: BackgroundData = {
  id: '',
  language: 'en',
  provenance:
    'Counts of topic-poor words and pairs, variances and weights, made by tests/bench/voice-background.ts from ' +
    `transcripts of ${speakers.filter(s => s.set === 'youtube').length} YouTube creators and ` +
    `${speakers.filter(s => s.set === 'dialogue').length} podcast hosts (transcripts of thechangelog.com, © Changelog ` +
    `Media LLC, CC BY-SA 4.0), and from ${scripts.length} scripts that a language model wrote. No text is contained.`,
  features: list,
  speakers: statisticsOf,
  bursts: Array.from({ length: features.size }, (_, at) => {
    const times = (of: readonly BackgroundSpeaker[]) => of.reduce((sum, { counts }) => sum + counts[at]!, 0)
    return Math.round(1000 * (1 - times(statisticsOf) / times(whole)))
  }),
  models,
  directions,
  house: { ...house, bands: [] },
  calibration: {
    voice: LENGTHS.map(words => ({ ...raw(words), apart: 0, rivals: 0, surplus: 0, usual: usualOf([]) })),
    house: MODEL_LENGTHS.map(raw),
  },
  traits,
}

const cohortWithout = leavingOut(data, speakers)
const voice = LENGTHS.map((words): VoiceCalibrationPoint => {
  const trials = [...speakerTrials(speakers, cohortWithout, words, 2, { hardOnly: true })]
  tell(`${words} words: ${trials.length} trials`)
  const usual = usualOf(trials)
  return { words, ...calibrationOf(trials, usual), usual }
})
const houses = MODEL_LENGTHS.map(words => {
  const trials = [...modelTrials(speakers, scripts, data, words, 3)]
  const margins = (own: boolean) => trials.filter(t => t.own === own).map(({ score }) => score.margin)
  const point = { words, ...rounded(fitSlope(margins(true), margins(false))) }
  const sorted = margins(false)
    .map(margin => point.slope * margin + point.offset)
    .toSorted((a, b) => a - b)
  const at = (share: number) => shortened(sorted[Math.floor(share * (sorted.length - 1))]!)
  return { point, band: { words, p10: at(0.1), p50: at(0.5), p90: at(0.9) } }
})
const finished: BackgroundData = {
  ...data,
  house: { ...data.house, bands: houses.map(({ band }) => band) },
  calibration: { voice, house: houses.map(({ point }) => point) },
}
const hash = createHash('sha256').update(JSON.stringify(finished)).digest('hex').slice(0, 12)
const text = laidOut({ ...finished, id: `en-${hash}` })
writeFileSync(out, text)
process.stdout.write(
  `${JSON.stringify({ bytes: text.length, id: `en-${hash}`, features: features.size, calibration: finished.calibration, bands: finished.house.bands })}\n`,
)

/** Hard negatives only: those of another genre would make the meter surer than it is of a rival's text. */
function calibrationOf(trials: readonly Trial[], usual: UsualScore) {
  const used = trials.filter(({ own, hard }) => own || hard)
  // Videos and conversations count alike, however many of each there are, and own and others' texts.
  const kind = ({ target, own }: Trial) => `${target.split('/')[0]} ${own}`
  const sizes = new Map<string, number>()
  for (const trial of used) sizes.set(kind(trial), (sizes.get(kind(trial)) ?? 0) + 1)
  const { weights, bias } = fitLogistic(
    {
      rows: used.map(({ score, standing, leftOut }) =>
        Float64Array.of(score.raw, standing.apart, standing.rivals, surplusOf(usual, standing, leftOut)),
      ),
      labels: used.map(({ own }) => own),
      weights: used.map(trial => 1 / sizes.get(kind(trial))!),
    },
    { cost: 1 },
  )
  const [slope, apart, rivals, surplus] = Array.from(weights, shortened)
  return { slope: slope!, apart: apart!, rivals: rivals!, surplus: surplus!, offset: shortened(bias) }
}

/** By where a voice stands, the scores of its videos: of each voice that others' texts were held against. */
function usualOf(trials: readonly Trial[]): UsualScore {
  const voices = new Map(trials.filter(({ own }) => !own).map(trial => [trial.leftOut, trial.standing]))
  const scores = [...voices].flatMap(([leftOut, { apart, rivals }]) =>
    leftOut.flat().map(raw => ({ raw, at: [apart, rivals] })),
  )
  if (scores.length === 0) return { offset: 0, apart: 0, rivals: 0 }
  const { offset, weights } = leastSquares(
    scores.map(({ at }) => at),
    scores.map(({ raw }) => raw),
  )
  const [apart, rivals] = weights.map(shortened)
  return { offset: shortened(offset), apart: apart!, rivals: rivals! }
}

function shortened(value: number): number {
  return Number(value.toPrecision(4))
}
function rounded({ slope, offset }: { slope: number; offset: number }) {
  return { slope: shortened(slope), offset: shortened(offset) }
}

/** A line for each entry of its lists, so that a new building shows as a readable difference. */
function laidOut(file: BackgroundData): string {
  return `${JSON.stringify(file).replace(/("name":|"kind":|"weights":|"words":\[|"lags":|"pairs":|"within":|"bursts":|"directions":|"calibration":|"traits":)/g, '\n$1')}\n`
}
