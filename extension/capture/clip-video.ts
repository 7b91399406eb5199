import { err, ok, type Result } from '../../core/contract/result.ts'
import type { Capture } from '../../core/contract/source.ts'
import { capturedVideo } from './captured-video.ts'
import type { ClipDeps, ClipFailure, ClipRequest } from './clip.ts'
import { clipFailures } from './clip-failures.ts'
import { readPlayer } from './youtube/player.ts'
import type { PlayerFacts } from './youtube/player-facts.ts'
import { askServer } from './youtube/server-leg.ts'

/** The video that a watch page plays, with its words where there is a way to them. */
export async function clipVideo(
  { tabId, projectId }: ClipRequest,
  videoId: string,
  { tabs, now, newId, serverWords }: ClipDeps,
): Promise<Result<Capture, ClipFailure>> {
  const from = now()
  const [told, { taken }] = await Promise.all([
    tabs.call(tabId, 'MAIN', readPlayer, videoId),
    import('./shapes.ts'),
  ])
  const read = taken.player.safeParse(told)
  const facts = read.success && read.data.videoId === videoId ? read.data : null
  await tabs.inject(tabId, '/capture-video.js')
  const answer = await tabs.call(tabId, 'ISOLATED', takeInPage, videoId, facts, Math.max(0, now() - from))
  const parsed = taken.video.safeParse(answer)
  if (!parsed.success) return err(clipFailures.unreadable)
  const { pageTitle } = parsed.data
  if (parsed.data.reading.navigated) return err(clipFailures.navigated_away)
  // Asked from here, never from the page: YouTube learns nothing of the creator's server.
  const reading = serverWords
    ? await askServer(parsed.data.reading, facts, serverWords, now)
    : parsed.data.reading
  const chapters = facts?.chapters.length ? facts.chapters : reading.chapters
  const title = pageTitle.replace(/ - YouTube$/, '').replace(/^\(\d+\) /, '')
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
