import { readBrowseList } from '../../core/channel/browse-list.ts'
import type { ChannelFacts } from '../../core/channel/channel-facts.ts'
import { readFeed } from '../../core/channel/feed.ts'
import { drawn, humanPace } from '../../core/channel/pace.ts'
import { type ListQuestion, listedKinds, listRequest } from '../../core/channel/requests.ts'
import { shownTab } from '../../core/channel/shown-tab.ts'
import type { ChannelListing, ChannelVideo, ChannelVideoKind } from '../../core/contract/channel.ts'
import type { Innertube } from './innertube.ts'
import type { Outside } from './outside.ts'
import { Unanswered } from './unanswered.ts'

/** Of one tab: 30 videos or 48 shorts each. What follows is left to the creator's own browser. */
const MOST_PAGES = 60
/** Milliseconds after which no further page is asked for: somebody waits for the answer. */
const LONGEST = 70_000

export interface ListingDeps extends Outside {
  innertube: Innertube
  clock: () => number
  random: () => number
  signal: AbortSignal
}

/** A channel that is closed or never was; `message` is YouTube's own word for it, or empty. */
export class NoChannel extends Error {}

/**
 * The whole list of a channel: its videos, streams and shorts, newest first within each, with a pause between pages.
 * A list that breaks off is an answer too, and says so; only one that never began is an error.
 */
export async function listChannel(id: string, deps: ListingDeps): Promise<ChannelListing> {
  const began = deps.clock()
  const listedAt = new Date(began).toISOString()
  const videos = new Map<string, ChannelVideo>()
  let channel: ChannelFacts | null = null
  let complete = true
  for (const kind of listedKinds) {
    if (deps.clock() > began + LONGEST) {
      complete = false
      break
    }
    try {
      const tab = await listTab(id, kind, { ...deps, listedAt, until: began + LONGEST, first: !channel })
      channel ??= tab.channel
      for (const video of tab.videos) if (!videos.has(video.videoId)) videos.set(video.videoId, video)
      complete &&= tab.complete
      if (tab.refused) break
    } catch (error) {
      if (!channel || !(error instanceof Unanswered)) throw error
      complete = false
      break
    }
  }
  if (!channel || channel.id !== id) throw new Unanswered('unreadable')
  await dateNewest(id, videos, deps)
  const { title, handle, url } = channel
  return { id, title, handle, url, listedAt, complete, videos: [...videos.values()] }
}

interface TabDeps extends ListingDeps {
  listedAt: string
  until: number
  first: boolean
}

async function listTab(id: string, kind: ChannelVideoKind, deps: TabDeps) {
  const { innertube, clock, random, pause, signal, listedAt, until } = deps
  const ask = (question: ListQuestion) => innertube.ask('/browse', bodyOf(question))
  const rest = () => pause(drawn(humanPace.listMs, random()), signal)

  if (!deps.first) await rest()
  const answer = await ask({ ask: 'list', channelId: id, kind })
  const page = readBrowseList(answer, { kind, listedAt })
  if (page.outcome === 'unavailable') throw new NoChannel(page.alert ?? '')
  if (page.outcome === 'unknown') throw new Unanswered('unreadable')
  // A tab that the channel does not have: what came is another one's list.
  const shown = shownTab(answer)
  if (shown !== null && shown !== kind)
    return { channel: page.channel, videos: [], complete: true, refused: false }

  const videos = [...page.videos]
  const asked = new Set<string>()
  let { continuation } = page
  let refused = false
  for (let pages = 1; continuation !== null && !asked.has(continuation); pages++) {
    if (pages >= MOST_PAGES || clock() > until)
      return { channel: page.channel, videos, complete: false, refused }
    asked.add(continuation)
    await rest()
    try {
      const more = readBrowseList(await ask({ ask: 'more', continuation }), { kind, listedAt })
      if (more.outcome !== 'list' && more.outcome !== 'empty') throw new Unanswered('unreadable')
      videos.push(...more.videos)
      continuation = more.continuation
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
      refused = error.why === 'refused'
      return { channel: page.channel, videos, complete: false, refused }
    }
  }
  return { channel: page.channel, videos, complete: true, refused }
}

/** What YouTube's page would send, without the client: the library says which one it is. */
function bodyOf(question: ListQuestion): object {
  const { context: _, ...body } = listRequest(question, '').body as { context: unknown }
  return body
}

/** The feed knows the newest 15 to the second; without it the list's own words stand. */
async function dateNewest(
  id: string,
  videos: Map<string, ChannelVideo>,
  { fetch, signal }: ListingDeps,
): Promise<void> {
  try {
    const answer = await fetch(`https://www.youtube.com/feeds/videos.xml?channel_id=${id}`)
    const feed = readFeed(await answer.text())
    for (const { videoId, published } of feed?.entries ?? []) {
      const video = videos.get(videoId)
      if (video) videos.set(videoId, { ...video, published, exact: true })
    }
  } catch {
    signal.throwIfAborted()
  }
}
