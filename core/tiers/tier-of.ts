import type { Tier, TierRule } from '../contract/findings.ts'
import type { SourceKind } from '../contract/source.ts'
import { OFFICIAL, SHIPPED } from './shipped.ts'

/** What counts for a place, and the rule that says so; neither rule nor word for what is on no list. */
export interface TierVerdict {
  tier: Tier
  /** The domain of the rule that decides, and whose it is. */
  rule: string | null
  by: TierRule['by'] | null
}

const YOUTUBE = 'youtube.com'

/**
 * Where a source stands, as rules name it: a host in lower case without `www.`, and for a video on YouTube the channel
 * beside it (`youtube.com/sea school`), by the name that the video gives: one host, and worlds between its channels.
 * null for a file and for what has no address.
 */
export function tierPlace(source: {
  url: string
  videoId: string | null
  author: string | null
}): string | null {
  const host = hostOf(source.url)
  if (!host) return null
  if (!source.videoId && host !== YOUTUBE) return host
  const channel = source.author
    ?.replace(/[/\s\p{Cc}]+/gu, ' ')
    .trim()
    .toLowerCase()
    .slice(0, 100)
  return channel && source.videoId ? `${YOUTUBE}/${channel}` : YOUTUBE
}

function hostOf(url: string): string | null {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return null
  const host = new URL(url).hostname
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^(?:www|m|amp)\.(?=[^.]+\.)/, '')
  return host === 'youtu.be' ? YOUTUBE : host || null
}

/** A domain or channel as it was typed or pasted: the address of a page is taken for its host. */
export function typedPlace(typed: string): string {
  const text = typed.trim().toLowerCase()
  const channel = /^(?:https?:\/\/)?(?:www\.)?youtube\.com\/(?!watch\b|shorts\b|live\b)([^/?#]+)/.exec(
    text,
  )?.[1]
  if (channel) return `${YOUTUBE}/${channel.replace(/^@/, '')}`
  return hostOf(/^https?:/.test(text) ? text : `https://${text}`) ?? text
}

/** The longest domain that covers the place decides; of the same domain, the creator's own rule. */
export function tierOf(place: string | null, own: ReadonlyMap<string, Tier>): TierVerdict {
  for (const domain of place ? covering(place) : []) {
    const mine = own.get(domain)
    if (mine) return { tier: mine, rule: domain, by: 'own' }
    const shipped = SHIPPED.get(domain) ?? (OFFICIAL.test(domain) ? 'primary' : undefined)
    if (shipped) return { tier: shipped, rule: domain, by: 'shipped' }
  }
  return { tier: 'unknown', rule: null, by: null }
}

/** A source's tier. What the creator knows stands on no site: it is as near to the matter as they are. */
export const tierOfSource = (
  { kind, domain }: { kind: SourceKind; domain: string | null },
  own: ReadonlyMap<string, Tier>,
): Tier => (kind === 'knowledge' ? 'personal' : tierOf(domain, own).tier)

/** The place itself and everything that it is under, longest first: `a.b.uk`, `b.uk`, `uk`. */
function covering(place: string): string[] {
  const host = place.split('/')[0]!
  const labels = host.split('.')
  const domains = labels.map((_, i) => labels.slice(i).join('.'))
  return host === place ? domains : [place, ...domains]
}
