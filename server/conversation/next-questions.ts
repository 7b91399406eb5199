import type { AnswerSentence } from '../../core/contract/conversation.ts'
import { addressesMachine } from '../../core/machine-words/machine-words.ts'
import { terms } from '../research/terms.ts'
import type { Desk } from './desk.ts'

const MOST = 4
const MOST_CHARS = 160
const MOST_NAMED = 90

/**
 * Questions that suggest themselves by what is missing: where sources part, numbers that one source alone gives, what
 * nobody answers, what no video says, what the creator has not told. Those near the question that was asked come first,
 * one of each sort before two of any. None was asked before, and none holds words that speak to machines: it would
 * come back as the creator's own.
 */
export function nextQuestions(desk: Desk, answer: AnswerSentence[]): string[] {
  const asked = new Set(terms([desk.question, ...desk.earlier.map(({ text }) => text)].join(' '), null))
  const before = new Set([desk.question, ...desk.earlier.map(({ text }) => text)].map(key))
  const sorts = sortsOf(desk, answer).map(sort =>
    sort
      .filter(text => text.length <= MOST_CHARS && !before.has(key(text)) && !addressesMachine(text))
      .map((text, at) => ({ text, at, near: asked.intersection(new Set(terms(text, null))).size }))
      .sort((a, b) => b.near - a.near || a.at - b.at)
      .map(({ text }) => text),
  )
  const chosen: string[] = []
  for (let round = 0; chosen.length < MOST && round < MOST; round++)
    for (const sort of sorts) {
      const text = sort[round]
      if (text && chosen.length < MOST && !chosen.some(other => key(other) === key(text))) chosen.push(text)
    }
  return chosen
}

function sortsOf({ brief, findings, sources, ownVideos }: Desk, answer: AnswerSentence[]): string[][] {
  const claims = findings?.claims ?? []
  const parting = [
    ...claims.filter(({ sides }) => sides.length > 1).map(({ text }) => text),
    ...(brief?.disagreements ?? []).map(({ about }) => about),
  ]
  const nobody = answer.every(({ standing }) => standing !== 'quoted')
  const hasOwn = sources.some(({ source }) => source.kind === 'knowledge')
  const usesOwn = answer.some(each => each.standing === 'quoted' && each.channel.length > 0)
  return [
    parting.map(about => `Why do my sources part on ${named(about)}?`),
    claims
      .filter(({ singleSource }) => singleSource)
      .map(({ text }) => `Does anything else bear out ${named(text)}?`),
    [...(findings?.questions ?? []), ...(brief?.questions ?? [])].map(({ question }) => question),
    (findings?.gapMap?.points ?? [])
      .filter(({ saidBy }) => saidBy === 'none')
      .map(({ text }) => `What can I say about ${named(text)}, which none of the videos says?`),
    nobody && sources.length > 0 ? ['What kind of source would answer that?'] : [],
    sources.length > 1 && parting.length === 0 ? ['Where do my sources disagree?'] : [],
    sources.length > 1 && claims.length === 0 ? ['Which numbers does only one of my sources give?'] : [],
    !hasOwn && sources.length > 0 ? ['What could only I add to this?'] : [],
    ownVideos > 0 && !usesOwn ? ['What have I said about this in my own videos?'] : [],
  ]
}

const key = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

function named(text: string): string {
  const words = text
    .replace(/\s+/g, ' ')
    .replace(/[.!?]+$/, '')
    .trim()
  return `“${words.length > MOST_NAMED ? `${words.slice(0, MOST_NAMED - 1).replace(/\s+\S*$/, '')}…` : words}”`
}
