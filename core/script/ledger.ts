import type { Citation } from '../contract/brief.ts'
import type { LedgerEntry, Standing } from '../contract/script.ts'
import { isTooShort } from '../evidence/cite-quote.ts'
import { matchQuote, quotedText } from '../evidence/match-quote.ts'
import { normalForm } from '../evidence/normal-form.ts'
import { readNumbers } from '../numbers/read-numbers.ts'
import { type Fact, factsOf } from './facts.ts'
import { checkable, isOpinion } from './opinion.ts'

/** What was found of a sentence's words: that they are backed, or what is missing, as a sentence for the creator. */
export type Finding = { backed: Citation[] } | { missing: string }

/**
 * Whether the literal words of these citations stand in the sentence, and whether all else in it that could be true or
 * false stands in them. No model and no source is asked: that the words of a citation stand in their source is what a
 * citation is, and who keeps the sources sees to it that it stays so.
 */
export function backing(text: string, citations: readonly Citation[]): Finding {
  if (citations.length === 0) return { missing: 'Nothing was quoted for it.' }
  const within = quotedText(text)
  const held = citations.flatMap(citation => {
    const { exact } = citation.anchor
    const match = isTooShort(exact) ? null : matchQuote(within, exact)
    return match ? [{ citation, ...match }] : []
  })
  if (held.length === 0) return { missing: 'The words of the quote do not stand in it any more.' }
  let outside = ''
  let at = 0
  for (const { start, end } of held.toSorted((a, b) => a.start - b.start)) {
    // A sign of our own in the place of the quote: what stands before it and behind it are no neighbours.
    if (start > at) outside += `${text.slice(at, start)} ¦ `
    at = Math.max(at, end)
  }
  outside += text.slice(at)
  const quoted = held.map(({ citation }) => citation)
  const missing = unbacked(factsOf(outside), quoted)
  return missing ? { missing: notInQuote(missing) } : { backed: quoted }
}

/** The first fact that does not stand in what is quoted; null where all do. */
function unbacked(facts: readonly Fact[], quoted: readonly Citation[]): Fact | null {
  if (facts.length === 0) return null
  const said = quoted.map(({ anchor }) => anchor.exact).join(' ¦ ')
  const known = new Set(factsOf(said).map(({ kind, key }) => `${kind} ${key}`))
  const values = new Set(readNumbers(said).map(({ value }) => value))
  const words = new Set(wordsOf(said))
  const called = new Set(quoted.flatMap(({ sourceTitle, who }) => wordsOf(`${sourceTitle} ${who ?? ''}`)))
  const stands = ({ kind, key }: Fact): boolean => {
    // A denial outside turns round what is quoted, though the quote may have one of its own.
    if (kind === 'denial') return false
    // Who is quoted may be named, and the source by its title.
    if (kind === 'name') return wordsOf(key).every(word => words.has(word) || called.has(word))
    // A number with its unit needs both; a bare one may be of any.
    return known.has(`${kind} ${key}`) || (kind === 'number' && values.has(key))
  }
  return facts.find(fact => !stands(fact)) ?? null
}

const wordsOf = (text: string): string[] => normalForm(text).text.split(' ')

function notInQuote({ kind, written }: Fact): string {
  if (kind === 'denial') return `“${written}” stands outside the quote and may turn it round.`
  return `“${written}” is not in the quote.`
}

/** Whether both say the same words: only letter case, punctuation and spacing differ. */
export const sameWords = (one: string, other: string): boolean =>
  one === other || normalForm(one).text === normalForm(other).text

/**
 * What backs a sentence after its words were changed by hand: at once, and without asking anybody. What a model said of
 * other words, or the creator said of them, says nothing of these, and comes back where the words come back.
 * @param was the words that `entry` is about
 */
export function afterEdit(text: string, was: string, entry: LedgerEntry): LedgerEntry {
  const last = edits.get(entry)
  if (last?.text === text && last.was === was) return last.now
  const now = edited(text, was, entry)
  edits.set(entry, { text, was, now })
  return now
}

/** The last edit of each entry: a device folds its own changes again whenever it shows them. */
const edits = new WeakMap<LedgerEntry, { text: string; was: string; now: LedgerEntry }>()

