import type { Source } from '../../../core/contract/source.ts'

const campaign = /^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|si)$/

/**
 * What a page is, whatever its address carries along: the video of a YouTube page (not its second or playlist),
 * else host, path and query without campaign marks, fragment and closing slash. Only for comparing.
 */
export function pageIdentity(address: string): string {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return address
  }
  const video = videoOf(url)
  if (video) return `youtube:${video}`
  for (const name of [...url.searchParams.keys()]) if (campaign.test(name)) url.searchParams.delete(name)
  url.searchParams.sort()
  const query = url.searchParams.toString()
  return `${url.hostname.replace(/^www\./, '')}${url.pathname.replace(/\/+$/, '')}${query && `?${query}`}`
}

function videoOf(url: URL): string | null {
  const host = url.hostname.replace(/^(www|m)\./, '')
  if (host === 'youtu.be') return url.pathname.slice(1) || null
  if (host !== 'youtube.com') return null
  if (url.pathname === '/watch') return url.searchParams.get('v')
  return /^\/(?:shorts|live|embed)\/([\w-]{11})/.exec(url.pathname)?.[1] ?? null
}

/** What of a page is in the project already: the page itself, and how many selections of it. */
export interface Clipped {
  source: Source | null
  selections: number
}

export function clippedOf(url: string, sources: Source[]): Clipped {
  const identity = pageIdentity(url)
  const same = sources.filter(
    source => pageIdentity(source.canonicalUrl) === identity || pageIdentity(source.url) === identity,
  )
  return {
    source: same.find(source => source.kind !== 'selection') ?? null,
    selections: same.filter(source => source.kind === 'selection').length,
  }
}
