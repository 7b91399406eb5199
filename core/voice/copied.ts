import { hash64 } from '../evidence/fingerprint.ts'
import type { NormalWord } from './normal.ts'

/** Words of a gram, and the fewest of a run that is told as copied: five grams in a row that are the creator's. */
const GRAM = 8
const RUN = 12
/** What is said in so many of the videos is a greeting or a goodbye: how they talk, and no copy. */
const HABIT = 3
/** A run has fewer different words only where somebody counts, sings or laughs. */
const DIFFERENT = 6
/** Bits a gram, and how many of them it sets: of the grams that were never said one in seventy looks as if it was. */
const BITS = 9
const MARKS = 6
/** As many as the contract has room for: a channel of two hundred videos of two hours each. */
const MOST_GRAMS = 2_600_000

/**
 * Fingerprints of all runs of eight words (shingles: Broder 1997, "On the resemblance and containment of documents")
 * of the videos, as a Bloom filter (Bloom 1970). Winnowing (Schleimer, Wilkerson, Aiken 2003) keeps every third gram
 * in as much room, and so cannot tell a run of twelve words from one of eight: here a run is told word by word.
 * Grams that three videos and more say are left out.
 * @param videos the normal words of each
 * @returns base64; about 225 kB for 50 videos of 3,000 words, empty where there are no words. No word can be read
 *   back from it.
 */
export function printsOf(videos: readonly NormalWord[][]): string {
  const texts = videos.map(gramsOf)
  const said = new Map<number, number>()
  for (const grams of texts) {
    const here = new Set<number>()
    for (let at = 0; at < grams.count; at++) here.add(keyOf(grams.hashAt(at)))
    for (const key of here) said.set(key, (said.get(key) ?? 0) + 1)
  }
  let left = 0
  for (const times of said.values()) if (times < HABIT && left < MOST_GRAMS) left++
  const filter = new Uint8Array(Math.ceil((left * BITS) / 8))
  for (const grams of texts)
    for (let at = 0; at < grams.count && left > 0; at++) {
      const hash = grams.hashAt(at)
      const key = keyOf(hash)
      if ((said.get(key) ?? HABIT) >= HABIT) continue
      said.delete(key)
      left--
      for (let mark = 0; mark < MARKS; mark++) {
        const bit = bitOf(hash, mark, filter.length * 8)
        filter[bit >>> 3]! |= 1 << (bit & 7)
      }
    }
  return base64(filter)
}

type Hash = ReturnType<typeof hash64>

/**
 * As many of its bits as a number holds, so that the grams themselves, up to a gigabyte of strings, need not be kept. Of the
 * most grams that there can be two are taken for one in one channel of 2,600 (n² / 2⁵⁴).
 */
const keyOf = ([high, low]: Hash): number => high * 2 ** 21 + (low >>> 11)

/** A stretch of a text, in its characters. */
export interface CopiedRun {
  start: number
  end: number
  words: number
}

/**
 * Finds the stretches of a text that one of the videos says word for word: at least twelve words, by the one normal
 * form, so that case and punctuation hide nothing. A copied run of twelve words is always found; a run of eleven is
 * taken for one of twelve about once in forty times.
 * @param prints as `printsOf` made them; what is no base64 holds nothing. Read once here, for any number of texts.
 * @returns of a text's words the runs, in order and apart from each other
 */
export function copyFinder(prints: string): (words: readonly NormalWord[]) => CopiedRun[] {
  const filter = bytes(prints)
  return words => (filter.length === 0 ? [] : runsIn(words, filter))
}

function runsIn(words: readonly NormalWord[], filter: Uint8Array): CopiedRun[] {
  const runs: { from: number; to: number }[] = []
  const grams = gramsOf(words)
  for (let at = 0; at < grams.count; at++) {
    const first = at
    while (at < grams.count && holds(filter, grams.hashAt(at))) at++
    // The gram at `at` is not theirs: its last word is the first that was not said so.
    if (at > first) take({ from: first, to: at + GRAM - 1 })
  }
  return runs.map(({ from, to }) => ({
    start: words[from]!.start,
    end: words[to - 1]!.end,
    words: to - from,
  }))

  function take(run: { from: number; to: number }) {
    const own = words.slice(run.from, run.to).map(({ word }) => word)
    if (own.length < RUN || new Set(own).size < DIFFERENT) return
    const last = runs.at(-1)
    // A draft that joins two places of the videos has one stretch there.
    if (last && run.from <= last.to) last.to = run.to
    else runs.push(run)
  }
}

/** The grams of a text, each hashed when it is asked for, where its words stand with single spaces between. */
function gramsOf(words: readonly NormalWord[]): { count: number; hashAt(at: number): Hash } {
  const starts = [0]
  for (const { word } of words) starts.push(starts.at(-1)! + word.length + 1)
  const text = words.map(({ word }) => word).join(' ')
  return {
    count: Math.max(words.length - GRAM + 1, 0),
    hashAt: at => hash64(text, starts[at]!, starts[at + GRAM]! - 1),
  }
}

/** Two hashes stand for as many as are wanted (Kirsch and Mitzenmacher 2006). */
const bitOf = ([high, low]: Hash, mark: number, size: number): number =>
  (high + mark * ((low | 1) >>> 0)) % size

function holds(filter: Uint8Array, hash: Hash): boolean {
  for (let mark = 0; mark < MARKS; mark++) {
    const bit = bitOf(hash, mark, filter.length * 8)
    if (!(filter[bit >>> 3]! & (1 << (bit & 7)))) return false
  }
  return true
}

function base64(bytes: Uint8Array): string {
  let binary = ''
  for (let at = 0; at < bytes.length; at += 8_192)
    binary += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return btoa(binary)
}

function bytes(base64: string): Uint8Array {
  try {
    const binary = atob(base64)
    const bytes = new Uint8Array(binary.length)
    for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at)
    return bytes
  } catch {
    // From a file that somebody wrote by hand.
    return new Uint8Array()
  }
}
