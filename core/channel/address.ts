import { decoded, handleIn, isChannelId } from './channel-facts.ts'

/** What a creator wrote, or a tab shows, for a channel. */
export type ChannelAddress =
  | { by: 'id'; id: string }
  /** To be asked of `navigation/resolve_url`. */
  | { by: 'url'; url: string }

const hosts = /^(?:www\.|m\.)?youtube\.com$/
/** First parts of YouTube's own pages: no old custom name of a channel. */
const pages =
  /^(?:watch|shorts|live|embed|v|playlist|feed|results|account|premium|gaming|hashtag|post|clip|redirect|about|t|howyoutubeworks|creators|ads|reporthistory|youtubei|api|oembed|s|img|error|kids|music|tv|trending|upload|studio|signin|logout|channel|user|c)$/i

/** Of a handle, an address of a channel's page or its id; null for what is none of them. */
export function channelAddress(text: string): ChannelAddress | null {
  const written = text.trim().slice(0, 2_000)
  if (isChannelId(written)) return { by: 'id', id: written }
  if (/^@/.test(written)) {
    const handle = handleIn(written)
    return handle === decoded(written) ? byHandle(handle) : null
  }
  return ofUrl(/^[a-z]+:\/\//i.test(written) ? written : `https://${written}`)
}

function ofUrl(address: string): ChannelAddress | null {
  if (!URL.canParse(address)) return null
  const { protocol, hostname, pathname } = new URL(address)
  if (!/^https?:$/.test(protocol) || !hosts.test(hostname)) return null
  const [first = '', second = ''] = pathname.split('/').filter(Boolean)
  if (first.startsWith('@')) {
    const handle = handleIn(first)
    return handle ? byHandle(handle) : null
  }
  if (first === 'channel') return isChannelId(second) ? { by: 'id', id: second } : null
  if (first === 'c' || first === 'user') return second ? byPath(`${first}/${second}`) : null
  return null
}

/** The channel that a tab shows. Unlike a creator's word, an address of one part only is never taken for a name. */
export const channelPage = (url: string): ChannelAddress | null =>
  /^https?:\/\//.test(url) ? ofUrl(url) : null

/** The same, with the oldest form: `youtube.com/name`. */
export function writtenChannel(text: string): ChannelAddress | null {
  const known = channelAddress(text)
  if (known) return known
  const name = text.trim().match(/^(?:https?:\/\/)?(?:www\.|m\.)?youtube\.com\/([^/?#]{1,100})\/?$/i)?.[1]
  return name && !pages.test(name) ? byPath(name) : null
}

const byHandle = (handle: string): ChannelAddress => byPath(`@${encodeURIComponent(handle.slice(1))}`)
const byPath = (path: string): ChannelAddress => ({ by: 'url', url: `https://www.youtube.com/${path}` })
