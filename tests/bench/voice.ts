/**
 * How well the voice score tells creators apart, and from models, on speakers it was not fitted on.
 * `npm run bench:voice -- --data DIR`, DIR with `youtube/`, `dialogue/`, `genres.json`, `model-written/`. Nothing is
 * fitted on DIR; a scored video is not in its own profile; who stands in the shipped background is left out of it in
 * turn. The last line is JSON. `--rival` measures Cosine Delta on the same trials beside it; `--intervals` tells between
 * what each figure lies when the speakers are drawn again, and the area under the curve of each.
 */
import { parseArgs } from 'node:util'
import type { BackgroundData } from '../../core/voice/background.ts'
import shipped from '../../core/voice/data/background.json' with { type: 'json' }
import { bootstrapped } from './bootstrap.ts'
import { areaUnder, calibrationOf, equalError } from './roc.ts'
import { attributed } from './voice-attribution.ts'
import { foreignTexts, foundIn, toldIn } from './voice-foreign.ts'
import { measuredSpeakers, modelScripts } from './voice-speakers.ts'
import { voiceTimes } from './voice-times.ts'
import { leavingOut, type ModelTrial, modelTrials, speakerTrials, type Trial } from './voice-trials.ts'

const LENGTHS = [100, 250, 500, 1000]
const MODEL_LENGTHS = [100, 200, 500]
const KINDS = ['generic', 'imitate', 'rewrite']
/** Stretches of a video at each length. */
const MOST = 2

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    rival: { type: 'boolean', default: false },
    intervals: { type: 'boolean', default: false },
  },
})
if (!values.data) throw new Error('Say where the transcripts are: --data DIR')
const background = shipped as unknown as BackgroundData
const speakers = measuredSpeakers(values.data)
const scripts = modelScripts(values.data)
const tell = (text: string) => process.stderr.write(`${text}\n`)

function measured(trials: readonly Trial[]) {
  const own = trials.filter(trial => trial.own).map(({ score }) => score.logOdds)
  const others = trials.filter(trial => !trial.own).map(({ score }) => score.logOdds)
  const hard = trials.filter(trial => trial.hard).map(({ score }) => score.logOdds)
  return {
    aucAll: rounded(areaUnder(own, others)),
    aucHard: rounded(areaUnder(own, hard)),
    ...calibrationOf(own, hard),
    eer: rounded(equalError(own, hard)),
  }
}

const byTarget = <Item extends { target: string }>(items: readonly Item[]): Item[][] => [
  ...Map.groupBy(items, ({ target }) => target).values(),
]

/** Of the hard trials: intervals of the figures, and each speaker's own area under the curve. */
function intervals(trials: readonly Trial[]) {
  const groups = byTarget(trials.filter(({ own, hard }) => own || hard))
  const of = (some: readonly Trial[], own: boolean) =>
    some.filter(trial => trial.own === own).map(({ score }) => score.logOdds)
  const area = (some: readonly Trial[]) => areaUnder(of(some, true), of(some, false))
  const calibration = (some: readonly Trial[]) => calibrationOf(of(some, true), of(some, false))
  return {
    aucHard: bootstrapped(groups, area)?.map(rounded),
    brier: bootstrapped(groups, some => calibration(some).brier),
    ece: bootstrapped(groups, some => calibration(some).ece),
    each: Object.fromEntries(groups.map(some => [some[0]!.target, rounded(area(some))])),
  }
}

/** Cosine Delta over the same words and trials. */
function rivals(trials: readonly Trial[]) {
  const of = (some: readonly Trial[]) => some.map(({ rival }) => rival!)
  const own = of(trials.filter(trial => trial.own))
  return {
    aucAll: rounded(areaUnder(own, of(trials.filter(trial => !trial.own)))),
    aucHard: rounded(areaUnder(own, of(trials.filter(trial => trial.hard)))),
  }
}

// First: the cohorts of all trials fill the memory, which whoever measures a voice has not got to tidy.
const times = voiceTimes(background, speakers)
tell(`times: ${JSON.stringify(times)}`)
const cohortWithout = leavingOut(background, speakers)
const result: Record<string, unknown> = {}
for (const set of ['youtube', 'dialogue'] as const) {
  const of = speakers.filter(speaker => speaker.set === set)
  result[set] = Object.fromEntries(
    LENGTHS.map(n => {
      const trials = [...speakerTrials(of, cohortWithout, n, MOST, { withRival: values.rival })]
      const line = {
        ...measured(trials),
        accuracy: rounded(attributed(of, cohortWithout, n, MOST)),
        ...(values.rival && { rival: rivals(trials) }),
        ...(values.intervals && { intervals: intervals(trials) }),
      }
      tell(`${set} ${n} words: ${trials.length} trials ${JSON.stringify(line)}`)
      return [n, line]
    }),
  )
}

const modelAuc = Object.fromEntries(
  MODEL_LENGTHS.map(n => {
    const trials = [...modelTrials(speakers, scripts, background, n, 3)]
    const line = Object.fromEntries(KINDS.map(kind => [kind, rounded(overCreators(trials, kind))]))
    tell(`models ${n} words: ${JSON.stringify(line)}`)
    return [n, line]
  }),
)

/** Mean over the creators for whom there are scripts of the kind at this length. */
function overCreators(trials: readonly ModelTrial[], kind: string): number | null {
  const areas = [...new Set(trials.map(({ target }) => target))].flatMap(target => {
    const of = trials.filter(trial => trial.target === target)
    const said = of.filter(trial => trial.own).map(({ score }) => score.house)
    const written = of.filter(trial => trial.kind === kind).map(({ score }) => score.house)
    return said.length && written.length ? [areaUnder(said, written)!] : []
  })
  return areas.length ? areas.reduce((sum, each) => sum + each, 0) / areas.length : null
}

function foreignIn(set: 'youtube' | 'dialogue') {
  const of = speakers.filter(speaker => speaker.set === set)
  const trials = foreignTexts(of, cohortWithout)
    .map(text => ({ target: text.target, ...foundIn(text), ...toldIn(text) }))
    .toArray()
  const near = foreignTexts(of, cohortWithout, { sameTopic: true }).map(foundIn).toArray()
  const share = (each: readonly boolean[]) => (each.length ? each.filter(Boolean).length / each.length : null)
  const found = (some: readonly { found: boolean }[]) => share(some.map(trial => trial.found))
  const line = {
    found: rounded(found(trials)),
    topicPoor: rounded(share(trials.map(trial => trial.byVoice))),
    sameTopic: rounded(found(near)),
    told: rounded(share(trials.map(trial => trial.told))),
    toldOfOwn: rounded(share(trials.map(trial => trial.toldOfOwn))),
    ...(values.intervals && { interval: bootstrapped(byTarget(trials), found)?.map(rounded) }),
  }
  tell(`foreign passage, ${set}: ${JSON.stringify(line)}`)
  return line
}
const foreignBy = { youtube: foreignIn('youtube'), dialogue: foreignIn('dialogue') }
const foreign = { youtube: foreignBy.youtube.found, dialogue: foreignBy.dialogue.found }

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toFixed(4))
}
process.stdout.write(
  `${JSON.stringify({ speakers: speakers.length, background: background.id, ...result, modelAuc, foreign, foreignBy, ...times })}\n`,
)
