/** How a queue of questions to YouTube is paced: all in milliseconds. */
export interface Pace {
  /** Between two videos' words: drawn from this span (2 s brought 429, 5 s did not). */
  videoMs: [least: number, most: number]
  /** Between two pages of a list. */
  listMs: [least: number, most: number]
  /** After the first refusal; each further one doubles it. */
  coolMs: number
}

export const humanPace: Pace = { videoMs: [3_000, 6_000], listMs: [1_000, 2_000], coolMs: 600_000 }

/** Attempts that may miss before a video is left to a caption file. */
export const MOST_MISSES = 3

const longestCoolMs = 6 * 3_600_000

/** @param random 0 to 1 */
export const drawn = ([least, most]: [number, number], random: number): number =>
  Math.round(least + (most - least) * random)

/**
 * How long nobody asks YouTube after a refusal: from `coolMs` doubling to six hours, and never less than it asked for.
 * @param refusals in a row, this one included
 */
export const coolDownMs = ({ coolMs }: Pace, refusals: number, retryAfterMs: number | null): number =>
  Math.max(
    Math.min(coolMs * 2 ** Math.min(20, Math.max(0, refusals - 1)), Math.max(coolMs, longestCoolMs)),
    retryAfterMs ?? 0,
  )

/** Milliseconds until so many videos are through, from the pace and what an answer took so far. */
export const timeLeftMs = ({ videoMs }: Pace, videos: number, answerMs: number): number =>
  videos * (answerMs + (videoMs[0] + videoMs[1]) / 2)
