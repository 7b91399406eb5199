import { writtenChannel } from '../../core/channel/address.ts'
import type { BrowseList } from '../../core/channel/browse-list.ts'
import type { ChannelFacts } from '../../core/channel/channel-facts.ts'
import type { ChannelFeed } from '../../core/channel/feed.ts'
import { drawn, type Pace } from '../../core/channel/pace.ts'
import { type ListQuestion, listedKinds } from '../../core/channel/requests.ts'
import type { ChannelVideo, ChannelVideoKind } from '../../core/contract/channel.ts'
import { err, ok, type Result } from '../../core/contract/result.ts'
import type { ListedChannel } from './queued-video.ts'
import type { YoutubeAnswer, YoutubeQuestion } from './youtube-answer.ts'

/** What a list is, before the creator has decided anything about it. */
export type ReadList = Pick<
  ListedChannel,
  'id' | 'title' | 'handle' | 'url' | 'listedAt' | 'complete' | 'videos' | 'unread'
>

export interface ListFailure {
  code: 'bad_address' | 'not_found' | 'unavailable' | 'refused' | 'unreached' | 'unreadable' | 'no_tab'
  message: string
}

export interface ListDeps {
  /** Rejects where no tab of YouTube answers. */
  ask: (question: YoutubeQuestion) => Promise<YoutubeAnswer>
  /** Called after each page, with all that is known so far: resolves when it is on disk. */
  save: (list: ReadList) => Promise<void>
  told: (progress: { kind: ChannelVideoKind | null; title: string | null; found: number }) => void
  stopped: () => boolean
  pace: Pace
  random: () => number
  wait: (ms: number) => Promise<void>
  clock: () => number
}

export const mostVideos = 20_000

const failures = {
  bad_address:
    'This is no YouTube channel. Paste a handle such as @name, or the address of the channel’s page.',
  not_found: 'YouTube knows no channel by this name. Check how it is written, or open the channel’s page.',
  refused: 'YouTube asked to wait. What is listed so far is kept: go on in some minutes.',
  unreached: 'YouTube could not be reached. What is listed so far is kept: go on when the network is back.',
  no_tab: 'No YouTube tab answered. Open youtube.com in a tab, then go on.',
  unreadable: 'YouTube’s list has a form that Ownwords does not know yet. What is listed so far is kept.',
} as const
const fail = (code: keyof typeof failures) => err({ code, message: failures[code] })

/** Lists a channel by what a creator wrote or the address of its page. */
export async function listByAddress(written: string, deps: ListDeps): Promise<Result<ReadList, ListFailure>> {
  const address = writtenChannel(written)
  if (!address) return fail('bad_address')
  let id = address.by === 'id' ? address.id : null
  let url = address.by === 'url' ? address.url : null
  deps.told({ kind: null, title: null, found: 0 })
  // An old custom name leads to a handle first.
  for (let hop = 0; !id && url && hop < 2; hop++) {
    const answer = await asked({ ask: 'channel', url }, 'video', deps)
    if (answer.is !== 'channel') return failed(answer)
    id = answer.id
    url = answer.elsewhere
    await pause(deps)
  }
  if (!id) return fail('not_found')
  return read(
    {
      facts: null,
      id,
      listedAt: new Date(deps.clock()).toISOString(),
      videos: new Map(),
      unread: listedKinds.map(kind => ({ kind, continuation: null })),
    },
    deps,
  )
}

/** Goes on with a list that broke off. */
export function goOnListing(listed: ReadList, deps: ListDeps): Promise<Result<ReadList, ListFailure>> {
  const { id, title, handle, url, listedAt, videos, unread } = listed
  return read(
    {
      facts: { id, title, handle, url },
      id,
      listedAt,
      videos: new Map(videos.map(video => [video.videoId, video])),
      unread,
    },
    deps,
  )
}

interface Reading {
  facts: ChannelFacts | null
  id: string
  listedAt: string
  videos: Map<string, ChannelVideo>
  unread: ListedChannel['unread']
}

