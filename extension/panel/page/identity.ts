import type { Source } from '../../../core/contract/source.ts'
import { canonicalAddress } from '../../capture/canonical.ts'

/**
 * What a page is, whatever its address carries along: the video of a YouTube page (not its second or playlist),
 * else the address without scheme, www, campaign marks, fragment and closing slash. Only for comparing.
 */
export function pageIdentity(address: string): string {
  if (!URL.canParse(address)) return address
  return canonicalAddress(address, null)
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/\/+$/, '')
}

/** What of a page is in the project already: the page itself, and how many selections and moments of it. */
export interface Clipped {
  source: Source | null
  selections: number
  moments: number
}

export function clippedOf(url: string, sources: Source[]): Clipped {
  const identity = pageIdentity(url)
  const same = sources.filter(
    source => pageIdentity(source.canonicalUrl) === identity || pageIdentity(source.url) === identity,
  )
  return {
    source: same.find(({ kind }) => kind !== 'selection' && kind !== 'moment') ?? null,
    selections: same.filter(source => source.kind === 'selection').length,
    moments: same.filter(source => source.kind === 'moment').length,
  }
}
