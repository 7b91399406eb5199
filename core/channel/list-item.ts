import type { ChannelVideo, ChannelVideoKind } from '../contract/channel.ts'
import { clockLength, viewsIn } from './measures.ts'
import { at, listAt, type Node, stringAt, textOf } from './node.ts'
import { publishedIn } from './published.ts'
import { titleLine } from './title.ts'

/** What was asked for: which list, and when. */
export interface ListFacts {
  /** The list that was asked for; null where unknown: then each item says what it is, as far as it does. */
  kind: ChannelVideoKind | null
  /** ISO 8601. */
  listedAt: string
}

/** One shape's pieces, before the words among them are understood. */
interface Pieces {
  id: string | null
  title: unknown
  /** Views, dates and clocks in any order: each is known by its form. */
  words: unknown[]
  seconds?: unknown
  short?: boolean
}

/** Each shape that a video has in a list, newest generation first. */
const shapes: Record<string, (item: Node) => Pieces | null> = {
  lockupViewModel(item) {
    // Playlists, podcasts and channels come in the same shape.
    const type = stringAt(item, 'contentType')
    if (type !== null && !/VIDEO|SHORT/.test(type)) return null
    const about = at(item, 'metadata', 'lockupMetadataViewModel')
    const rows = listAt(about, 'metadata', 'contentMetadataViewModel', 'metadataRows')
    return {
      id: stringAt(item, 'contentId'),
      title: at(about, 'title'),
      words: [
        ...rows.flatMap(row => listAt(row, 'metadataParts').map(part => at(part, 'text'))),
        ...listAt(item, 'contentImage', 'thumbnailViewModel', 'overlays').flatMap(badgesOf),
      ],
      short: type?.includes('SHORT'),
    }
  },
  shortsLockupViewModel: item => ({
    id:
      stringAt(item, 'onTap', 'innertubeCommand', 'reelWatchEndpoint', 'videoId') ??
      stringAt(item, 'inlinePlayerData', 'onVisible', 'innertubeCommand', 'watchEndpoint', 'videoId') ??
      stringAt(item, 'entityId')?.match(/^shorts-shelf-item-(.+)$/)?.[1] ??
      null,
    title: at(item, 'overlayMetadata', 'primaryText'),
    words: [at(item, 'overlayMetadata', 'secondaryText')],
    short: true,
  }),
  reelItemRenderer: item => ({
    id: stringAt(item, 'videoId') ?? stringAt(item, 'navigationEndpoint', 'reelWatchEndpoint', 'videoId'),
    title: at(item, 'headline'),
    words: [at(item, 'viewCountText')],
    short: true,
  }),
  videoRenderer: oldVideo,
  gridVideoRenderer: oldVideo,
  compactVideoRenderer: oldVideo,
  playlistVideoRenderer: oldVideo,
}

function oldVideo(item: Node): Pieces {
  const overlays = listAt(item, 'thumbnailOverlays').map(each =>
    at(each, 'thumbnailOverlayTimeStatusRenderer'),
  )
  return {
    id: stringAt(item, 'videoId'),
    title: at(item, 'title'),
    words: [
      at(item, 'publishedTimeText'),
      at(item, 'viewCountText'),
      at(item, 'shortViewCountText'),
      ...textOf(at(item, 'videoInfo')).split('•'),
      at(item, 'lengthText'),
      ...overlays.map(each => at(each, 'text')),
    ],
    seconds: at(item, 'lengthSeconds'),
    short: overlays.some(each => at(each, 'style') === 'SHORTS'),
  }
}

function badgesOf(overlay: unknown): unknown[] {
  const badges = [
    ...listAt(overlay, 'thumbnailBottomOverlayViewModel', 'badges'),
    ...listAt(overlay, 'thumbnailOverlayBadgeViewModel', 'thumbnailBadges'),
  ]
  return badges.map(badge => at(badge, 'thumbnailBadgeViewModel', 'text'))
}

export const isItem = (key: string): boolean => Object.hasOwn(shapes, key)

/** A video of a list; null where the node has no video's id, or is of another kind. */
export function readItem(key: string, item: Node, facts: ListFacts): ChannelVideo | null {
  const pieces = shapes[key]?.(item)
  if (!pieces?.id || !/^[\w-]{11}$/.test(pieces.id)) return null
  const words = pieces.words.map(each => textOf(each).trim()).filter(Boolean)
  const first = <Value>(read: (text: string) => Value | null): Value | null =>
    words.map(read).find(value => value !== null) ?? null
  const date = first(text => publishedIn(text, facts.listedAt))
  const seconds = Number(pieces.seconds)
  const length = Number.isSafeInteger(seconds) && seconds > 0 ? seconds * 1000 : first(clockLength)
  const streamed = words.some(text => /^(streamed\b|live$|live now$)|watching$/i.test(text))
  return {
    videoId: pieces.id,
    title: titleLine(textOf(pieces.title)),
    kind: facts.kind ?? (pieces.short ? 'short' : streamed ? 'live' : 'video'),
    published: date?.published ?? null,
    exact: date?.exact ?? false,
    durationMs: length !== null && length <= longestMs ? length : null,
    views: first(viewsIn),
  }
}
const longestMs = 1_000 * 3_600_000