function edited(text: string, was: string, entry: LedgerEntry): LedgerEntry {
  if (sameWords(text, was)) return entry
  const { citations } = entry
  const before = entry.standing === 'open' ? entry.was : heldOf(was, entry)
  // quoted has to be shown, not remembered.
  if (before && before.standing !== 'quoted' && sameWords(text, before.text))
    return { standing: before.standing, citations, why: before.why }
  const found = backing(text, citations)
  if ('backed' in found) return { ...backedEntry(found.backed, citations), ...(before && { was: before }) }
  if (entry.standing === 'opinion' || entry.standing === 'open') {
    const opinion = opinionEntry(text, citations, entry.standing === 'opinion')
    if (opinion) return { ...opinion, ...(before && { was: before }) }
  }
  return {
    standing: 'open',
    citations,
    why: openedBecause(entry, found.missing),
    ...(before && { was: before }),
  }
}

/** quoted needs no keeping: its words are what it is looked for by. */
function heldOf(text: string, { standing, why, was }: LedgerEntry): LedgerEntry['was'] {
  return standing === 'open' || standing === 'quoted' ? was : { text, standing, why }
}

const OPENED: Record<Exclude<Standing, 'quoted' | 'open'>, string> = {
  paraphrase: 'You changed it since it was compared with its passage.',
  own_knowledge: 'You changed it since it was held for your own knowledge: say so again if it still is.',
  opinion: 'It says something now that could be true or false, and nothing was quoted for it.',
}

const openedBecause = ({ standing, citations, why }: LedgerEntry, missing: string): string =>
  standing === 'quoted' || (standing === 'open' && citations.length > 0)
    ? missing
    : standing === 'open'
      ? why || missing
      : OPENED[standing]

/** @param citations all that the sentence has, those that back it first */
export function backedEntry(backed: readonly Citation[], citations: readonly Citation[]): LedgerEntry {
  const own = backed.every(({ sourceKind }) => sourceKind === 'knowledge')
  const titles = [...new Set(backed.map(({ sourceTitle }) => `“${sourceTitle}”`))].join(' and ')
  return {
    standing: own ? 'own_knowledge' : 'quoted',
    citations: [...backed, ...citations.filter(each => !backed.includes(each))],
    why: own ? 'Your own words, as you gave them in an answer.' : `Its words stand in ${titles}.`,
  }
}

/** Where a sentence is an opinion by its words: it was held for one, or says so, and nothing in it could be checked. */
export function opinionEntry(
  text: string,
  citations: readonly Citation[],
  heldForOne: boolean,
): LedgerEntry | null {
  if (checkable(text) || !(heldForOne || isOpinion(text))) return null
  return { standing: 'opinion', citations: [...citations], why: 'Nothing in it could be true or false.' }
}

/**
 * What backs a sentence by its words and citations alone, where somebody claims `entry` for it.
 * @param setBy who says so: the creator knows what they know and think; a machine has to show it
 */
export function claimed(text: string, entry: LedgerEntry, setBy: 'creator' | 'machine'): LedgerEntry {
  const { standing, citations } = entry
  const open = (why: string): LedgerEntry => ({ ...entry, standing: 'open', why })
  switch (standing) {
    case 'quoted': {
      const found = backing(text, citations)
      if ('missing' in found) return open(found.missing)
      const backed = backedEntry(found.backed, citations)
      return { ...backed, why: entry.why || backed.why }
    }
    case 'own_knowledge': {
      if (setBy === 'creator') return entry
      const own = citations.filter(({ sourceKind }) => sourceKind === 'knowledge')
      if (own.length === 0) return open('None of your answers says it.')
      const missing = unbacked(hardFacts(text), own)
      return missing ? open(`“${missing.written}” is not in your answer.`) : entry
    }
    case 'paraphrase': {
      if (citations.length === 0) return open('No passage was given for it.')
      const missing = unbacked(numbersOf(text), citations)
      return missing ? open(`“${missing.written}” is not in the passage.`) : entry
    }
    case 'opinion': {
      const what = setBy === 'machine' ? checkable(text) : null
      return what ? open(`“${what}” could be true or false, and nothing was quoted for it.`) : entry
    }
    case 'open':
      return (setBy === 'creator' && opinionEntry(text, citations, false)) || entry
  }
}

const hardFacts = (text: string): Fact[] =>
  factsOf(text).filter(({ kind }) => kind === 'number' || kind === 'date' || kind === 'name')
const numbersOf = (text: string): Fact[] =>
  factsOf(text).filter(({ kind }) => kind === 'number' || kind === 'date')
