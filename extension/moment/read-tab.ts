import type { LegOutcome } from '../../core/contract/receipt.ts'
import { line } from '../capture/article/head.ts'
import { videoIdOf } from '../capture/canonical.ts'
import { readVideo } from '../capture/read-video.ts'
import type { TabAccess } from '../capture/tab-access.ts'
import { videoReceipt } from '../capture/video-receipt.ts'
import type { PlayerFacts } from '../capture/youtube/player-facts.ts'
import { publishedOf } from '../capture/youtube/published.ts'
import type { Reading } from './words-of-video.ts'

/** Answers that do not change by asking again. */
const FINAL: LegOutcome[] = ['no_captions', 'disabled']

/** Asks for a video's words in the tab that shows it, by the ways that change nothing in the page. */
export async function readTab(
  { tabs, now }: { tabs: TabAccess; now: () => number },
  videoId: string,
  tabId: number,
): Promise<Reading | null> {
  const shows = async () => videoIdOf((await tabs.address(tabId).catch(() => null)) ?? '') === videoId
  if (!(await shows())) return null
  const script = { file: '/capture-words.js', take: takeInPage }
  const { facts, answer } = await readVideo({ tabs, now }, tabId, videoId, script)
  if (!answer || answer.reading.navigated || !(await shows())) return null
  const { reading } = answer
  const durationMs = facts?.lengthSeconds && !facts.isLive ? facts.lengthSeconds * 1000 : null
  const last = reading.legs.at(-1)
  return {
    videoId,
    transcript: reading.transcript,
    receipt: videoReceipt(reading, durationMs),
    facts: facts && {
      title: line(facts.title),
      author: line(facts.author),
      published: publishedOf(facts),
      durationMs,
    },
    why: reading.transcript ? null : whyNot(last?.outcome ?? 'error'),
    final: reading.transcript !== null || (last !== undefined && FINAL.includes(last.outcome)),
  }
}

/** For who is watching, in few words: the receipt has the rest. */
function whyNot(outcome: LegOutcome): string {
  if (outcome === 'no_captions') return 'YouTube has no captions for this video.'
  if (outcome === 'disabled') return 'Captions are turned off for this video.'
  if (outcome === 'live_pending') return 'The video is live: its words come some time after the end.'
  if (outcome === 'upcoming') return 'The video has not been shown yet.'
  if (outcome === 'rate_limited') return 'YouTube asks to wait: the words are tried again later.'
  return 'YouTube did not give the words just now: they are tried again later.'
}

/** Travels into the page: the function that capture-words.js left there. */
const takeInPage = async (
  videoId: string,
  facts: PlayerFacts | null,
  playerMs: number,
): Promise<unknown> => ({
  reading: await (
    globalThis as unknown as { ownwordsTakeWords: (...args: unknown[]) => Promise<unknown> }
  ).ownwordsTakeWords(videoId, facts, playerMs),
  pageTitle: document.title,
})
