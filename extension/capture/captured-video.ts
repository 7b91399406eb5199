import type { VideoCapture } from '../../core/contract/source.ts'
import type { Chapter } from '../../core/contract/transcript.ts'
import { captureText, contentHash } from '../../core/evidence/content.ts'
import { textFingerprint } from '../../core/evidence/fingerprint.ts'
import { line } from './article/head.ts'
import { watchAddress } from './canonical.ts'
import type { ClipDeps } from './clip.ts'
import { videoReceipt } from './video-receipt.ts'
import type { VideoReading } from './youtube/ladder.ts'
import type { PlayerFacts } from './youtube/player-facts.ts'
import { publishedOf } from './youtube/published.ts'

export interface ReadVideo {
  videoId: string
  facts: PlayerFacts | null
  reading: Pick<VideoReading, 'legs' | 'by' | 'transcript' | 'sounds'>
  chapters: Chapter[]
  /** Of the watch page, without what YouTube puts around a video's title: for a video whose player does not say it. */
  pageTitle: string
}

/** What was read of a video, in its tab or by a link to it, as the capture that is kept. */
export async function capturedVideo(
  { videoId, facts, reading, chapters, pageTitle }: ReadVideo,
  projectId: string,
  { now, newId }: Pick<ClipDeps, 'now' | 'newId'>,
): Promise<VideoCapture> {
  const durationMs = facts?.lengthSeconds ? facts.lengthSeconds * 1000 : null
  const body = { kind: 'video' as const, transcript: reading.transcript }
  return {
    ...body,
    id: newId(),
    projectId,
    url: watchAddress(videoId),
    canonicalUrl: watchAddress(videoId),
    title: line(facts?.title) ?? line(pageTitle) ?? `YouTube video ${videoId}`,
    author: line(facts?.author),
    site: 'YouTube',
    published: publishedOf(facts),
    language: reading.transcript?.language ?? null,
    capturedAt: new Date(now()).toISOString(),
    contentHash: await contentHash(captureText(body)),
    fingerprint: textFingerprint(captureText(body)),
    receipt: videoReceipt(reading, durationMs),
    videoId,
    durationMs,
    chapters,
  }
}
