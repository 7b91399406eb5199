import { decodeEntities } from '../transcript/entities.ts'
import { isChannelId } from './channel-facts.ts'
import { titleLine } from './title.ts'

/** A channel's newest 15 as its feed tells them, to the second. */
export interface ChannelFeed {
  channelId: string | null
  title: string
  entries: { videoId: string; title: string; published: string; views: number | null }[]
}

const most = 100
const longest = 2_000_000

/** Reads `feeds/videos.xml` as text, which runs the same in a worker. Null for anything but a feed (a 404's page). */
export function readFeed(xml: string): ChannelFeed | null {
  const text = xml.slice(0, longest)
  if (!/^\s*(?:<\?xml[^>]*>\s*)?<feed[\s>]/.test(text)) return null
  const [head = '', ...bodies] = text.split('<entry>', most + 1)
  const entries = bodies.flatMap(body => {
    const videoId = inside(body, 'yt:videoId')
    const time = Date.parse(inside(body, 'published'))
    if (!/^[\w-]{11}$/.test(videoId) || !Number.isFinite(time)) return []
    const views = Number(body.match(/<media:statistics views="(\d{1,15})"/)?.[1] ?? Number.NaN)
    return [
      {
        videoId,
        title: titleLine(inside(body, 'title')),
        published: new Date(time).toISOString(),
        views: Number.isSafeInteger(views) ? views : null,
      },
    ]
  })
  // The feed's own head writes the id without its UC.
  const id = inside(head, 'yt:channelId')
  const channelId = [id, `UC${id}`].find(isChannelId) ?? null
  return { channelId, title: titleLine(inside(head, 'title')), entries }
}

function inside(text: string, tag: string): string {
  const from = text.indexOf(`<${tag}>`)
  const to = text.indexOf(`</${tag}>`, from)
  if (from < 0 || to < 0) return ''
  return decodeEntities(text.slice(from + tag.length + 2, Math.min(to, from + 10_000))).trim()
}
