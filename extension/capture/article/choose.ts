import type { Block } from './blocks.ts'
import { otherStories } from './main-article.ts'
import { type Ballot, lettersOf } from './votes.ts'

export interface Choice {
  blocks: Block[]
  /** Whose reading the choice is built on. */
  by: 'defuddle' | 'readability'
  /** What of that reading was taken out again, by name. */
  leftOut: Map<string, number>
}

const residue =
  /^\W*(?:you (?:may|might) (?:also )?(?:like|be interested)|related\b|read (?:more|also|next)|see (?:more|also)|more (?:from|great|on|stories|articles)|don.?t miss|recommended|sign ?(?:up|in)|log ?in|subscribe|newsletter|share(?: (?:this|on|via))?\b|advert(?:isement)?\b|comments?\b|(?:leave|post) a (?:comment|reply)|tags?:|filed under|follow (?:us|on)|also read|click here|image \d+ of|loading|view (?:all|author)|getty(?: images)?$|most (?:read|popular)|trending|popular|latest|published|updated|posted|first published|last (?:updated|modified)|copyright|©|all rights|(?:photo|image|source|credit):|\(?image|file photo|by\b)/i

const captioned = /caption|credit|photo-?by|image-?(?:meta|info|desc|source)/i
const extras: [name: string, pattern: RegExp][] = [
  ['newsletter and sign-up boxes', /sign-?up|newsletter|subscri(?:be|ption)-|paywall/i],
  [
    'links to other pages',
    /related|recirc|read-?more|recommend|(?:^|[-_\s])(?:rail|promo|teaser|trending)(?:$|[-_\s])/i,
  ],
  [
    'author notes and dates',
    /byline|author-?(?:bio|box|card|info|details|content|name)|(?:^|[-_\s])bio(?:$|[-_\s])|dateline|timestamp/i,
  ],
  ['comments', /(?:^|[-_\s])comments?(?:$|[-_\s])|disqus/i],
  ['sharing buttons', /(?:^|[-_\s])(?:share|sharing|social)(?:$|[-_\s])/i],
  ['navigation', /breadcrumb|(?:^|[-_\s])(?:nav|menu|pagination)(?:$|[-_\s])/i],
  ['legal notes', /copyright|disclaimer/i],
]

/**
 * The better of two readings, block by block of the page itself. The two extractors vote. Where both agree their word
 * stands, except for captions, lists of links and other residue. Where they differ, a block counts only between the
 * first and the last on which they agree: what one of them alone takes before or after is nearly always a sign-up
 * box, an author's note or a list of other articles. Measured by tests/bench/extract.ts.
 */
export function choose(ballots: Ballot[], titles: string[]): Choice {
  const words = (pick: (ballot: Ballot) => boolean) =>
    ballots.reduce((sum, ballot) => sum + (pick(ballot) ? ballot.block.words : 0), 0)
  const readability = words(ballot => ballot.readability)
  const defuddle = words(ballot => ballot.defuddle)
  const both = words(ballot => ballot.readability && ballot.defuddle)
  const by = readability >= defuddle * 0.4 ? 'readability' : 'defuddle'
  // Two readings that share little are of different parts of the page: then one of them is simply believed.
  const agree = both >= 0.5 * Math.min(readability, defuddle) && both > 0
  const agreed = ballots.map(ballot => ballot.readability && ballot.defuddle && isProse(ballot.block))
  const first = agree ? agreed.indexOf(true) : 0
  const last = agree ? agreed.lastIndexOf(true) : ballots.length
  const headings = titles.map(lettersOf)
  const elsewhere = otherStories(ballots, headings)
  const homes = homesOf(ballots.filter((_, at) => agreed[at]))
  const leftOut = new Map<string, number>()
  const blocks: Block[] = []
  const nameOf = (ballot: Ballot, inside: boolean): string | null => {
    if (headings.includes(lettersOf(ballot.block.text))) return 'title'
    return elsewhere(ballot.block.element) ? 'other stories' : named(ballot, inside)
  }
  ballots.forEach((ballot, at) => {
    const { block } = ballot
    const inside = (at >= first && at <= last) || (isProse(block) && homes.has(block.element.parentElement))
    if (!(agree ? taken(ballot, inside) : ballot[by])) return
    const what = nameOf(ballot, inside)
    if (what === null) blocks.push(block)
    else if (what !== 'title') leftOut.set(what, (leftOut.get(what) ?? 0) + 1)
  })
  return { blocks, by, leftOut }
}

/** The elements in which most of the agreed prose stands side by side: what stands there too is of the same text. */
function homesOf(agreed: Ballot[]): Set<Element | null> {
  const words = new Map<Element | null, number>()
  let all = 0
  for (const { block } of agreed) {
    all += block.words
    const parent = block.element.parentElement
    words.set(parent, (words.get(parent) ?? 0) + block.words)
  }
  return new Set([...words].filter(([, count]) => count > all * 0.4).map(([parent]) => parent))
}

const taken = (ballot: Ballot, inside: boolean): boolean =>
  (ballot.readability && ballot.defuddle) ||
  (inside && (ballot.readability || (ballot.defuddle && isProse(ballot.block))))

const isProse = ({ words, linked, kind }: Block): boolean => (words >= 10 || kind === 'code') && linked < 0.5

/** What a block is called that does not belong to the text although an extractor took it; null if it does. */
function named(ballot: Ballot, inside: boolean): string | null {
  const { block } = ballot
  const { element, text, words, linked, kind } = block
  if (kind === 'code' || kind === 'row') return null
  if (element.closest('figcaption, figure') && !block.quoted) return 'image captions'
  const classes = classesOf(element, 3)
  if (captioned.test(classes)) return 'image captions'
  if (linked > 0.75 && kind !== 'heading') return 'links to other pages'
  if (words <= 14 && residue.test(text)) return 'short notes around the text'
  if (/^https?:\/\/\S+$/.test(text)) return 'short notes around the text'
  if (!(ballot.readability && ballot.defuddle) || !inside)
    for (const [name, pattern] of extras) if (pattern.test(classes)) return name
  return null
}

function classesOf(element: Element, levels: number): string {
  let text = ''
  let at: Element | null = element
  for (let i = 0; at && i < levels && at.tagName !== 'BODY'; i++, at = at.parentElement)
    text += ` ${at.id} ${at.getAttribute('class') ?? ''}`
  return text
}
