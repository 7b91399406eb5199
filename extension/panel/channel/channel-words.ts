import { sampleOf, yearOf } from '../../../core/channel/sample.ts'
import type { ChannelOutcome, ChannelVideo, ChannelVideoKind } from '../../../core/contract/channel.ts'
import type { ListedChannel, QueuedVideo } from '../../channel/queued-video.ts'
import { timeOfDay } from '../words/dates.ts'
import { count, integer } from '../words/numbers.ts'
import { receiptWords } from '../work/receipt-words.ts'
import type { ChannelView, Listing } from './channel-world.ts'

const kinds: Record<ChannelVideoKind, [one: string, many: string]> = {
  video: ['video', 'videos'],
  live: ['live stream', 'live streams'],
  short: ['short', 'shorts'],
}
export const kindsInOrder: ChannelVideoKind[] = ['video', 'live', 'short']
export const kindName = (kind: ChannelVideoKind): string => kinds[kind][0]

export const ofKind = (videos: ChannelVideo[], kind: ChannelVideoKind): number =>
  videos.filter(video => video.kind === kind).length

export const kindCount = (videos: ChannelVideo[], kind: ChannelVideoKind): string =>
  count(ofKind(videos, kind), ...kinds[kind])

/** First and last year of a list; null where it has no dates. */
export function yearsOf(videos: ChannelVideo[]): [first: number, last: number] | null {
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const video of videos) {
    const year = yearOf(video)
    if (year === null) continue
    first = Math.min(first, year)
    last = Math.max(last, year)
  }
  return Number.isFinite(first) ? [first, last] : null
}

export const spanWords = ([first, last]: [number, number]): string =>
  first === last ? String(first) : `${first}–${last}`

export const sampleIn = (channel: ListedChannel): ChannelVideo[] => {
  const byId = new Map(channel.videos.map(video => [video.videoId, video]))
  return sampleOf(channel.videos, channel.choice).flatMap(id => byId.get(id) ?? [])
}

/** Why these and no others, in one line. */
export function whySample(channel: ListedChannel, sample: ChannelVideo[]): string {
  const years = yearsOf(sample)
  const span = years ? `Spread evenly over ${spanWords(years)}` : 'Spread evenly'
  const kindsIn = kindsInOrder.filter(kind => ofKind(sample, kind) > 0)
  const rest = kindsIn.length > 1 ? ', before live streams and shorts' : ''
  const own = channel.choice.added.length + channel.choice.removed.length
  const by = own ? ` ${count(own, 'change')} of yours ${own === 1 ? 'is' : 'are'} kept.` : ''
  return `${span}, talks of 4 to 60 minutes first${rest}: so it shows how you speak, and how that changed.${by}`
}

export function listingWords({ kind, found, by, stopping }: Listing): string {
  if (stopping) return 'Stopping…'
  if (by === 'server') return 'Your server asks YouTube'
  if (kind === null) return 'Looking for the channel'
  return `Listing ${kinds[kind][1]} · ${integer(found)} found`
}

/** Where the queue stands, as one line. */
export function queueWords({ queue }: Pick<ChannelView, 'queue'>): string {
  switch (queue.state) {
    case 'idle':
      return 'Nothing is being fetched'
    case 'running':
      return 'Fetching the words'
    case 'paused':
      return 'Paused'
    case 'resting':
      return queue.why === 'refused'
        ? `YouTube asked to wait: goes on at ${timeOfDay(queue.until)}`
        : `YouTube cannot be reached: tries again at ${timeOfDay(queue.until)}`
    case 'needs_tab':
      return 'Open YouTube to go on'
    case 'done':
      return 'All asked'
  }
}

/** "about 3 minutes"; rounded up, since nobody minds being early. */
export function timeWords(ms: number): string {
  const minutes = Math.ceil(ms / 60_000)
  if (minutes <= 1) return 'about a minute'
  if (minutes < 90) return `about ${minutes} minutes`
  const hours = Math.round(minutes / 30) / 2
  return `about ${hours.toString().replace('.5', '½')} hours`
}

const outcomes: Partial<Record<ChannelOutcome, string>> = {
  no_captions: 'no captions on YouTube',
  disabled: 'captions are turned off',
  needs_file: 'no words came: add a caption file',
}

export interface RowWords {
  shape: 'good' | 'open' | 'bad' | 'calm'
  mark: string
  why: string
}

/** What came of one video, or what is still to come. */
export function rowWords({ state, answer, misses, refused, sent }: QueuedVideo): RowWords {
  if (state === 'waiting' || !answer)
    return {
      shape: 'calm',
      mark: 'waiting',
      why: misses ? `${count(misses, 'try', 'tries')} gave no words: asked again later` : '',
    }
  if (refused !== null) return { shape: 'bad', mark: 'refused', why: `Your server says: ${refused}` }
  const kept = sent ? '' : 'kept here, to go to your server'
  if (answer.outcome === 'ok' || answer.outcome === 'truncated') {
    const { head, rest } = receiptWords({
      ...{ kind: 'video', form: null, pages: null, moment: null },
      receipt: answer.receipt,
      durationMs: answer.receipt.video?.durationMs ?? null,
    })
    const words = [head, ...rest, kept].filter(Boolean).join(' · ')
    return answer.outcome === 'ok'
      ? { shape: 'good', mark: 'words', why: words }
      : { shape: 'open', mark: 'part', why: words }
  }
  const why = outcomes[answer.outcome] ?? 'no words came: add a caption file'
  return { shape: answer.outcome === 'needs_file' ? 'bad' : 'open', mark: 'none', why }
}

/** Whether asking once more, or a file, could give more words. */
export const wantsMore = ({ state, answer }: QueuedVideo): boolean =>
  state === 'done' && answer !== null && answer.outcome !== 'ok'

/** Languages to choose from: what a creator of the world is likely to speak, by the language's own name in English. */
export const languages: [code: string, name: string][] = (() => {
  const codes =
    'en,es,pt,de,fr,it,nl,pl,sv,da,nb,fi,cs,sk,hu,ro,bg,el,tr,ru,uk,hr,sr,sl,lt,lv,et,he,ar,fa,ur,hi,bn,ta,te,mr,gu,kn,ml,pa,id,ms,fil,vi,th,ko,ja,zh-Hans,zh-Hant,sw,am,af,ca,eu,gl'
  const names = new Intl.DisplayNames('en', { type: 'language' })
  return codes
    .split(',')
    .map((code): [string, string] => [code, names.of(code) ?? code])
    .sort((a, b) => a[1].localeCompare(b[1]))
})()

/** The one of `languages` that a tag means; English where it means none. */
export function knownLanguage(tag: string | null | undefined): string {
  if (!tag) return 'en'
  const codes = languages.map(([code]) => code)
  const exact = codes.find(code => code.toLowerCase() === tag.toLowerCase())
  if (exact) return exact
  if (/^zh-(?:tw|hk|mo)/i.test(tag)) return 'zh-Hant'
  const base = tag.split('-')[0]!.toLowerCase()
  if (base === 'zh') return 'zh-Hans'
  return codes.find(code => code === base) ?? 'en'
}
