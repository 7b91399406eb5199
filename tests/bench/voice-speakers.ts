import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { transcriptText } from '../../core/transcript/text.ts'
import { normalWords } from '../../core/voice/normal.ts'
import { readScripts, readSpeakers, type Speaker } from './spoken-data.ts'

export interface SpokenVideo {
  name: string
  /** Genre or show: negatives of the same are hard. */
  group: string
  words: string[]
}
export interface MeasuredSpeaker {
  /** "youtube/ben-felix". */
  name: string
  set: 'youtube' | 'dialogue'
  videos: SpokenVideo[]
  spoken: Speaker
}
export interface ModelScript {
  /** "generic/01-emergency-fund.txt#0a1b2c3d": with the beginning of its text's hash. */
  name: string
  kind: string
  /** "youtube/ben-felix", where it was written for or from one. */
  creator: string | null
  words: string[]
}

const LEAST_WORDS = 100

/** Speakers with their videos of at least 100 words, in the layout that voice-phrases.ts reads too. */
export function measuredSpeakers(data: string): MeasuredSpeaker[] {
  const genres: Record<string, string> =
    JSON.parse(readFileSync(join(data, 'genres.json'), 'utf8')).youtube ?? {}
  return readSpeakers(data).map(spoken => ({
    name: `${spoken.set}/${spoken.id}`,
    set: spoken.set as MeasuredSpeaker['set'],
    spoken,
    videos: spoken.texts
      .map(({ name, transcript }) => ({
        name,
        group: spoken.set === 'youtube' ? (genres[spoken.id] ?? '') : name.split('__')[0]!,
        words: wordsOf(transcriptText(transcript).text),
      }))
      .filter(({ words }) => words.length >= LEAST_WORDS),
  }))
}

export function modelScripts(data: string): ModelScript[] {
  return readScripts(data, ['generic', 'imitate', 'rewrite']).map(({ name, kind, creator, text }) => ({
    // Another folder may have another text of the same name.
    name: `${kind}/${name}#${createHash('sha256').update(text).digest('hex').slice(0, 8)}`,
    kind,
    creator: creator && `youtube/${creator}`,
    words: wordsOf(text),
  }))
}

export const wordsOf = (text: string): string[] => normalWords(text).map(({ word }) => word)

/** Stretches of n words, spread evenly over a text; at most so many, and none where the text is shorter. */
export function stretches(words: readonly string[], n: number, most: number): string[][] {
  const count = Math.min(Math.floor(words.length / n), most)
  const step = count > 1 ? (words.length - n) / (count - 1) : 0
  return Array.from({ length: count }, (_, at) =>
    words.slice(Math.floor(at * step), Math.floor(at * step) + n),
  )
}

/** At most ten of a speaker's videos, spread evenly over the list. */
export function profileVideos(
  videos: readonly SpokenVideo[],
  without: SpokenVideo | null = null,
): SpokenVideo[] {
  const rest = videos.filter(video => video !== without)
  if (rest.length <= PROFILE_VIDEOS) return rest
  return Array.from(
    { length: PROFILE_VIDEOS },
    (_, at) => rest[Math.floor((at * rest.length) / PROFILE_VIDEOS)]!,
  )
}
export const PROFILE_VIDEOS = 10
export const PROFILE_WORDS = 3_000
