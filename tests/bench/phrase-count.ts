import { normalWords } from '../../core/voice/normal.ts'
import type { PhraseFile } from '../../core/voice/phrase-background.ts'
import type { Speaker, WrittenScript } from './spoken-data.ts'

/** A speaker's texts as normal words. */
export interface SpeakerWords {
  id: string
  texts: string[][]
}

/** Nobody's long lectures shall drown the others: so many words of a text, and of a speaker. */
const mostOfText = 4_000
const mostOfSpeaker = 60_000
const longest = 4
/** A phrase that is rarer is not listed. */
const fewest = 6

export function phraseWords({ id, texts }: Speaker): SpeakerWords {
  let left = mostOfSpeaker
  const read = texts.map(({ transcript }) => {
    const said = normalWords(transcript.segments.map(segment => segment.text).join(' '))
    const words = said.slice(0, Math.min(left, mostOfText)).map(({ word }) => word)
    left -= words.length
    return words
  })
  return { id, texts: read.filter(words => words.length > 0) }
}

/** The whole file. @param made the day, for the provenance */
export function countPhrases(speakers: SpeakerWords[], scripts: WrittenScript[], made: string): PhraseFile {
  const said = tally(speakers, null)
  const commonest = [...said].toSorted((a, b) => b[1].count - a[1].count || (a[0] < b[0] ? -1 : 1))
  const poor = commonest
    .slice(0, 600)
    .flatMap(([word, { by }]) => (by >= 0.9 * speakers.length ? [word] : []))
  const uneven = unevenness(speakers)
  const plain = commonest.flatMap(([word, { by }]) =>
    by >= 0.75 * speakers.length && uneven(word) < mostUneven ? [word] : [],
  )
  const phrases: Record<string, string> = {}
  for (const [phrase, { count, by }] of [...tally(speakers, new Set(plain))].toSorted(
    (a, b) => b[1].count - a[1].count,
  )) {
    if (by < 3 || count < fewest) continue
    const cut = phrase.lastIndexOf(' ')
    const head = phrase.slice(0, cut)
    const entry = `${phrase.slice(cut + 1)} ${count}`
    phrases[head] = phrases[head] ? `${phrases[head]} ${entry}` : entry
  }
  const words = speakers.flatMap(speaker => speaker.texts).reduce((sum, text) => sum + text.length, 0)
  const written = scripts.map(script => normalWords(script.text).map(({ word }) => word))
  return {
    format: 1,
    provenance: {
      made,
      from: `Transcripts of ${speakers.length} speakers: videos of YouTube channels, and podcast hosts of thechangelog/transcripts, (c) Changelog Media LLC; ${scripts.length} scripts written by a language model`,
      licence:
        'Counts only; no text of anybody is in here. The podcast transcripts (thechangelog/transcripts) are CC BY-SA 4.0, and so are the counts as far as they are taken from them.',
      method: [
        `At most ${mostOfText} words of a text and ${mostOfSpeaker} of a speaker, in the normal form of core/voice/normal.ts`,
        'poor: of the 600 commonest words those that 90 % of the speakers use',
        `plain: words that 75 % of the speakers use, at even rates over the texts of each (residual inverse document frequency under ${mostUneven})`,
        'words: said by 5 speakers and more',
        `phrases: of 2 to 4 plain words, said by 3 speakers and ${fewest} times and more`,
        'habits: phrases of 1 to 4 words in 4 scripts and more of 3 genres and more',
      ],
    },
    speech: { speakers: speakers.length, words },
    models: { scripts: scripts.length, words: written.reduce((sum, text) => sum + text.length, 0) },
    poor: poor.join(' '),
    plain: plain.join(' '),
    words: commonest.flatMap(([word, { count, by }]) => (by >= 5 ? [`${word} ${count}`] : [])).join(' '),
    phrases: Object.fromEntries(Object.entries(phrases).toSorted(([a], [b]) => (a < b ? -1 : 1))),
    habits: modelHabits(scripts, written, speakers),
  }
}

/**
 * How often and by how many each is said.
 * @param within null: single words; else phrases of two words and more, all of these
 */
function tally(speakers: SpeakerWords[], within: ReadonlySet<string> | null) {
  const found = new Map<string, { count: number; by: number; last: string }>()
  const add = (phrase: string, id: string) => {
    const entry = found.get(phrase)
    if (!entry) found.set(phrase, { count: 1, by: 1, last: id })
    else {
      entry.count++
      if (entry.last !== id) entry.by++
      entry.last = id
    }
  }
  for (const { id, texts } of speakers)
    for (const words of texts) {
      if (!within) for (const word of words) add(word, id)
      else eachPhrase(words, within, phrase => add(phrase, id))
    }
  return found
}

function eachPhrase(words: string[], within: ReadonlySet<string>, take: (phrase: string) => void): void {
  for (let at = 0; at < words.length; at++) {
    let phrase = ''
    for (let to = at; to < Math.min(at + longest, words.length); to++) {
      const word = words[to]!
      if (word === '#' || !within.has(word)) break
      phrase = to === at ? word : `${phrase} ${word}`
      if (to > at) take(phrase)
    }
  }
}

const mostUneven = 0.28

/**
 * Residual inverse document frequency (Church and Gale 1995) within each speaker: the binary logarithm of how many
 * texts should have the word at the speaker's own rate (Poisson), over how many have it. What belongs to a topic
 * comes in heaps; what belongs to a speaker does not.
 */
function unevenness(speakers: SpeakerWords[]): (word: string) => number {
  const expected = new Map<string, number>()
  const seen = new Map<string, number>()
  for (const { texts } of speakers) {
    const counts = new Map<string, number>()
    let total = 0
    for (const words of texts) {
      total += words.length
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
      for (const word of new Set(words)) seen.set(word, (seen.get(word) ?? 0) + 1)
    }
    for (const [word, count] of counts) {
      const texted = texts.reduce((sum, words) => sum + 1 - Math.exp((-count * words.length) / total), 0)
      expected.set(word, (expected.get(word) ?? 0) + texted)
    }
  }
  return word => Math.log2((expected.get(word) ?? 1) / (seen.get(word) ?? 1))
}

function modelHabits(
  scripts: WrittenScript[],
  written: string[][],
  speakers: SpeakerWords[],
): PhraseFile['habits'] {
  const found = new Map<string, { count: number; scripts: Set<number>; genres: Set<string> }>()
  for (const [at, words] of written.entries())
    eachGram(words, phrase => {
      const entry = found.get(phrase) ?? { count: 0, scripts: new Set<number>(), genres: new Set<string>() }
      entry.count++
      entry.scripts.add(at)
      entry.genres.add(scripts[at]!.genre)
      found.set(phrase, entry)
    })
  const habits = [...found].filter(([, entry]) => entry.scripts.size >= 4 && entry.genres.size >= 3)
  const said = new Map(habits.map(([phrase]) => [phrase, 0]))
  for (const { texts } of speakers)
    for (const words of texts)
      eachGram(words, phrase => {
        const count = said.get(phrase)
        if (count !== undefined) said.set(phrase, count + 1)
      })
  return habits
    .map(([phrase, { count, scripts }]): PhraseFile['habits'][number] => [
      phrase,
      count,
      scripts.size,
      said.get(phrase) ?? 0,
    ])
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
}

function eachGram(words: string[], take: (phrase: string) => void): void {
  for (let at = 0; at < words.length; at++)
    for (let to = at + 1; to <= Math.min(at + longest, words.length); to++)
      take(words.slice(at, to).join(' '))
}
