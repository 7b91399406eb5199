import { Grammar, type GrammarFile, WordList } from './grammar.ts'

/** Words of the own videos under which nothing is known of how they go on. */
const LEAST_OWN = 3_000
/** Words of a text under which its figure is chance. */
const LEAST_JUDGED = 60
/** More own words tell hardly more, and take time. */
const MOST_OWN = 90_000

export interface SecondJudge {
  /**
   * How much likelier the creator is to string words like this than others and models are: decimal orders of magnitude
   * in a hundred words, higher is nearer. null for texts under 60 words.
   * @param words in the normal form
   */
  judge(words: readonly string[]): number | null
}

/**
 * A second opinion on whose voice a text is, built otherwise than the meter: not by how often words are said but by which
 * word follows which. Words of any topic are one mark, so that the same subject makes nothing alike. The mean over a
 * text of log10 P(word | own) − log10 P(word | reference), against two references in equal parts: what other people say
 * and what models write. After LambdaG (Nini, Halvani, Graner, Gherardi, Ishihara 2024, arXiv 2403.08462), with three
 * words and Witten-Bell in the place of ten and Kneser-Ney, and whole references in the place of samples. It chooses
 * nothing: who chooses must not be the only judge.
 * @param videos normal words of each of the creator's own
 * @returns null where they are too few to say
 */
export function openSecondJudge(
  videos: readonly (readonly string[])[],
  file: GrammarFile,
): SecondJudge | null {
  const list = new WordList(file.words)
  const own = new Grammar(list.size)
  let known = 0
  for (const words of videos) {
    const taken = words.slice(0, MOST_OWN - known)
    own.add(list.numbers(taken))
    known += taken.length
  }
  if (known < LEAST_OWN) return null
  const references = [file.speech, file.models].map(counts => Grammar.of(counts, list.size))
  return {
    judge(words) {
      if (words.length < LEAST_JUDGED) return null
      const numbers = list.numbers(words)
      let sum = 0
      for (let at = 0; at < numbers.length; at++) {
        const others = references.reduce((all, each) => all + each.logProbability(numbers, at), 0)
        sum += own.logProbability(numbers, at) - others / references.length
      }
      return (100 * sum) / numbers.length
    },
  }
}
