import type { Leg, LegResult } from '../../../core/contract/receipt.ts'
import type { Chapter, Transcript } from '../../../core/contract/transcript.ts'
import { measureTranscript } from '../../../core/transcript/receipt.ts'
import { compareWording } from '../../../core/transcript/wording.ts'
import type { LegYield } from './leg.ts'
import { playability } from './playability.ts'
import type { PlayerFacts } from './player-facts.ts'

export interface VideoReading {
  legs: LegResult[]
  by: Leg | null
  transcript: Transcript | null
  sounds: number
  /** As the captions name them; the player may know better. */
  chapters: Chapter[]
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
    chapters: [],
    navigated: !deps.stillHere(),
  }
  if (!facts || state.outcome !== 'ok' || reading.navigated) return reading
  let mostWords = 0
  let second: Transcript | null = null
  for (const [leg, run] of deps.legs) {
    const from = deps.now()
    const found = await attempt(run, facts)
    const ms = Math.max(0, Math.round(deps.now() - from))
    if (!deps.stillHere() || found.outcome === 'navigated_away')
      return { ...reading, by: null, transcript: null, sounds: 0, chapters: [], navigated: true }
    const { outcome, detail, chapters = [] } = found
    if (chapters.length > reading.chapters.length) reading.chapters = chapters
    const measure = found.transcript && measureTranscript(found.transcript, facts.lengthSeconds * 1000)
    if (!found.transcript || !measure) {
      reading.legs.push({ leg, outcome, ...(detail ? { detail } : {}), ms })
      continue
    }
    if (measure.truncated)
      reading.legs.push({ leg, outcome: 'truncated', detail: shortfall(measure.words, facts), ms })
    const wording = second && !measure.truncated ? compareWording(second, found.transcript) : null
    if (wording === 'same' || wording === 'unlike') {
      reading.legs.push({ leg, outcome, detail: known[wording], ms })
      if (wording === 'same') break
      continue
    }
    if (!measure.truncated) reading.legs.push({ leg, outcome, ...(detail ? { detail } : {}), ms })
    if (wording === 'wording' || (!second && measure.words > mostWords)) {
      mostWords = measure.words
      reading.by = leg
      // Of the two tracks in the spoken language the one that was not heard was written.
      reading.transcript = wording ? { ...found.transcript, kind: 'manual' } : found.transcript
      reading.sounds = found.sounds ?? 0
    }
    if (measure.truncated) continue
    if (!found.second) break
    second = found.transcript
  }
  return reading
}

/** What came a second time beside auto-captions that are kept. */
const known = {
  same: 'These are the same auto-captions, with coarser times.',
  unlike: 'The panel shows captions in another language.',
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
