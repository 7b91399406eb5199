import { sentences } from '../passages/sentences.ts'
import type { Edit } from './edits.ts'
import { factsOf } from './facts.ts'
import { comparedWords, type Hunk, hunksOf } from './word-diff.ts'

export interface RuleFound {
  /** What kind of edit it is, so that it is proposed once. */
  pattern: string
  /** An instruction: "Write “but”, not “however”." */
  text: string
  /** Newest first. */
  evidence: Edit[]
}

/** Sentences that show the same before it is proposed as a rule. */
const TIMES = 3
const MOST_EVIDENCE = 10
/** Longer stretches are what a sentence says, not how. */
const PHRASE = 4
/** Where less is common it is another sentence, and no word of it stands for another. */
const ALIKE = 0.5
const SHORTER = 0.7
/** Sentences of fewer words are short as they are. */
const LONG = 12

const CONTRACTIONS = /^(?:\p{L}+n't|\p{L}+'(?:s|re|ve|ll|d|m)|gonna|wanna|gotta|let's)$/u
const APART: Record<string, string> = {
  gonna: 'going to',
  wanna: 'want to',
  gotta: 'got to',
  "let's": 'let us',
  "can't": 'can not',
  "won't": 'will not',
}
const PERSONS = new Set(['one', 'people', 'viewers', 'we', 'you', 'i'])

/**
 * What the creator's edits of model sentences show three times and more, in three different sentences: a word for
 * another, a phrase that goes, a sentence parted, words contracted, how sentences begin, whom they speak to. Words of a
 * subject (names, numbers) make no rule.
 * @param edits of any number of scripts
 * @returns those that are shown most often first
 */
export function learnedRules(edits: readonly Edit[]): RuleFound[] {
  const found = new Map<string, { text: string; evidence: Edit[] }>()
  for (const edit of edits)
    for (const { pattern, text } of patternsOf(edit)) {
      const rule = found.get(pattern) ?? { text, evidence: [] }
      found.set(pattern, rule)
      // A sentence that stands in two ways of a project was edited once.
      const known = rule.evidence.some(
        ({ sentenceId, was }) => sentenceId === edit.sentenceId || was === edit.was,
      )
      if (!known) rule.evidence.push(edit)
    }
  const rules = [...found].filter(([, { evidence }]) => evidence.length >= TIMES)
  const has = (pattern: string) => rules.some(([each]) => each === pattern)
  return rules
    .filter(([pattern]) => !(pattern.startsWith('contract:') && has('contract')))
    .map(([pattern, { text, evidence }]) => ({
      ...{ pattern, text },
      evidence: evidence.toSorted((a, b) => (a.at < b.at ? 1 : -1)).slice(0, MOST_EVIDENCE),
    }))
    .toSorted((a, b) => b.evidence.length - a.evidence.length || (a.pattern < b.pattern ? -1 : 1))
}

type Pattern = Pick<RuleFound, 'pattern' | 'text'>

function patternsOf({ was, became }: Edit): Pattern[] {
  const [before, after] = [comparedWords(was), comparedWords(became)]
  if (before.length === 0 || after.length === 0) return []
  const { hunks, common } = hunksOf(before, after)
  const patterns: Pattern[] = []
  const parts = [...sentences(became)].length
  if (parts > [...sentences(was)].length && common >= ALIKE)
    patterns.push({ pattern: 'split', text: 'Make two sentences of one that says two things.' })
  else if (before.length >= LONG && after.length <= before.length * SHORTER)
    patterns.push({ pattern: 'shorter', text: 'Say it in a third fewer words.' })
  if (/\?\s*$/.test(became) && !/\?\s*$/.test(was))
    patterns.push({ pattern: 'question', text: 'Put it as a question where it fits.' })
  if (common < ALIKE) return patterns
  const subject = new Set(
    factsOf(`${was} ${became}`)
      .filter(({ kind }) => kind === 'name' || kind === 'number' || kind === 'date')
      .flatMap(({ written }) => comparedWords(written)),
  )
  const isOfSubject = (words: readonly string[]) => words.some(word => subject.has(word) || /\d/.test(word))
  for (const hunk of hunks) {
    if (isOfSubject([...hunk.removed, ...hunk.added])) continue
    patterns.push(...hunkPatterns(hunk))
  }
  // Twice in one sentence is once.
  return patterns.filter(({ pattern }, at) => patterns.findIndex(each => each.pattern === pattern) === at)
}

function hunkPatterns({ removed, added, first }: Hunk): Pattern[] {
  const [out, into] = [removed.join(' '), added.join(' ')]
  if (removed.length > PHRASE || added.length > PHRASE) return []
  if (removed.length === 0)
    return first ? [{ pattern: `open:${into}`, text: `Begin with “${into}” where it fits.` }] : []
  if (added.length === 0)
    return first
      ? [{ pattern: `unopen:${out}`, text: `Do not begin with “${out}”.` }]
      : [{ pattern: `drop:${out}`, text: `Leave out “${out}”.` }]
  const [contracted, spread] = [isContraction(out, into), isContraction(into, out)]
  if (contracted)
    return [
      { pattern: 'contract', text: 'Contract what is contracted in speech: “it’s”, “don’t”, “we’re”.' },
      { pattern: `contract:${into}`, text: `Write “${into}”, not “${out}”.` },
    ]
  if (spread) return [{ pattern: 'uncontract', text: 'Do not contract: “it is”, “do not”, “we are”.' }]
  if (PERSONS.has(out) && PERSONS.has(into))
    return [{ pattern: `person:${out}>${into}`, text: `Speak of “${shown(into)}”, not of “${shown(out)}”.` }]
  return [{ pattern: `replace:${out}>${into}`, text: `Write “${into}”, not “${out}”.` }]
}

const shown = (word: string): string => (word === 'i' ? 'I' : word)

/** "it is" for "it's", "do not" for "don't": the same words run together. */
function isContraction(apart: string, together: string): boolean {
  const last = together.split(' ').at(-1)!
  if (!CONTRACTIONS.test(last)) return false
  if (APART[last]) return apart.replace('cannot', 'can not').endsWith(APART[last]!)
  const full = last
    .replace(/n't$/, ' not')
    .replace(/'re$/, ' are')
    .replace(/'ve$/, ' have')
    .replace(/'ll$/, ' will')
    .replace(/'m$/, ' am')
  return full !== last
    ? apart.endsWith(full)
    : new RegExp(`^${last.replace(/'[sd]$/, '')} (?:is|has|had|would)$`).test(apart)
}
