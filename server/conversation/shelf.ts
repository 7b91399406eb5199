import { setImmediate } from 'node:timers/promises'
import type { Citation } from '../../core/contract/brief.ts'
import { type CitableSource, citableSource } from '../../core/evidence/cite.ts'
import { withholdInTurns } from '../../core/machine-words/withhold.ts'
import type { Range } from '../../core/passages/range.ts'
import { transcriptText } from '../../core/transcript/text.ts'
import { findWords } from '../channels/channels.ts'
import type { Database } from '../db/database.ts'
import { asAccount } from '../db/tenancy.ts'
import { likelyLanguage } from '../research/stopwords.ts'
import { sourceText } from '../sources/texts.ts'
import type { Desk } from './desk.ts'

/** What the tools took out to read: places in sources and own videos, the better ones with the higher score. */
export interface Shelf {
  places: { sourceId: string; range: Range; score: number }[]
  videos: { channelId: string; videoId: string; range: Range; score: number }[]
  /** What is said about the sources as a list: each line a claim with who makes it. */
  lists: { title: string; lines: string[] }[]
}
export const emptyShelf = (): Shelf => ({ places: [], videos: [], lists: [] })

interface OnShelf extends CitableSource {
  ref: string
  language: string | null
  /** In order, without overlap. */
  ranges: (Range & { score: number })[]
}
export interface ShelfSource extends OnShelf {
  who: string | null
  when: string | null
}
export interface ShelfVideo extends OnShelf {
  channelId: string
  videoId: string
}

/** The same with the words: what is shown to a writer, and all that it may quote from. */
export interface Reading {
  sources: ShelfSource[]
  videos: ShelfVideo[]
  lists: Shelf['lists']
}

/** About 6,000 tokens of English. */
const MOST_CHARS = 24_000
const MOST_TEXTS = 12

export async function readShelf(
  { database, accountId }: { database: Database; accountId: string },
  desk: Desk,
  shelf: Shelf,
): Promise<Reading> {
  const reading: Reading = { sources: [], videos: [], lists: shelf.lists }
  const best = <Place extends { score: number }>(places: Place[]) =>
    places.toSorted((a, b) => b.score - a.score)
  // Of both in turn, or a long list of own videos would leave no room for the sources.
  const places = best(shelf.places)
  const videos = best(shelf.videos)
  const taken: { at: string; range: Range; score: number }[] = []
  let left = MOST_CHARS
  for (let i = 0; i < Math.max(places.length, videos.length); i++)
    for (const place of [places[i], videos[i]]) {
      if (!place) continue
      const at = 'sourceId' in place ? place.sourceId : `${place.channelId} ${place.videoId}`
      const size = place.range.end - place.range.start
      if (size > left || (!taken.some(each => each.at === at) && countOf(taken) >= MOST_TEXTS)) continue
      left -= size
      taken.push({ at, range: place.range, score: place.score })
    }
  for (const [at, own] of Map.groupBy(taken, each => each.at)) {
    const ranges = joined(own.map(({ range, score }) => ({ ...range, score })))
    const [channelId, videoId] = at.split(' ')
    if (videoId) await addVideo(channelId!, videoId, ranges)
    else await addSource(at, ranges)
  }
  reading.sources.sort((a, b) => Number(a.ref.slice(1)) - Number(b.ref.slice(1)))
  return reading

  async function addSource(id: string, ranges: OnShelf['ranges']): Promise<void> {
    const onDesk = desk.sources.find(({ source }) => source.id === id)
    const text = onDesk && (await asAccount(database, accountId, tx => sourceText(tx, id)))
    if (!text) return
    reading.sources.push(
      Object.assign(citableSource({ ...text, withheld: await withholdInTurns(text.text, breathe) }), {
        ref: onDesk.ref,
        language: onDesk.language ?? likelyLanguage(text.text),
        ranges,
        who: onDesk.source.author ?? onDesk.source.site,
        when: onDesk.source.published,
      }),
    )
  }

  async function addVideo(channelId: string, videoId: string, ranges: OnShelf['ranges']): Promise<void> {
    const words = await asAccount(database, accountId, tx => findWords(tx, channelId, videoId))
    if (!words?.transcript) return
    const { transcript, title } = words
    const { text } = transcriptText(transcript)
    const withheld = await withholdInTurns(text, breathe)
    const video = citableSource({
      ...{ id: videoId, title, kind: 'video', url: '', videoId, text, transcript, withheld },
    })
    const ref = `C${reading.videos.length + 1}`
    const fitting = ranges.filter(({ end }) => end <= text.length)
    reading.videos.push(
      Object.assign(video, {
        ref,
        language: transcript.language ?? null,
        ranges: fitting,
        channelId,
        videoId,
      }),
    )
  }
}

const breathe = () => setImmediate()

const countOf = (taken: { at: string }[]): number => new Set(taken.map(({ at }) => at)).size

/** In the text's order, what touches or overlaps as one. */
export function joined(ranges: OnShelf['ranges']): OnShelf['ranges'] {
  const out: OnShelf['ranges'] = []
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = out.at(-1)
    if (last && range.start <= last.end + 2) {
      last.end = Math.max(last.end, range.end)
      last.score = Math.max(last.score, range.score)
    } else out.push({ ...range })
  }
  return out
}

export const placesOf = (citations: Citation[], score: number): Shelf['places'] =>
  citations.map(({ sourceId, start, end }) => ({ sourceId, range: { start, end }, score }))
