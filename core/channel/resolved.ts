import { isChannelId } from './channel-facts.ts'
import { at, stringAt } from './node.ts'

/** The id of the channel that an address leads to, from the answer of `navigation/resolve_url`; null where to none. */
export function resolvedChannel(answer: unknown): string | null {
  const id = stringAt(at(answer, 'endpoint', 'browseEndpoint'), 'browseId')
  return isChannelId(id) ? id : null
}

/** Where an answer of `resolve_url` sends on to another address (an old custom name), that address; else null. */
export function resolvedElsewhere(answer: unknown): string | null {
  const url = stringAt(at(answer, 'endpoint', 'urlEndpoint'), 'url')
  if (!url || !URL.canParse(url)) return null
  const { protocol, hostname, href } = new URL(url)
  return protocol === 'https:' && hostname === 'www.youtube.com' ? href : null
}
