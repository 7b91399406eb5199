import type { ClipDeps } from './clip.ts'
import type { VideoAnswer } from './video-answer.ts'
import { readPlayer } from './youtube/player.ts'
import type { PlayerFacts } from './youtube/player-facts.ts'

/** A script of ours for watch pages, and how it is asked: `take` travels into the page as source text. */
export interface VideoScript {
  file: string
  take: (videoId: string, facts: PlayerFacts | null, playerMs: number) => Promise<unknown>
}

/**
 * Reads the video that a tab plays: first its player, in the page's own world, then its words by a script of ours.
 * Whatever the page gives is parsed: `facts` is null where it is no player's or another video's, `answer` where it is
 * no script's. Rejects with the browser's words where there is no access or no tab.
 */
export async function readVideo(
  { tabs, now }: Pick<ClipDeps, 'tabs' | 'now'>,
  tabId: number,
  videoId: string,
  { file, take }: VideoScript,
): Promise<{ facts: PlayerFacts | null; answer: VideoAnswer | null }> {
  const from = now()
  const [told, { taken }] = await Promise.all([
    tabs.call(tabId, 'MAIN', readPlayer, videoId),
    import('./shapes.ts'),
  ])
  const read = taken.player.safeParse(told)
  const facts = read.success && read.data.videoId === videoId ? read.data : null
  await tabs.inject(tabId, file)
  const given = await tabs.call(tabId, 'ISOLATED', take, videoId, facts, Math.max(0, now() - from))
  const parsed = taken.video.safeParse(given)
  return { facts, answer: parsed.success ? parsed.data : null }
}