async function read(reading: Reading, deps: ListDeps): Promise<Result<ReadList, ListFailure>> {
  const stop = (complete: boolean): ReadList => ({
    id: reading.id,
    title: reading.facts?.title ?? reading.id,
    handle: reading.facts?.handle ?? null,
    url: reading.facts?.url ?? `https://www.youtube.com/channel/${reading.id}`,
    listedAt: reading.listedAt,
    complete,
    videos: [...reading.videos.values()].slice(0, mostVideos),
    unread: reading.unread,
  })
  const keep = async () => {
    if (reading.facts) await deps.save(stop(false))
  }
  let pages = 0

  for (let list = reading.unread[0]; list; list = reading.unread[0]) {
    const { kind, continuation } = list
    if (deps.stopped() || reading.videos.size >= mostVideos) break
    if (pages > 0) await pause(deps)
    if (deps.stopped()) break
    deps.told({ kind, title: reading.facts?.title ?? null, found: reading.videos.size })
    const question: ListQuestion = continuation
      ? { ask: 'more', continuation }
      : { ask: 'list', channelId: reading.id, kind }
    const answer = await asked(question, kind, deps, reading.listedAt)
    pages++
    if (answer.is !== 'list') {
      // A token of another day is refused as a question that nobody understands: this list then begins anew.
      if (continuation && answer.is === 'refused' && answer.status === 400)
        reading.unread = [{ kind, continuation: null }, ...reading.unread.slice(1)]
      await keep()
      return failed(answer)
    }
    const page = answer.list
    if (page.outcome === 'unavailable')
      return err({
        code: 'unavailable',
        message: `YouTube says of this channel: “${page.alert ?? 'It is not available.'}”`,
      })
    if (page.outcome === 'unknown') {
      await keep()
      return fail('unreadable')
    }
    reading.facts ??= page.channel
    const next = take(page, kind, reading)
    reading.unread = next
      ? [{ kind, continuation: next }, ...reading.unread.slice(1)]
      : reading.unread.slice(1)
    deps.told({ kind, title: reading.facts?.title ?? null, found: reading.videos.size })
    // A long list is written now and then: it is megabytes.
    if (reading.videos.size < 3_000 || pages % 10 === 0) await keep()
  }
  if (!deps.stopped() && pages > 0) await exactDates(reading, deps)
  const list = stop(reading.unread.length === 0)
  await deps.save(list)
  return ok(list)
}

/** @returns the token of what follows; null at the end */
function take(page: BrowseList, kind: ChannelVideoKind, { videos }: Reading): string | null {
  // A channel without this tab is answered with its front page, whose videos are in their own lists.
  if (page.tab !== null && page.tab !== kind) return null
  const before = videos.size
  for (const video of page.videos) if (!videos.has(video.videoId)) videos.set(video.videoId, video)
  // A page of only known ones that leads on for ever is a circle.
  return page.videos.length > 0 && videos.size === before ? null : page.continuation
}

async function exactDates(reading: Reading, deps: ListDeps): Promise<void> {
  await pause(deps)
  const answer = await deps.ask({ ask: 'feed', channelId: reading.id }).catch(() => null)
  if (answer?.is === 'feed' && answer.feed) applyFeed(reading.videos, answer.feed)
}

/** Dates to the second where the feed knows them. */
export function applyFeed(videos: Map<string, ChannelVideo>, feed: ChannelFeed): void {
  for (const { videoId, published } of feed.entries) {
    const video = videos.get(videoId)
    if (video) videos.set(videoId, { ...video, published, exact: true })
  }
}

const pause = ({ wait, pace, random }: ListDeps): Promise<void> => wait(drawn(pace.listMs, random()))

async function asked(
  question: ListQuestion,
  kind: ChannelVideoKind,
  { ask, clock }: ListDeps,
  listedAt = new Date(clock()).toISOString(),
): Promise<YoutubeAnswer> {
  return ask({ ask: 'list', question, kind, listedAt }).catch(() => ({ is: 'no_client' as const }))
}

function failed(answer: YoutubeAnswer): { ok: false; error: ListFailure } {
  if (answer.is === 'refused') return fail('refused')
  if (answer.is === 'unreached') return fail('unreached')
  return answer.is === 'no_client' ? fail('no_tab') : fail('unreadable')
}
