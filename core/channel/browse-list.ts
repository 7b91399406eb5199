import type { ChannelVideo, ChannelVideoKind } from '../contract/channel.ts'
import { type ChannelFacts, channelFacts } from './channel-facts.ts'
import { isItem, type ListFacts, readItem } from './list-item.ts'
import { at, isNode, listAt, stringAt, textOf } from './node.ts'
import { titleLine } from './title.ts'

/** One page of a channel's list, or of a playlist, as YouTube's own page gets it from `browse`. */
export interface BrowseList {
  /**
   * list: something to go on from · empty: a list with nothing in it · unavailable: the channel is closed or was
   * never there (`alert` has YouTube's words) · unknown: no answer of this kind
   */
  outcome: 'list' | 'empty' | 'unavailable' | 'unknown'
  channel: ChannelFacts | null
  /** Which of the channel's tabs this is, where the answer says it: one that a channel lacks is answered with another. */
  tab: ChannelVideoKind | 'other' | null
  /** In YouTube's order, each once. */
  videos: ChannelVideo[]
  /** What the next page is asked for with; null at the end of the list. */
  continuation: string | null
  /** Entries of the list that no reader of ours knows: other kinds of content, or a new generation of nodes. */
  skipped: number
  alert: string | null
}

/** Deeper and more than any answer goes: beyond, somebody builds a trap. */
const deepest = 80
const mostNodes = 400_000
const mostItems = 500

/** Where lists are in an answer. The rest (header, top bar, chips of sorting) holds tokens that lead elsewhere. */
const places = [
  'contents',
  'continuationContents',
  'onResponseReceivedActions',
  'onResponseReceivedEndpoints',
  'onResponseReceivedCommands',
]
/** Arrays whose every entry should be an item. */
const lists = new Set([
  'richGridRenderer.contents',
  'gridRenderer.items',
  'gridContinuation.items',
  'playlistVideoListRenderer.contents',
  'appendContinuationItemsAction.continuationItems',
  'reloadContinuationItemsCommand.continuationItems',
])
/** Sorting and menus: tokens in there begin other lists. */
const aside = new Set(['header', 'subMenu', 'menu', 'chipBarViewModel', 'feedFilterChipBarRenderer'])

export function readBrowseList(answer: unknown, facts: ListFacts): BrowseList {
  const videos = new Map<string, ChannelVideo>()
  let continuation: string | null = null
  let skipped = 0
  let nodes = 0
  let isList = false

  /** Whether anything was found in it. */
  function walk(value: unknown, key: string, parent: string, depth: number): boolean {
    if (typeof value !== 'object' || value === null || depth > deepest || nodes++ > mostNodes) return false
    if (Array.isArray(value)) {
      const listed = lists.has(`${parent}.${key}`)
      isList ||= listed
      let found = false
      for (const entry of value) {
        const here = walk(entry, key, parent, depth + 1)
        found ||= here
        if (listed && !here && nodes <= mostNodes) skipped++
      }
      return found
    }
    let found = false
    for (const [name, inner] of Object.entries(value)) {
      if (aside.has(name)) continue
      if (isItem(name) && isNode(inner)) {
        const video = readItem(name, inner, facts)
        if (!video || videos.size >= mostItems) continue
        if (!videos.has(video.videoId)) videos.set(video.videoId, video)
        found = true
        continue
      }
      const token = tokenOf(name, inner)
      if (token) {
        continuation = token
        found = true
        continue
      }
      const here = walk(inner, name, key, depth + 1)
      found ||= here
    }
    return found
  }

  for (const place of places) walk(at(answer, place), place, '', 0)
  const channel = channelFacts(answer)
  const alert = alertIn(answer)
  const listed = videos.size > 0 || continuation !== null
  const outcome = listed
    ? 'list'
    : alert?.bad
      ? 'unavailable'
      : isList || channel || isNode(at(answer, 'contents'))
        ? 'empty'
        : 'unknown'
  return {
    outcome,
    channel,
    tab: tabIn(answer),
    videos: [...videos.values()],
    continuation,
    skipped,
    alert: alert?.text ?? null,
  }
}

const tabs: Record<string, ChannelVideoKind> = { videos: 'video', shorts: 'short', streams: 'live' }

/** By the address of the tab that is selected, which is the same in every language. */
function tabIn(answer: unknown): BrowseList['tab'] {
  const all = listAt(answer, 'contents', 'twoColumnBrowseResultsRenderer', 'tabs')
  const chosen = all.map(each => at(each, 'tabRenderer')).find(each => at(each, 'selected') === true)
  const url = stringAt(chosen, 'endpoint', 'commandMetadata', 'webCommandMetadata', 'url')
  const name = url?.match(/([^/?#]+)(?:[?#]|$)/)?.[1]
  return name ? (Object.hasOwn(tabs, name) ? tabs[name]! : 'other') : null
}

/** The token of a node that loads what follows, of each generation. */
function tokenOf(name: string, value: unknown): string | null {
  let token: string | null = null
  if (name === 'continuationItemRenderer') {
    const endpoint = at(value, 'continuationEndpoint') ?? at(value, 'button', 'buttonRenderer', 'command')
    const commands = listAt(endpoint, 'commandExecutorCommand', 'commands')
    token =
      [endpoint, ...commands].map(each => stringAt(each, 'continuationCommand', 'token')).find(Boolean) ??
      null
  } else if (name === 'continuationItemViewModel')
    token = stringAt(value, 'continuationCommand', 'innertubeCommand', 'continuationCommand', 'token')
  else if (name === 'nextContinuationData') token = stringAt(value, 'continuation')
  return token && token.length <= 20_000 ? token : null
}

/** What YouTube says above the list. Only an error means that there is none. */
function alertIn(answer: unknown): { text: string; bad: boolean } | null {
  for (const alert of listAt(answer, 'alerts')) {
    const node = at(alert, 'alertRenderer') ?? at(alert, 'alertWithButtonRenderer')
    const text = titleLine(textOf(at(node, 'text')))
    if (text) return { text, bad: stringAt(node, 'type') === 'ERROR' }
  }
  return null
}
