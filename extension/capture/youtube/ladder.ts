import type { Leg, LegResult } from '../../../core/contract/receipt.ts'
import type { Transcript } from '../../../core/contract/transcript.ts'
import { measureTranscript } from '../../../core/transcript/receipt.ts'
import type { LegYield } from './leg.ts'
import { playability } from './playability.ts'
import type { PlayerFacts } from './player-facts.ts'

export interface VideoReading {
  legs: LegResult[]
  by: Leg | null
  transcript: Transcript | null
  sounds: number
  /** The page shows another video by now: nothing of this belongs to the one that was asked for. */
  navigated: boolean
}

export interface LadderDeps {
  /** Tried in this order until one gives the whole transcript. */
  legs: [leg: Leg, run: (facts: PlayerFacts) => Promise<LegYield>][]
  stillHere: () => boolean
  /** Milliseconds from any beginning. */
  now: () => number
  /** How long leg 0 took. */
  playerMs: number
}

/**
 * The ladder to a video's words. Leg 0 (`facts`) is behind; each further leg ends in an outcome that is kept, whatever
 * happens in it. A transcript with too few words for the video is kept only if no later leg gives more.
 */
export async function climb(facts: PlayerFacts | null, deps: LadderDeps): Promise<VideoReading> {
  const state = playability(facts)
  const reading: VideoReading = {
    legs: [{ leg: 'player', ...state, ms: deps.playerMs }],
    by: null,
    transcript: null,
    sounds: 0,
    navigated: !deps.stillHere(),
  }
  if (!facts || state.outcome !== 'ok' || reading.navigated) return reading
  let mostWords = 0
  for (const [leg, run] of deps.legs) {
    const from = deps.now()
    const found = await attempt(run, facts)
    const ms = Math.max(0, Math.round(deps.now() - from))
    if (!deps.stillHere() || found.outcome === 'navigated_away')
      return { ...reading, by: null, transcript: null, navigated: true }
    const measure = found.transcript && measureTranscript(found.transcript, facts.lengthSeconds * 1000)
    if (measure?.truncated)
      reading.legs.push({ leg, outcome: 'truncated', detail: shortfall(measure.words, facts), ms })
    else
      reading.legs.push({
        leg,
        outcome: found.outcome,
        ...(found.detail ? { detail: found.detail } : {}),
        ms,
      })
    if (found.transcript && measure && measure.words > mostWords) {
      mostWords = measure.words
      reading.by = leg
      reading.transcript = found.transcript
      reading.sounds = found.sounds ?? 0
    }
    if (found.transcript && !measure?.truncated) break
  }
  return reading
}

async function attempt(
  run: (facts: PlayerFacts) => Promise<LegYield>,
  facts: PlayerFacts,
): Promise<LegYield> {
  try {
    return await run(facts)
  } catch {
    return { outcome: 'error', detail: 'This way did not work on this page.' }
  }
}

const shortfall = (words: number, { lengthSeconds }: PlayerFacts): string =>
  `Only ${words} words for ${Math.round(lengthSeconds / 60)} minutes: some of the transcript is missing.`
