import type { TransactionSql } from 'postgres'
import { matchQuote } from '../../core/evidence/match-quote.ts'
import type { Range } from '../../core/passages/range.ts'
import { pairs, searchText } from '../../core/passages/search-text.ts'
import type { Query } from './query.ts'
import { type Lexemes, lexemesOf } from './terms.ts'

export interface Marked {
  text: string
  configuration: string
}

const WORD = /\p{N}+(?:[.,]\p{N}+)+|[\p{L}\p{N}\p{M}]+(?:[-\u2010\u2011][\p{L}\p{N}\p{M}]+)*/gu
const PLAIN = /^[A-Za-z]+$/
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

/** Where each text has the words that were asked for, in order and without overlap: by their stems, as they are found. */
export async function marksOf(
  tx: TransactionSql,
  query: Query,
  asked: ReadonlyMap<string, Lexemes>,
  texts: readonly Marked[],
): Promise<Range[][]> {
  const said = new Map<string, string>()
  const spoken = texts.map(({ text, configuration }) => ({
    text,
    configuration,
    words: Array.from(text.matchAll(WORD), ({ 0: word, index }) => {
      if (!said.has(word)) said.set(word, PLAIN.test(word) ? word.toLowerCase() : searchText(word))
      return { word, at: index }
    }),
  }))
  const wanted = new Map<string, Set<string>>()
  for (const [configuration, of] of Map.groupBy(spoken, ({ configuration }) => configuration)) {
    const lexemes = new Set([...(asked.get(configuration)?.values() ?? [])].flat())
    const likely = likelyWords(
      of.flatMap(({ words }) => words.map(({ word }) => said.get(word)!)),
      lexemes,
      configuration,
    )
    const known = await lexemesOf(tx, configuration, likely)
    wanted.set(
      configuration,
      new Set(likely.filter(word => known.get(word)?.some(lexeme => lexemes.has(lexeme)))),
    )
  }
  return spoken.map(({ text, configuration, words }) => {
    const ranges: Range[] = query.phrases.flatMap(({ quote }) => matchQuote(text, quote) ?? [])
    for (const { word, at } of words) {
      if (UNSPACED.test(word)) ranges.push(...markedPairs(word, at, query.words))
      else if (wanted.get(configuration)!.has(said.get(word)!))
        ranges.push({ start: at, end: at + word.length })
    }
    return merged(ranges)
  })
}

/** Words that may have one of the lexemes, each once: asking the database for the lexemes of all of them takes longer. */
function likelyWords(words: string[], lexemes: ReadonlySet<string>, configuration: string): string[] {
  const beginnings = new Set(Array.from(lexemes, beginning))
  // Arabic stems lose their beginnings too, and of a hyphenated word each part is looked for.
  return [...new Set(words)].filter(
    word => beginnings.has(beginning(word)) || configuration === 'arabic' || /[ -]/.test(word),
  )
}

/** Two letters without their accents: stemming takes endings, and accents in some languages. */
const beginning = (word: string): string => {
  const first = word.slice(0, 4)
  return (PLAIN.test(first) ? first : first.normalize('NFD').replace(/\p{M}/gu, '')).slice(0, 2)
}

function markedPairs(run: string, at: number, words: readonly string[]): Range[] {
  const wanted = new Set(words)
  const ranges: Range[] = []
  let from = 0
  for (const pair of pairs(run)) {
    const place = run.indexOf(pair, from)
    if (wanted.has(pair)) ranges.push({ start: at + place, end: at + place + pair.length })
    from = place + String.fromCodePoint(pair.codePointAt(0)!).length
  }
  return ranges
}

function merged(ranges: Range[]): Range[] {
  const marks: Range[] = []
  for (const { start, end } of ranges.sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = marks.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else marks.push({ start, end })
  }
  return marks
}
