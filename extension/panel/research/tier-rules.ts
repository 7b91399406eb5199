import type { Tier } from '../../../core/contract/findings.ts'

export const tiers: readonly Tier[] = ['primary', 'edited', 'personal', 'doubtful', 'unknown']

export const tierNames: Record<Tier, string> = {
  primary: 'primary',
  edited: 'edited',
  personal: 'personal',
  doubtful: 'doubtful',
  unknown: 'unrated',
}

/** How near such sources stand to what they report. */
export const tierWords: Record<Tier, string> = {
  primary: 'The thing itself: papers, official statistics, standards, court rulings.',
  edited: 'Somebody answers for it: reference works, and media with an editor.',
  personal: 'One person’s word: blogs, forums, videos, social posts.',
  doubtful: 'Written to be found, not to be right; or you trust it as little.',
  unknown: 'Nobody has judged it.',
}

/** A domain as it is read: a channel's name stands for itself. */
export function domainWords(domain: string): string {
  const at = domain.indexOf('/')
  return at < 0 ? domain : `“${domain.slice(at + 1)}” on YouTube`
}

/** What a rule of the creator's may be made for: the place itself, then what it belongs to, down to two labels. */
export function domainsOf(place: string): string[] {
  const [host = '', channel] = place.split('/')
  const labels = host.split('.')
  // An address of numbers belongs to nothing else.
  const hosts = /^[\d.]+$/.test(host)
    ? [host]
    : Array.from({ length: Math.max(1, labels.length - 1) }, (_, from) => labels.slice(from).join('.'))
  return channel === undefined ? hosts : [place, ...hosts]
}
