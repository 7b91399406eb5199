import type { StructureHabit } from '../contract/voice-profile.ts'
import { type NormalWord, normalWords } from './normal.ts'
import { phraseHits, phraseIndex } from './phrase-hits.ts'
import { isWhole } from './phrase-shape.ts'
import type { VideoMeasure } from './video-measure.ts'

/** The first and the last words of a video. */
const EDGE_WORDS = 60
const SHORTEST = 2
const LONGEST = 6
const MOST = 12
/** What is said everywhere begins nothing: at an edge it must be so many times as frequent as in between. */
const MORE_OFTEN = 4

interface Edge {
  videoId: string
  words: NormalWord[]
  text: string
  /** For each word the line that it stands in. */
  ms: (number | null)[]
}

/** Expressions with which videos begin; `share` is of the videos. */
export const openersOf = (measures: readonly VideoMeasure[], english: boolean): StructureHabit[] =>
  habitsAt(measures, english, measure => edgeOf(measure, 'first'))

/** Expressions with which videos end; `share` is of the videos. */
export const closersOf = (measures: readonly VideoMeasure[], english: boolean): StructureHabit[] =>
  habitsAt(measures, english, measure => edgeOf(measure, 'last'))

/**
 * Runs of two to six words that stand at this edge of at least two videos and of three in twenty of them, and there at least
 * four times as often as in the rest of the videos; of runs within each other the one that says most.
 */
function habitsAt(
  measures: readonly VideoMeasure[],
  english: boolean,
  edge: (measure: VideoMeasure) => Edge,
): StructureHabit[] {
  const edges = measures.map(edge)
  const places = new Map<string, { at: number; edge: Edge }[]>()
  for (const each of edges) {
    const words = each.words.map(({ word }) => word)
    const seen = new Set<string>()
    for (let at = 0; at < words.length; at++)
      for (let length = SHORTEST; length <= LONGEST && at + length <= words.length; length++) {
        const run = words.slice(at, at + length).join(' ')
        if (seen.has(run)) continue
        seen.add(run)
        const found = places.get(run)
        if (found) found.push({ at, edge: each })
        else places.set(run, [{ at, edge: each }])
      }
  }
  const least = Math.max(2, Math.ceil(measures.length * 0.15))
  const often = [...places].filter(
    ([run, found]) => found.length >= least && (!english || isWhole(run.split(' '))),
  )
  const elsewhere = countedElsewhere(
    measures,
    edges,
    often.map(([run]) => run),
  )
  const telling = often
    .filter(([run, found]) => found.length / edges.length >= MORE_OFTEN * (elsewhere.get(run) ?? 0))
    .sort((a, b) => weight(b) - weight(a) || (a[0] < b[0] ? -1 : 1))
  const kept: [string, { at: number; edge: Edge }[]][] = []
  for (const each of telling) {
    if (kept.length === MOST) break
    if (!kept.some(([run]) => overlap(run, each[0]))) kept.push(each)
  }
  return kept
    .map(([text, found]) => ({
      text,
      videos: found.length,
      share: found.length / edges.length,
      examples: found.slice(0, 3).map(({ at, edge: { videoId, words, text: whole, ms } }) => {
        const last = words[Math.min(words.length, at + 20) - 1]!
        const quote = whole.slice(words[at]!.start, last.end).slice(0, 400).toWellFormed()
        return { videoId, startMs: ms[at] ?? null, quote }
      }),
    }))
    .sort((a, b) => b.videos - a.videos)
}

const weight = ([run, found]: [string, unknown[]]): number =>
  found.length * Math.sqrt(run.split(' ').length - 1)

/** One within the other, or the end of one is the beginning of the other by half of the words. */
function overlap(one: string, other: string): boolean {
  if (` ${one} `.includes(` ${other} `) || ` ${other} `.includes(` ${one} `)) return true
  const mine = one.split(' ')
  const theirs = new Set(other.split(' '))
  return mine.filter(word => theirs.has(word)).length * 2 > Math.min(mine.length, theirs.size)
}

/** How often each run is said in a stretch as long as an edge, on average over all the videos without their edges. */
function countedElsewhere(
  measures: readonly VideoMeasure[],
  edges: readonly Edge[],
  runs: readonly string[],
): Map<string, number> {
  const index = phraseIndex(Object.fromEntries(runs.map(run => [run, [run]])))
  const counts = new Map<string, number>()
  let words = 0
  for (const { lines } of measures) {
    const all = normalWords(lines.map(({ text }) => text).join(' '))
    words += Math.max(0, all.length - EDGE_WORDS)
    for (const [run, at] of phraseHits(all, index)) counts.set(run, (counts.get(run) ?? 0) + at.length)
  }
  for (const { words: edge } of edges)
    for (const [run, at] of phraseHits(edge, index)) counts.set(run, (counts.get(run) ?? 0) - at.length)
  const stretches = words / EDGE_WORDS
  return new Map([...counts].map(([run, count]) => [run, stretches > 0 ? count / stretches : 0]))
}

function edgeOf({ videoId, lines: all }: VideoMeasure, which: 'first' | 'last'): Edge {
  // A caption has at least a word: no more of them can be needed.
  const lines = which === 'first' ? all.slice(0, EDGE_WORDS) : all.slice(-EDGE_WORDS)
  const text = lines.map(line => line.text).join(' ')
  const found = normalWords(text)
  const words = which === 'first' ? found.slice(0, EDGE_WORDS) : found.slice(-EDGE_WORDS)
  const ends: number[] = []
  let end = -1
  for (const line of lines) {
    end += line.text.length + 1
    ends.push(end)
  }
  let line = 0
  const ms = words.map(({ start }) => {
    while (line + 1 < ends.length && ends[line]! <= start) line++
    return lines[line]?.ms ?? null
  })
  return { videoId, words, text, ms }
}
