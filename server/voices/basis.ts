import { createHash } from 'node:crypto'
import type { Cut, Voice } from '../../core/contract/voice.ts'

/**
 * What a measuring of a voice is made of, as one SHA-256 in hex: its language, its videos with their cuts, and which
 * words they have. In whatever order, since the order of choosing changes no measure.
 * @param hashes content hash by video; a video without words is not in it
 */
export function basisOf(
  { language, videos }: Pick<Voice, 'language' | 'videos'>,
  hashes: ReadonlyMap<string, string>,
): string {
  const parts = videos.map(({ videoId, cuts }) => [videoId, hashes.get(videoId) ?? null, cutsHash(cuts)])
  return sha256([language, parts.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1))])
}

/** Where a video's words are cut, whatever the reason and the order, as a hash. */
export const cutsHash = (cuts: Cut[]): string =>
  sha256(cuts.map(cut => [cut.startMs, cut.endMs]).sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!))

const sha256 = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex')
