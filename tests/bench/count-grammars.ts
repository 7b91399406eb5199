import { Grammar, type GrammarFile, WordList } from '../../core/voice/grammar.ts'
import { normalWords } from '../../core/voice/normal.ts'
import { spokenOf } from '../../core/voice/spoken.ts'
import type { Speaker, WrittenScript } from './spoken-data.ts'

/** Of the topic-poor words of the background, the commonest: the others are said too seldom to follow on each other. */
const WORDS = 300
/** Of each video so many, so that who talks for hours weighs no more. */
const OF_A_VIDEO = 3_000
/** Sequences that came less often say more of these texts than of speech. */
const LEAST = { speech: 20, models: 2 }

/** What people say and what models write, as counts of which word follows which. */
export function countGrammars(
  topicPoor: readonly string[],
  speakers: readonly Speaker[],
  scripts: readonly WrittenScript[],
  made: string,
): GrammarFile {
  const words = topicPoor
    .filter(word => /^[a-z']+$/.test(word))
    .slice(0, WORDS)
    .join(' ')
  const list = new WordList(words)
  const counted = (texts: string[][], least: number) => {
    const grammar = new Grammar(list.size)
    for (const text of texts) grammar.add(list.numbers(text))
    const all = texts.reduce((sum, text) => sum + text.length, 0)
    return grammar.counts(all, least)
  }
  return {
    format: 1,
    provenance: `Counts of which topic-poor word follows which, made ${made} by tests/bench/voice-grammars.ts from transcripts of ${speakers.length} speakers (transcripts of thechangelog.com, © Changelog Media LLC, CC BY-SA 4.0, and of YouTube videos), and from ${scripts.length} scripts that a language model wrote. No text is contained.`,
    words,
    speech: counted(
      speakers.flatMap(({ texts }) => texts.map(text => spokenWords(text).slice(0, OF_A_VIDEO))),
      LEAST.speech,
    ),
    models: counted(
      scripts.map(({ text }) => normalWords(text).map(({ word }) => word)),
      LEAST.models,
    ),
  }
}

/** The normal words of a transcript. */
export const spokenWords = ({ name, transcript }: Speaker['texts'][number]): string[] =>
  spokenOf({ videoId: name, title: name, published: null, transcript, cuts: [] }).words.map(
    ({ word }) => word,
  )
