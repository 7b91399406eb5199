import { type NormalWord, normalWords } from './normal.ts'

/** What phrases are looked for in: a video's own lines, with the milliseconds at which each begins. */
export interface PhraseVideo {
  videoId: string
  lines: readonly { ms: number | null; text: string }[]
}

/** A video's lines in one row. */
export interface PhraseText {
  videoId: string
  text: string
  words: NormalWord[]
  /** For each line where it begins in `text`, and in milliseconds. */
  lines: { start: number; ms: number | null }[]
}

export interface FoundPhrase {
  words: string[]
  count: number
  /** How often in each video, in their order. */
  perVideo: number[]
  /** The video's number and the first word's, in turn. */
  places: number[]
}

export const longestPhrase = 4

export function phraseText({ videoId, lines }: PhraseVideo): PhraseText {
  let text = ''
  const starts: PhraseText['lines'] = []
  for (const line of lines) {
    if (text) text += ' '
    starts.push({ start: text.length, ms: line.ms })
    text += line.text
  }
  return { videoId, text, words: normalWords(text), lines: starts }
}

/** How often each word is said in all videos. */
export function countWordsOf(videos: readonly PhraseText[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { words } of videos) for (const { word } of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/**
 * All phrases of 2 to 4 words that stand in at least so many videos. A phrase is in no more videos than its parts
 * are, so that each length is only looked for where the one before was found; numbers end a phrase.
 */
export function findPhrases(videos: readonly PhraseText[], leastVideos: number): FoundPhrase[] {
  const ids = new Map<string, number>()
  const texts = videos.map(({ words }) =>
    words.map(({ word }) => {
      const id = ids.get(word) ?? ids.size
      ids.set(word, id)
      return id
    }),
  )
  const number = ids.get('#') ?? -1
  // For each place which frequent phrase of the length before begins there; −1: none.
  let before = texts.map(words => words.map(id => (id === number ? -1 : id)))
  const found: FoundPhrase[] = []
  for (let length = 2; length <= longestPhrase; length++) {
    const seen = new Map<number, { videos: number; last: number; at: number }>()
    const keyAt = (video: number, at: number): number => {
      const head = before[video]![at]!
      const tail = before[video]![at + 1] ?? -1
      return head < 0 || tail < 0 ? -1 : head * ids.size + texts[video]![at + length - 1]!
    }
    eachPlace(texts, length, (video, at) => {
      const key = keyAt(video, at)
      if (key < 0) return
      const entry = seen.get(key)
      if (!entry) seen.set(key, { videos: 1, last: video, at: -1 })
      else if (entry.last !== video) {
        entry.videos++
        entry.last = video
      }
    })
    const next = texts.map(words => words.map(() => -1))
    const first = found.length
    eachPlace(texts, length, (video, at) => {
      const entry = seen.get(keyAt(video, at))
      if (!entry || entry.videos < leastVideos) return
      if (entry.at < 0) {
        entry.at = found.length
        const words = videos[video]!.words.slice(at, at + length).map(({ word }) => word)
        found.push({ words, count: 0, perVideo: videos.map(() => 0), places: [] })
      }
      const phrase = found[entry.at]!
      phrase.count++
      phrase.perVideo[video]!++
      phrase.places.push(video, at)
      next[video]![at] = entry.at - first
    })
    before = next
  }
  return found
}

function eachPlace(texts: number[][], length: number, take: (video: number, at: number) => void): void {
  for (const [video, words] of texts.entries())
    for (let at = 0; at + length <= words.length; at++) take(video, at)
}
