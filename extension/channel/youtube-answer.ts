import type { BrowseList } from '../../core/channel/browse-list.ts'
import type { ChannelFeed } from '../../core/channel/feed.ts'
import type { ListQuestion } from '../../core/channel/requests.ts'
import type { ChannelVideoKind } from '../../core/contract/channel.ts'
import type { LegYield } from '../capture/youtube/leg.ts'

/** What is asked of YouTube from one of its own pages. */
export type YoutubeQuestion =
  | { ask: 'words'; videoId: string; hl: string | null; lengthMs: number }
  | { ask: 'feed'; channelId: string }
  | { ask: 'list'; question: ListQuestion; kind: ChannelVideoKind; listedAt: string }

export type YoutubeAnswer =
  | { is: 'words'; found: LegYield }
  | { is: 'feed'; feed: ChannelFeed | null }
  | { is: 'list'; list: BrowseList }
  | { is: 'channel'; id: string | null; elsewhere: string | null }
  /** YouTube wants to be left alone for a while: 400, 401, 403, 429, or a page instead of an answer. */
  | { is: 'refused'; status: number; retryAfterMs: number | null }
  /** The page does not say which YouTube it is: another tab may. */
  | { is: 'no_client' }
  /** The network did not carry the question. */
  | { is: 'unreached' }
  /** Nothing that we could read. */
  | { is: 'unreadable'; detail: string }
