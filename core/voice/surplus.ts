import type { UsualScore } from './background.ts'
import { median } from './spread.ts'
import type { Standing } from './standing.ts'

/**
 * Videos of which half is believed: the variance of one creator's scores over that between creators, which is 3.3 for
 * stretches of 100 words of the background's speakers and 3.9 for 500; a video has two, which are alike.
 */
const HALF_BELIEVED = 3

/** What a voice's own texts of so many words score beyond the usual, in nats; taken for usual where it is missing. */
export interface KnownSurplus {
  words: number
  surplus?: number | undefined
}

/**
 * By how many nats a creator's own texts score higher than those of creators who stand where they do: the median over
 * stretches of their videos, each held against the voice of the others, less offset + apart·a + rivals·r of where the
 * voice stands (a, r). Who varies little or sounds much like one of the others scores higher, whatever the text.
 * Drawn to 0 where few videos say so, by videos / (videos + 3): the mean of a posterior.
 * @param videos raw scores of each one's stretches of one length; none where it is shorter
 * @param standing of the voice at that length
 */
export function surplusOf(
  usual: UsualScore,
  standing: Standing,
  videos: readonly (readonly number[])[],
): number {
  const scored = videos.filter(raws => raws.length > 0)
  if (scored.length === 0) return 0
  const expected = usual.offset + usual.apart * standing.apart + usual.rivals * standing.rivals
  return ((median(scored.flat()) - expected) * scored.length) / (scored.length + HALF_BELIEVED)
}
