import type { Cut } from '../contract/voice.ts'
import type { Spoken } from './spoken.ts'
import { type SpeechUnit, speechUnits } from './units.ts'
import type { VideoInput } from './video-input.ts'

/** Captions without points and times of words: from so many words on a unit ends where a new thought seems to begin … */
const goodWords = 12
/** … and here in any case. */
const mostWords = 45
const newThought = new Set(
  "so and but now then because okay ok well also however next first second finally anyway in when if what let's the this you we i".split(
    ' ',
  ),
)

/**
 * The units that passages are made of, apart where something was cut out: whole sentences, stretches between pauses,
 * or, where the captions know neither, stretches between caption borders. A unit that a cut goes through is not there.
 */
export function passageUnits(video: VideoInput, spoken: Spoken): SpeechUnit[][] {
  const known = speechUnits(spoken, video.transcript.language)
  const units = known.kind === 'none' ? byCaptions(spoken) : known.units
  const breaks = breaksOf(video.cuts, spoken)
  const stretches: SpeechUnit[][] = [[]]
  let next = 0
  for (const unit of units) {
    const inside = breaks.some(at => at > unit.from && at < unit.to)
    while (next < breaks.length && breaks[next]! <= unit.from) {
      next++
      if (stretches.at(-1)!.length > 0) stretches.push([])
    }
    if (!inside) stretches.at(-1)!.push(unit)
  }
  return stretches.filter(stretch => stretch.length > 0)
}

/** The words before which something was cut out, rising. */
function breaksOf(cuts: readonly Cut[], { startsMs, timed }: Spoken): number[] {
  if (timed === 'none' || cuts.length === 0) return []
  return startsMs.flatMap((ms, at) => {
    const before = startsMs[at - 1]
    if (before === undefined || before === ms) return []
    return cuts.some(({ startMs, endMs }) => startMs <= ms && endMs > before) ? [at] : []
  })
}

function byCaptions({ captions, words }: Spoken): SpeechUnit[] {
  // Pasted text of a few endless lines has no borders to speak of: then any word may begin a thought.
  const borders =
    captions.length * mostWords > words.length ? captions.map(({ from }) => from) : words.map((_, at) => at)
  const units: SpeechUnit[] = []
  let from = 0
  for (const at of borders) {
    const length = at - from
    const thought = length >= goodWords && newThought.has(words[at]!.word)
    if (length > 0 && (thought || length >= mostWords)) {
      units.push({ from, to: at })
      from = at
    }
  }
  if (words.length > from) units.push({ from, to: words.length })
  return units
}
