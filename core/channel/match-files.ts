import type { ChannelVideo } from '../contract/channel.ts'
import { captionName } from './caption-name.ts'

/** Which video a caption file belongs to. */
export type FileMatch =
  | { how: 'id' | 'title'; videoId: string; language: string | null }
  /** ambiguous: two videos fit as well · other: it is named after a video that the list does not have */
  | { how: 'none'; why: 'unknown' | 'ambiguous' | 'other'; language: string | null }

/** Share of a title's weight that must be in common, and how far the second best must stay behind. */
const enough = 0.6
const clearly = 0.12

/**
 * Matches names of files to videos: by the 11-character id in the name, else by the title. Made once for a list: up to
 * 20,000 titles, and then some microseconds a file.
 */
export function fileMatcher(videos: ChannelVideo[]): (path: string) => FileMatch {
  const ids = new Set(videos.map(video => video.videoId))
  const byTitle = titleMatcher(videos)
  return path => {
    const { base, language } = captionName(path)
    // The id may end in what looks like a language (`-abc.en`), so both forms of the name are searched.
    const id = idIn(base, ids)
    if (id === 'other' || id === 'ambiguous') return { how: 'none', why: id, language }
    if (id) return { how: 'id', videoId: id, language }
    const title = byTitle(base)
    return title === 'ambiguous' || title === null
      ? { how: 'none', why: title ?? 'unknown', language }
      : { how: 'title', videoId: title, language }
  }
}

function idIn(base: string, ids: Set<string>): string | 'other' | 'ambiguous' | null {
  const bracketed = [...base.matchAll(/[[({]([\w-]{11})[\])}]/g)].map(found => found[1]!)
  const ours = new Set(bracketed.filter(id => ids.has(id)))
  if (ours.size === 1) return [...ours][0]!
  if (ours.size > 1) return 'ambiguous'
  // Anywhere else only where it stands alone: eleven letters of a longer word are no id.
  const loose = new Set<string>()
  for (let from = 0; from + 11 <= base.length; from++) {
    const part = base.slice(from, from + 11)
    const alone = !isWord(base[from - 1]) && !isWord(base[from + 11])
    if (alone && ids.has(part)) loose.add(part)
  }
  if (loose.size === 1) return [...loose][0]!
  if (loose.size > 1) return 'ambiguous'
  // Square brackets are how downloaders write an id, and such a one looks like no word.
  const named = base.match(/\[([\w-]{11})\]\s*$/)?.[1]
  return named && /\d|_|[a-z][A-Z]/.test(named) ? 'other' : null
}

const isWord = (letter: string | undefined): boolean => letter !== undefined && /[A-Za-z\d]/.test(letter)

/** Words that say nothing of which video it is. */
const noise = /^(?:captions?|subtitles?|subs?|transcript|youtube|final|official|auto|generated)$/

/** Lower case, without accents and signs. Scripts that write no spaces give pairs of letters. */
export function titleWords(text: string): string[] {
  const plain = text
    .slice(0, 600)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 150).flatMap(word => {
    if (!/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word)) return [word]
    const letters = [...word]
    return letters.length < 3 ? [word] : letters.slice(1).map((letter, at) => letters[at]! + letter)
  })
}

/** Dice's coefficient over words weighted by how few titles have them. */
function titleMatcher(videos: ChannelVideo[]): (name: string) => string | 'ambiguous' | null {
  const holders = new Map<string, number[]>()
  const words = videos.map((video, at) => {
    const own = new Set(titleWords(video.title))
    for (const word of own) {
      const known = holders.get(word)
      if (known) known.push(at)
      else holders.set(word, [at])
    }
    return own
  })
  const weight = (word: string) => Math.log(1 + videos.length / (holders.get(word)?.length ?? 1))
  const weights = words.map(own => sum(own, weight))

  return name => {
    const own = new Set(
      titleWords(name).filter((word, at, all) => holders.has(word) || !isExtra(word, at, all)),
    )
    const all = sum(own, weight)
    if (!all) return null
    const shared = new Float64Array(videos.length)
    for (const word of own) {
      const heavy = weight(word)
      for (const at of holders.get(word) ?? []) shared[at]! += heavy
    }
    // The two best in one pass: sorting 20,000 for every file would take seconds for a folder.
    let best: { at: number; score: number } | null = null
    let second: { at: number; score: number } | null = null
    for (let at = 0; at < shared.length; at++) {
      if (!shared[at]) continue
      const score = (2 * shared[at]!) / (all + weights[at]!)
      if (!best || score > best.score) [best, second] = [{ at, score }, best]
      else if (!second || score > second.score) second = { at, score }
    }
    if (!best || best.score < enough) return null
    // Word for word the same title wins over one that only goes on (“…, part 2”).
    const same = (score: number) => score > 0.999
    if (second && best.score - second.score < clearly && same(best.score) === same(second.score))
      return 'ambiguous'
    return videos[best.at]!.videoId
  }
}

/** Numbers in front ("012 - ", "20240105") and marks of export at the end. */
const isExtra = (word: string, at: number, all: string[]): boolean =>
  noise.test(word) || (/^\d+$/.test(word) && (at < 3 || at === all.length - 1))

const sum = (words: Set<string>, weight: (word: string) => number): number => {
  let total = 0
  for (const word of words) total += weight(word)
  return total
}
