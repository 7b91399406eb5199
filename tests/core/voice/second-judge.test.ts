import { describe, expect, it } from 'vitest'
import { englishGrammars } from '../../../core/voice/english-grammars.ts'
import { Grammar, WordList } from '../../../core/voice/grammar.ts'
import { normalWords } from '../../../core/voice/normal.ts'
import { bestFirst } from '../../../core/voice/rerank.ts'
import { openSecondJudge } from '../../../core/voice/second-judge.ts'
import { speech, subjects } from '../../fixtures/voice/speech.ts'

const wordsOf = (text: string) => normalWords(text).map(({ word }) => word)

describe('a grammar', () => {
  it('backs off as Witten and Bell do, worked out by hand', () => {
    const list = new WordList('so the')
    const grammar = new Grammar(list.size)
    // so the _ so the so: 1 2 0 1 2 1
    const said = list.numbers(['so', 'the', 'moon', 'so', 'the', 'so'])
    expect(said).toEqual([1, 2, 0, 1, 2, 1])
    grammar.add(said)
    // None before: 6 words of 3 kinds, so came 3 times.
    const none = (3 + 3 * (1 / 3)) / (6 + 3)
    expect(grammar.logProbability([1], 0)).toBeCloseTo(Math.log10(none), 12)
    // After "the" came _ and so, once each.
    const after = (1 + 2 * none) / (2 + 2)
    expect(grammar.logProbability([2, 1], 1)).toBeCloseTo(Math.log10(after), 12)
    // After "so the" the same two.
    expect(grammar.logProbability([1, 2, 1], 2)).toBeCloseTo(Math.log10((1 + 2 * after) / (2 + 2)), 12)
    // After what was never said it knows as much as one word before.
    expect(grammar.logProbability([0, 2, 1], 2)).toBeCloseTo(Math.log10(after), 12)
  })

  it('gives each word its share, listed or not, also when it is read back from its counts', () => {
    const list = new WordList(englishGrammars.words)
    for (const counts of [englishGrammars.speech, englishGrammars.models]) {
      const shipped = Grammar.of(counts, list.size)
      for (const before of [[], [0], [3, 1], [7, 250]]) {
        const all = Array.from({ length: list.size }, (_, word) => {
          const numbers = [...before, word]
          return 10 ** shipped.logProbability(numbers, before.length)
        })
        expect(all.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9)
      }
    }
    const grammar = new Grammar(list.size)
    const numbers = list.numbers(wordsOf(speech('chatty', subjects[0]!, 900, 1)))
    grammar.add(numbers)
    const again = Grammar.of(grammar.counts(numbers.length, 1), list.size)
    for (let at = 0; at < 50; at++)
      expect(again.logProbability(numbers, at)).toBeCloseTo(grammar.logProbability(numbers, at), 12)
  })
})

describe('the second judge', () => {
  const own = [1, 2, 3, 4].map(seed => wordsOf(speech('chatty', subjects[seed % 3]!, 1_000, seed)))
  const judge = openSecondJudge(own, englishGrammars)!

  it('finds the same way of talking about another subject nearer than another way about the same', () => {
    const same = judge.judge(wordsOf(speech('chatty', subjects[3]!, 200, 9)))!
    const other = judge.judge(wordsOf(speech('learned', subjects[1]!, 200, 9)))!
    expect(same).toBeGreaterThan(other)
  })

  it('is not moved by words of a topic', () => {
    const text = speech('learned', subjects[1]!, 200, 9)
    const stuffed = text.replaceAll(/\b(?:moon|tide|harbour|water|sea|wave)s?\b/g, 'zebra')
    expect(judge.judge(wordsOf(stuffed))).toBeCloseTo(judge.judge(wordsOf(text))!, 9)
  })

  it('says nothing of what is too short, or by too little', () => {
    expect(judge.judge(wordsOf('So this is short.'))).toBeNull()
    expect(openSecondJudge([own[0]!], englishGrammars)).toBeNull()
    expect(openSecondJudge([], englishGrammars)).toBeNull()
  })
})

describe('which draft is the best', () => {
  const at = (meter: number | null, setAside = false) => ({
    judged: { meter, own: meter === null ? null : { low: -1, high: 2 } },
    setAside,
  })

  it('is the one that the meter finds nearest', () => {
    expect(bestFirst([at(-1), at(0.5), at(0)])).toEqual([1, 2, 0])
  })
  it('is none that stands above their own videos where another reaches them', () => {
    expect(bestFirst([at(1), at(9), at(2)])).toEqual([2, 1, 0])
  })
  it('is the first of equals', () => {
    expect(bestFirst([at(5), at(2), at(9)])).toEqual([0, 1, 2])
  })
  it('is none that was set aside, unless all were', () => {
    expect(bestFirst([at(1, true), at(0.5), at(0)])).toEqual([1, 2, 0])
    expect(bestFirst([at(0, true), at(1, true)])).toEqual([1, 0])
  })
  it('is the first where not all could be judged', () => {
    expect(bestFirst([at(0), at(null), at(1)])).toEqual([0, 1, 2])
    expect(bestFirst([at(0), at(null, true), at(1)])).toEqual([2, 0, 1])
  })
})
