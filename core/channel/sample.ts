import type { ChannelVideo, ChannelVideoKind } from '../contract/channel.ts'

/** What a creator has decided about their sample. */
export interface SampleChoice {
  /** How many videos. */
  size: number
  kinds: ChannelVideoKind[]
  /** First and last year, both included; null for all. Videos without a date are then left out. */
  years: [first: number, last: number] | null
  /** Single ones, whatever the rules say: in, and out. */
  added: string[]
  removed: string[]
}

export const sampleSizes = { least: 20, most: 50, usual: 30 } as const

export const usualChoice = (): SampleChoice => ({
  size: sampleSizes.usual,
  kinds: ['video', 'live', 'short'],
  years: null,
  added: [],
  removed: [],
})

export const yearOf = ({ published }: ChannelVideo): number | null =>
  published ? Number(published.slice(0, 4)) : null

const minutes = (from: number, to: number) => [from * 60_000, to * 60_000] as const
const [shortestTalk, longestTalk] = minutes(4, 60)

/** Titles of what is hardly spoken, in the words that creators of many languages borrow. */
const unspoken =
  /\b(?:trailer|teaser|official (?:music )?video|music video|lyrics?|instrumental|soundtrack|playlist|no talking|no commentary|without talking|time-?lapse|asmr|b-?roll|intro animation)\b/i

/**
 * How well a video shows how its creator talks; the least is best. Talks of 4 to 60 minutes before other lengths, and
 * among each videos before live streams (long, with guests and pauses) before shorts.
 */
function rank(video: ChannelVideo): number {
  const { kind, durationMs, title } = video
  const kinds = { video: 0, live: 1, short: 2 }[kind]
  const length =
    durationMs === null
      ? 1
      : durationMs >= shortestTalk && durationMs <= longestTalk
        ? 0
        : durationMs > longestTalk
          ? 1
          : 2
  const shape = kind === 'short' ? 9 : 3 * length + kinds
  return shape + (unspoken.test(title) ? 10 : 0)
}

/** Not broadcast yet, or going on now: there are no words of it. */
const hasWords = ({ kind, published, durationMs }: ChannelVideo): boolean =>
  kind === 'short' || published !== null || durationMs !== null

/**
 * A sample of a channel that shows its creator's voice over the years: the same number from each year as far as it has
 * them, in each year the best by `rank`, longer ones first. The same list and choice always give the same sample.
 * @returns ids, newest first; `choice.size` of them where there are so many, with every added one
 */
export function sampleOf(videos: ChannelVideo[], choice: SampleChoice): string[] {
  const added = new Set(choice.added)
  const removed = new Set(choice.removed)
  const kinds = new Set(choice.kinds)
  const [first, last] = choice.years ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  const fits = (video: ChannelVideo) => {
    const year = yearOf(video)
    const inYears = choice.years === null || (year !== null && year >= first && year <= last)
    return kinds.has(video.kind) && inYears && hasWords(video)
  }
  const picked = videos.filter(video => added.has(video.videoId))
  const open = videos.filter(video => !added.has(video.videoId) && !removed.has(video.videoId) && fits(video))
  // Whole talks first, in every year that has them; shorts and what is hardly spoken only fill up.
  const tiers = [open.filter(video => rank(video) < 9), open.filter(video => rank(video) >= 9)]
  for (const tier of tiers) spread(tier, picked, choice.size)
  return picked.sort(byDate).map(video => video.videoId)
}

/** Adds to `picked`, each time from the year of which there are fewest, until there are `size`. */
function spread(tier: ChannelVideo[], picked: ChannelVideo[], size: number): void {
  const years = new Map<number, { year: number; left: ChannelVideo[]; taken: number }>()
  for (const video of tier) {
    const year = yearOf(video) ?? 0
    const found = years.get(year) ?? { year, left: [], taken: 0 }
    years.set(year, found)
    found.left.push(video)
  }
  for (const video of picked) {
    const found = years.get(yearOf(video) ?? 0)
    if (found) found.taken++
  }
  for (const { left } of years.values()) left.sort(byWorth)
  while (picked.length < size) {
    let fewest: { year: number; left: ChannelVideo[]; taken: number } | null = null
    for (const each of years.values())
      if (
        each.left.length &&
        (!fewest || each.taken < fewest.taken || (each.taken === fewest.taken && each.year > fewest.year))
      )
        fewest = each
    if (!fewest) return
    picked.push(fewest.left.shift()!)
    fewest.taken++
  }
}

const byWorth = (a: ChannelVideo, b: ChannelVideo): number =>
  rank(a) - rank(b) || (b.durationMs ?? 0) - (a.durationMs ?? 0) || (a.videoId < b.videoId ? -1 : 1)

const byDate = (a: ChannelVideo, b: ChannelVideo): number =>
  (b.published ?? '').localeCompare(a.published ?? '') || (a.videoId < b.videoId ? -1 : 1)
