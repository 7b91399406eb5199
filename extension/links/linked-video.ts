import { err, ok, type Result } from '../../core/contract/result.ts'
import type { Capture } from '../../core/contract/source.ts'
import type { Tabs } from '../browser/tabs.ts'
import { capturedVideo } from '../capture/captured-video.ts'
import type { ClipDeps, ClipFailure } from '../capture/clip.ts'
import { clipFailures } from '../capture/clip-failures.ts'
import type { VideoReading } from '../capture/youtube/ladder.ts'
import { playability } from '../capture/youtube/playability.ts'
import type { PlayerFacts } from '../capture/youtube/player-facts.ts'
import type { LinkedVideo } from './link-answer.ts'

const NO_TAB =
  'No tab shows YouTube, and its words are given to YouTube’s own pages only. Open the video and clip it again.'

/**
 * A video that nobody opened: what its page says of it, and its words where a tab of YouTube is there to ask for them.
 * Without one it is kept wordless, with the way to its words in the receipt.
 */
export async function clipLinkedVideo(
  { videoId, facts, pageTitle, clientVersion, ms }: LinkedVideo,
  projectId: string,
  deps: ClipDeps & { youtubeTabs: Pick<Tabs, 'showing'> },
): Promise<Result<Capture, ClipFailure>> {
  const reading = await wordsOf(facts, clientVersion, ms, deps)
  const chapters = facts?.chapters ?? []
  const title = pageTitle.replace(/ - YouTube$/, '')
  const { taken } = await import('../capture/shapes.ts')
  const capture = taken.capture.safeParse(
    await capturedVideo({ videoId, facts, reading, chapters, pageTitle: title }, projectId, deps),
  )
  return capture.success ? ok(capture.data) : err(clipFailures.unreadable)
}

async function wordsOf(
  facts: PlayerFacts | null,
  clientVersion: string | null,
  ms: number,
  { tabs, youtubeTabs }: { tabs: ClipDeps['tabs']; youtubeTabs: Pick<Tabs, 'showing'> },
): Promise<Pick<VideoReading, 'legs' | 'by' | 'transcript' | 'sounds'>> {
  const state = playability(facts)
  const none = { by: null, transcript: null, sounds: 0 }
  if (!facts || state.outcome !== 'ok') return { ...none, legs: [{ leg: 'player', ...state, ms }] }
  const { taken } = await import('../capture/shapes.ts')
  for (const tab of await youtubeTabs.showing('https://www.youtube.com/*')) {
    if (tab.asleep || tab.loading) continue
    try {
      await tabs.inject(tab.id, '/linked-video.js')
      const answer = await tabs.call(tab.id, 'ISOLATED', askInTab, facts, clientVersion, ms)
      const parsed = taken.video.safeParse({ reading: answer, pageTitle: '' })
      if (parsed.success) return parsed.data.reading
    } catch {
      // It went on or was closed: another may be there.
    }
  }
  const legs = [
    { leg: 'player' as const, ...state, ms },
    { leg: 'get_panel' as const, outcome: 'not_allowed' as const, detail: NO_TAB, ms: 0 },
  ]
  return { ...none, legs }
}

/** Travels into the page: the function that linked-video.js left there. */
const askInTab = (facts: PlayerFacts, clientVersion: string | null, playerMs: number): Promise<unknown> =>
  (
    globalThis as unknown as { ownwordsLinkedWords: (...args: unknown[]) => Promise<unknown> }
  ).ownwordsLinkedWords(facts, clientVersion, playerMs)
