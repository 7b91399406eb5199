import { at, stringAt, textOf } from './node.ts'
import { titleLine } from './title.ts'

export interface ChannelFacts {
  /** UC and 22 more characters. */
  id: string
  title: string
  /** With its @; null where the channel has none. */
  handle: string | null
  url: string
}

export const channelUrl = (id: string): string => `https://www.youtube.com/channel/${id}`
export const isChannelId = (text: string | null | undefined): text is string =>
  /^UC[\w-]{22}$/.test(text ?? '')

/** Whose page a browse answer is; null for continuations, which do not say, and for what is no channel. */
export function channelFacts(answer: unknown): ChannelFacts | null {
  const about = at(answer, 'metadata', 'channelMetadataRenderer')
  const header = at(answer, 'header')
  const old = at(header, 'c4TabbedHeaderRenderer')
  const id = stringAt(about, 'externalId') ?? stringAt(old, 'channelId')
  if (!isChannelId(id)) return null
  const title = titleLine(
    stringAt(about, 'title') ||
      textOf(at(old, 'title')) ||
      textOf(at(header, 'pageHeaderRenderer', 'pageTitle')),
  )
  const handle =
    handleIn(stringAt(about, 'vanityChannelUrl')) ??
    handleIn(stringAt(about, 'ownerUrls', 0)) ??
    handleIn(textOf(at(old, 'channelHandleText')))
  return { id, title: title || handle || id, handle, url: channelUrl(id) }
}

/** "@name" of an address or of bare words. Handles may be of any alphabet, in addresses percent-encoded. */
export function handleIn(text: string | null): string | null {
  const found = text?.slice(0, 500).match(/(?:^|\/)(@[^/?#\s]{1,200})/)?.[1]
  if (!found) return null
  const handle = decoded(found)
  return /^@[\p{L}\p{M}\p{N}._·-]{1,99}$/u.test(handle) ? handle : null
}

export function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
