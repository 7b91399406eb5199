import type { ChannelVideoKind } from '../contract/channel.ts'
import { at, listAt, stringAt } from './node.ts'

const kinds: Record<string, ChannelVideoKind> = { videos: 'video', shorts: 'short', streams: 'live' }

/**
 * Which of a channel's tabs an answer shows, told by the tab's own address, since its title is in any language. Asked
 * for a tab that the channel does not have, YouTube shows another one: `other`. Null where the answer does not say.
 */
export function shownTab(answer: unknown): ChannelVideoKind | 'other' | null {
  const tabs = listAt(answer, 'contents', 'twoColumnBrowseResultsRenderer', 'tabs')
  const shown = tabs
    .map(tab => at(tab, 'tabRenderer') ?? at(tab, 'expandableTabRenderer'))
    .find(tab => at(tab, 'selected') === true)
  if (!shown) return null
  const url = stringAt(shown, 'endpoint', 'commandMetadata', 'webCommandMetadata', 'url') ?? ''
  const last =
    url
      .replace(/[?#].*$/s, '')
      .split('/')
      .at(-1) ?? ''
  return Object.hasOwn(kinds, last) ? kinds[last]! : 'other'
}
