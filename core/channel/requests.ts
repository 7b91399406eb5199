import type { ChannelVideoKind } from '../contract/channel.ts'

/** The tabs of a channel's page, as `browse` calls them; 30 videos a page, 48 shorts. */
const tabs: Record<ChannelVideoKind, string> = {
  video: 'EgZ2aWRlb3PyBgQKAjoA',
  short: 'EgZzaG9ydHPyBgUKA5oBAA%3D%3D',
  live: 'EgdzdHJlYW1z8gYECgJ6AA%3D%3D',
}

/** In the order in which they are listed: what is spoken most comes first, should the list break off. */
export const listedKinds: ChannelVideoKind[] = ['video', 'live', 'short']

export type ListQuestion =
  | { ask: 'channel'; url: string }
  | { ask: 'list'; channelId: string; kind: ChannelVideoKind }
  | { ask: 'more'; continuation: string }

/**
 * What YouTube's own page sends for a list: the path under `https://www.youtube.com` and the body. English, so that
 * "3 years ago" can be read.
 * @param clientVersion of the page's own client
 */
export function listRequest(question: ListQuestion, clientVersion: string): { path: string; body: unknown } {
  const context = { client: { clientName: 'WEB', clientVersion, hl: 'en', gl: 'US' } }
  const browse = '/youtubei/v1/browse?prettyPrint=false'
  switch (question.ask) {
    case 'channel':
      return {
        path: '/youtubei/v1/navigation/resolve_url?prettyPrint=false',
        body: { context, url: question.url },
      }
    case 'list':
      return { path: browse, body: { context, browseId: question.channelId, params: tabs[question.kind] } }
    case 'more':
      return { path: browse, body: { context, continuation: question.continuation } }
  }
}
