import type { Citation } from '../contract/brief.ts'
import type { Content, Decision, Gate, LogEntry, Offer, Option } from '../contract/decision.ts'
import { clock } from '../script/forms/clock.ts'
import { markdownLink, markdownWords } from '../script/forms/escaped.ts'
import { placeName } from '../script/forms/notes.ts'
import { bold, changedWords } from './changed-words.ts'

const names: Record<Gate, { one: string; some: string }> = {
  angle: { one: 'Angle', some: 'angles' },
  outline: { one: 'Outline', some: 'outlines' },
  hook: { one: 'Hook', some: 'hooks' },
}

const how: Record<Decision['how'], string> = {
  taken: 'taken as it was offered',
  edited: 'taken, and changed by the creator',
  mixed: 'mixed by the creator from what was offered',
  own: 'the creator’s own',
}

/**
 * The log of a project's decisions as Markdown, oldest first: what was offered, what was chosen, what the
 * creator changed of it word by word and what they wrote themselves.
 * Words of sources and models cannot turn into markup.
 * @param title of the project
 */
export function logMarkdown(title: string, entries: readonly LogEntry[]): string {
  const ways = new Map(
    entries.flatMap(entry =>
      entry.kind === 'branched' ? [[entry.branch.id, entry.branch.name] as const] : [],
    ),
  )
  const options = new Map<string, Option>()
  const chosen = new Set<string>()
  for (const entry of entries) {
    if (entry.kind === 'offered') for (const option of entry.offer.options) options.set(option.id, option)
    if (entry.kind === 'decided') for (const id of entry.decision.optionIds) chosen.add(id)
  }
  const wayOf = (id: string) => (ways.size > 1 && ways.has(id) ? `, ${markdownWords(ways.get(id)!)}` : '')
  const decided = entries.filter(entry => entry.kind === 'decided').length
  const lines = [
    `# Decisions: ${markdownWords(title)}`,
    '',
    `${counted(decided, 'decision')} from ${counted(options.size, 'option')}.`,
    ...(decided > 0
      ? ['What the creator wrote stands in **bold**, what they took out ~~struck through~~.']
      : []),
  ]
  for (const entry of entries) {
    lines.push('')
    if (entry.kind === 'branched') lines.push(...branched(entry, ways))
    if (entry.kind === 'offered') lines.push(...offered(entry.offer, wayOf(entry.offer.branchId), chosen))
    if (entry.kind === 'decided') {
      const { decision } = entry
      lines.push(...taken(decision, wayOf(decision.branchId), options))
    }
  }
  return `${lines.join('\n')}\n`
}

function branched(
  { at, branch, before }: Extract<LogEntry, { kind: 'branched' }>,
  ways: ReadonlyMap<string, string>,
): string[] {
  const from = branch.fromId ? ways.get(branch.fromId) : undefined
  const name = markdownWords(branch.name)
  if (from === undefined) return [`## ${moment(at)}: ${name} began`]
  const where = before ? `before its ${names[before].one.toLowerCase()}` : 'as a copy of it'
  return [`## ${moment(at)}: ${name} parted from ${markdownWords(from)} ${where}`]
}

function offered(offer: Offer, way: string, chosen: ReadonlySet<string>): string[] {
  const { method, options, wish, notes } = offer
  const by = method.by === 'model' ? `by ${markdownWords(method.name)}` : 'without a model'
  return [
    `## ${moment(offer.createdAt)}: ${options.length} ${names[offer.gate].some} offered${way}`,
    '',
    `Made ${by}.${wish ? ` The creator wished: ${markdownWords(wish)}` : ''}`,
    ...notes.map(note => `\n${markdownWords(note)}`),
    ...options.flatMap((option, at) => [
      '',
      `### ${letter(at)}. ${markdownWords(titleOf(option.content))}${chosen.has(option.id) ? ' (chosen)' : ''}`,
      '',
      ...contentLines(option.content),
      ...(option.why ? [`- Why: ${markdownWords(option.why)}`] : []),
      ...(option.leavesOut ? [`- Leaves out: ${markdownWords(option.leavesOut)}`] : []),
      ...option.evidence.map(each => `- ${cited(each)}`),
    ]),
  ]
}

function taken(decision: Decision, way: string, options: ReadonlyMap<string, Option>): string[] {
  const { content, optionIds } = decision
  const from = optionIds.flatMap(id => options.get(id) ?? [])
  const of = from.map(each => markdownWords(titleOf(each.content)))
  return [
    `## ${moment(decision.at)}: ${names[content.gate].one} decided${way}`,
    '',
    `**${markdownWords(titleOf(content))}**, ${how[decision.how]}${of.length > 0 ? ` (${of.join(' + ')})` : ''}.`,
    '',
    ...contentLines(content, handOf(decision, from)),
  ]
}

/** How a text of a decision is written, by what sort of text it is: so that it shows what of it is the creator's. */
type Hand = (text: string, sort: Sort) => string
type Sort = 'promise' | 'audience' | 'fresh' | 'title' | 'beat' | 'purpose' | 'sentence'

const plain: Hand = text => markdownWords(text)

function handOf({ how }: Decision, from: Option[]): Hand {
  if (how === 'taken') return plain
  if (how === 'own') return bold
  const offered = new Map<Sort, string[]>()
  for (const { content } of from)
    contentLines(content, (text, sort) => {
      offered.set(sort, [...(offered.get(sort) ?? []), text])
      return text
    })
  return (text, sort) => changedWords(text, offered.get(sort) ?? [])
}

const titleOf = (content: Content): string =>
  content.gate === 'angle'
    ? content.angle.title
    : content.gate === 'outline'
      ? content.outline.title
      : content.hook.sentences[0]!.text

function contentLines(content: Content, hand: Hand = plain): string[] {
  if (content.gate === 'angle') {
    const { promise, audience, fresh, titles } = content.angle
    return [
      ...(promise ? [`- Promise: ${hand(promise, 'promise')}`] : []),
      ...(audience ? [`- For: ${hand(audience, 'audience')}`] : []),
      ...(fresh ? [`- New: ${hand(fresh, 'fresh')}`] : []),
      ...titles.map(each => `- Title: ${hand(each, 'title')}`),
    ]
  }
  if (content.gate === 'outline')
    return content.outline.beats.map(
      ({ kind, title, purpose, seconds }, at) =>
        `${at + 1}. ${hand(title, 'beat')} (${kind}${seconds > 0 ? `, ${clock(seconds * 1_000)}` : ''})${purpose ? `: ${hand(purpose, 'purpose')}` : ''}`,
    )
  return content.hook.sentences.map(
    ({ text, ledger }) => `> ${hand(text, 'sentence')} *(${ledger.standing.replace('_', ' ')})*`,
  )
}

/** The literal quote with where it stands. */
const cited = (citation: Citation): string =>
  `“${markdownWords(citation.anchor.exact)}” ${markdownLink(placeName(citation), citation.link)}`

const moment = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)}`
const letter = (at: number): string => String.fromCharCode(65 + at)
const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`
