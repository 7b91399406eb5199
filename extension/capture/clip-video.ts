import { err, ok, type Result } from '../../core/contract/result.ts'
import type { Capture } from '../../core/contract/source.ts'
import { capturedVideo } from './captured-video.ts'
import type { ClipDeps, ClipFailure, ClipRequest } from './clip.ts'
import { clipFailures } from './clip-failures.ts'
import { readVideo } from './read-video.ts'
import type { PlayerFacts } from './youtube/player-facts.ts'
import { askServer } from './youtube/server-leg.ts'

/** The video that a watch page plays, with its words where there is a way to them. */
export async function clipVideo(
  { tabId, projectId }: ClipRequest,
  videoId: string,
  { tabs, now, newId, serverWords }: ClipDeps,
): Promise<Result<Capture, ClipFailure>> {
  const script = { file: '/capture-video.js', take: takeInPage }
  const { facts, answer } = await readVideo({ tabs, now }, tabId, videoId, script)
  if (!answer) return err(clipFailures.unreadable)
  if (answer.reading.navigated) return err(clipFailures.navigated_away)
  // Asked from here, never from the page: YouTube learns nothing of the creator's server.
  const reading = serverWords ? await askServer(answer.reading, facts, serverWords, now) : answer.reading
  const chapters = facts?.chapters.length ? facts.chapters : reading.chapters
  const title = answer.pageTitle.replace(/ - YouTube$/, '').replace(/^\(\d+\) /, '')
  return ok(
    await capturedVideo({ videoId, facts, reading, chapters, pageTitle: title }, projectId, { now, newId }),
  )
}

/** Travels into the page: the function that capture-video.js left there. */
const takeInPage = async (
  videoId: string,
  facts: PlayerFacts | null,
  playerMs: number,
): Promise<unknown> => ({
  reading: await (
    globalThis as unknown as { ownwordsTakeVideo: (...args: unknown[]) => Promise<unknown> }
  ).ownwordsTakeVideo(videoId, facts, playerMs),
  pageTitle: document.title,
})
