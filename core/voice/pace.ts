import type { Spoken, SpokenCaption } from './spoken.ts'
import { deviation, median } from './spread.ts'

/** How fast somebody speaks, in words a minute. */
export interface Pace {
  /** Words over the time from the first caption's start to the last one's: it falls with every picture without words. */
  overall: number
  /** Median over captions of their words over the time to the next one: how fast the speech itself is. */
  local: number
  /** Standard deviation of `curve`. */
  swing: number
  /** Over the video, at most 400 places: the median of the captions of each stretch. */
  curve: { ms: number; wpm: number }[]
}

const MOST_PLACES = 400
/** A stretch of the curve is at least so long, so that one short caption makes no peak. */
const STRETCH_MS = 15_000
/** Between two captions that stand closer nothing can have been said: they are parts of one. */
const LEAST_MS = 200
const LEAST_CAPTIONS = 10

/** null where the transcript has no times, or too few captions to tell. */
export function paceOf({ timed, captions, words }: Spoken): Pace | null {
  const first = captions[0]
  const last = captions.at(-1)
  if (timed === 'none' || captions.length < LEAST_CAPTIONS || !first || !last) return null
  const spanMs = last.startMs - first.startMs
  const rates = captionRates(captions)
  if (spanMs <= 0 || rates.length < LEAST_CAPTIONS) return null
  const curve = curveOf(rates, Math.max(STRETCH_MS, spanMs / (MOST_PLACES - 1)))
  return {
    overall: words.length / (spanMs / 60_000),
    local: median(rates.map(rate => rate.wpm)),
    swing: deviation(curve.map(place => place.wpm)),
    curve,
  }
}

interface Rate {
  ms: number
  wpm: number
}

function captionRates(captions: SpokenCaption[]): Rate[] {
  const rates: Rate[] = []
  for (const [at, { startMs, from, to }] of captions.entries()) {
    const next = captions[at + 1]
    const ms = next ? next.startMs - startMs : 0
    if (ms >= LEAST_MS) rates.push({ ms: startMs, wpm: ((to - from) * 60_000) / ms })
  }
  return rates
}

function curveOf(rates: Rate[], stretchMs: number): Rate[] {
  const curve: Rate[] = []
  let open: Rate[] = []
  const close = () =>
    curve.push({ ms: open[0]!.ms, wpm: Math.round(median(open.map(rate => rate.wpm)) * 10) / 10 })
  for (const rate of rates) {
    if (open[0] && rate.ms - open[0].ms >= stretchMs) {
      close()
      open = []
    }
    open.push(rate)
  }
  if (open.length > 0) close()
  return curve.slice(0, MOST_PLACES)
}
