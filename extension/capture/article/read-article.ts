import type { LeftOut, Leg, LegResult } from '../../../core/contract/receipt.ts'
import type { PageFact, PageForm, PageImage } from '../../../core/contract/source.ts'
import { addressesMachine } from '../../../core/machine-words/machine-words.ts'
import { countWords } from '../../../core/transcript/words.ts'
import { readStructured } from '../structured/read-structured.ts'
import type { StructuredReading } from '../structured/reading.ts'
import { type Block, readBlocks } from './blocks.ts'
import { type Choice, choose } from './choose.ts'
import { headOf, type PageHead } from './head.ts'
import { imagesOf, withImages } from './images.ts'
import { markdownOf } from './markdown.ts'
import { type PageSize, sizeOf } from './page-size.ts'
import { plainText } from './plain-text.ts'
import { partsOf, textIn } from './safe-page.ts'
import { type VisibleCopy, visibleCopy } from './visible-copy.ts'
import { type Ballot, defuddleVote, readabilityVote, takenBy, type Vote } from './votes.ts'

export interface Article extends PageHead {
  form: PageForm
  facts: PageFact[]
  images: PageImage[]
  text: string
  markdown: string
  words: number
  by: Leg
  legs: LegResult[]
  leftOut: LeftOut[]
  /** The canonical address that the page declares. */
  declared: string | null
}

/**
 * The text of a page, in the page's own words and order, so that each sentence stands literally in the page. Pages of
 * a family with a form of its own are read by a reader for it; any other by what Defuddle and Readability find, voted
 * on block by block (choose.ts). Only reads; null where there is no text. A page that is too large or too deep for
 * reading in a second or two gives its plain text, and says so.
 * @param page as it is shown, or parsed only
 */
export function readArticle(page: Document, url: string): Article | null {
  const { body } = partsOf(page)
  if (!body) return null
  const size = sizeOf(page, body)
  const isHuge = size.elements > most.elements || size.depth > most.depth || textIn(body).length > most.chars
  if (isHuge) return readPlain(page, url, tooMuch)
  try {
    return readWhole(page, url, size)
  } catch {
    return readPlain(page, url, unreadable)
  }
}

function readWhole(page: Document, url: string, size: PageSize): Article | null {
  const from = performance.now()
  const seen = visibleCopy(page)
  const { document: copy } = seen
  if (!copy.body) return null
  const base = baseOf(copy, url)
  const { reading, leg } = readStructured({ document: copy, url })
  const legs: LegResult[] = leg ? [leg] : []
  const all = readBlocks(copy.body, base)
  const content = reading?.content ? readBlocks(reading.content, base) : []
  const told = reading
    ? { form: reading.form, facts: reading.facts }
    : { form: 'article' as const, facts: [] }
  if (reading && content.length) {
    const read: Read = { all, blocks: content, by: 'structured', legs, named: reading.leftOut }
    return article(seen, url, base, read, [reading.head, ownHead(copy)], told)
  }
  const prose = all.filter(block => block.kind !== 'image')
  if (!prose.length) return null
  const readability =
    size.elements > most.readability || size.weight > most.weight
      ? tooLarge('readability')
      : readabilityVote(copy)
  const late = performance.now() - from + readability.leg.ms * 3 > most.ms
  const defuddle =
    size.elements > most.defuddle || size.weight > most.weight || late
      ? tooLarge('defuddle')
      : defuddleVote(copy, url)
  const heads = [...(reading ? [reading.head] : []), defuddle.head, readability.head]
  const titles = [headOf(copy, url, heads).title, copy.title]
  const choice = choose(ballots(prose, readability, defuddle), titles)
  legs.push(readability.leg, defuddle.leg)
  const whole = !choice.blocks.length
  if (whole) legs.push({ leg: 'page_text', outcome: 'ok', detail: wholePage, ms: 0 })
  const blocks = withImages(all, whole ? prose : choice.blocks)
  const read: Read = {
    all,
    blocks,
    by: whole ? 'page_text' : choice.by,
    legs,
    named: namedBy(choice, reading),
  }
  return article(seen, url, base, read, heads, told)
}

/** Beyond these a reader is not asked, so that no page freezes; measured in Chromium on a shared machine. */
const most = {
  /** The page itself: a copy of more, with the style of each, takes more than a second. */
  elements: 150_000,
  depth: 256,
  chars: 9_000_000,
  /** 50,000 paragraphs take Readability 1 s and Defuddle 3 s, and both grow faster than the page. */
  readability: 60_000,
  defuddle: 20_000,
  /** About a second of Readability. */
  weight: 8_000_000,
  /** After so many milliseconds the second extractor, which takes about three times as long, is not begun. */
  ms: 1_600,
  plainMs: 1_200,
}

interface Read {
  /** Every block of the page. */
  all: Block[]
  /** Those that are kept, with pictures. */
  blocks: Block[]
  by: Leg
  legs: LegResult[]
  named: Map<string, number>
}

function article(
  seen: VisibleCopy,
  url: string,
  base: string,
  { all, blocks, by, legs, named }: Read,
  heads: Parameters<typeof headOf>[2],
  told: Pick<Article, 'form' | 'facts'>,
): Article | null {
  const prose = blocks.filter(block => block.kind !== 'image')
  const text = textOf(prose)
  if (!text.trim()) return null
  const images = imagesOf(blocks)
  return {
    ...headOf(seen.document, url, heads),
    ...told,
    images,
    text,
    markdown: markdownOf(blocks, base, url),
    words: prose.reduce((sum, block) => sum + block.words, 0),
    by,
    legs,
    leftOut: leftOutOf(seen, {
      named,
      rest: all.filter(block => block.kind !== 'image').length - prose.length - sum(named),
      images: seen.images - blocks.filter(block => block.image).length,
      orders: prose.filter(block => addressesMachine(block.text)).length,
    }),
    declared: declaredBy(seen.document),
  }
}

function namedBy(choice: Choice, reading: StructuredReading | null): Map<string, number> {
  return new Map([...choice.leftOut, ...(reading?.leftOut ?? [])])
}

function readPlain(page: Document, url: string, why: string): Article | null {
  const from = performance.now()
  const { lines, hidden, unseen, cut } = plainText(page, most.plainMs)
  if (!lines.length) return null
  const text = lines.join('\n\n')
  const detail = cut ? `${why} Only the beginning was taken.` : why
  const ms = Math.round(performance.now() - from)
  const head = new DOMParser().parseFromString('<!doctype html>', 'text/html')
  head.title = partsOf(page).root?.querySelector('title')?.textContent ?? ''
  const nothing = { hiddenOrders: 0, images: 0, frames: 0, ownFrames: 0 }
  return {
    ...headOf(head, url, []),
    form: 'article',
    facts: [],
    images: [],
    text,
    markdown: '',
    words: countWords(text),
    by: 'page_text',
    legs: [{ leg: 'page_text', outcome: cut ? 'truncated' : 'ok', detail, ms }],
    leftOut: leftOutOf(
      { document: head, hidden, unseen, ...nothing },
      { named: new Map(), rest: 0, images: 0, orders: lines.filter(addressesMachine).length },
    ),
    declared: null,
  }
}

function ballots(all: Block[], readability: Vote, defuddle: Vote): Ballot[] {
  const [byReadability, byDefuddle] = [takenBy(readability), takenBy(defuddle)]
  return all.map(block => ({ block, readability: byReadability(block), defuddle: byDefuddle(block) }))
}

function tooLarge(leg: 'readability' | 'defuddle'): Vote {
  const detail = 'The page has too many parts for this reader.'
  return { leg: { leg, outcome: 'too_large', detail, ms: 0 }, letters: '', lines: new Set(), head: {} }
}

const wholePage =
  'No reader could tell the main text from the rest, so all the text that the page shows was taken.'
const tooMuch =
  'The page has too many parts, or they stand too deep in one another, so its plain text was taken.'
const unreadable = 'No reader could cope with the page, so its plain text was taken.'

/** By what the page's links are meant, if that is an address of the web. */
function baseOf(copy: Document, url: string): string {
  const declared = copy.querySelector('base[href]')?.getAttribute('href')
  if (!declared || !URL.canParse(declared, url)) return url
  const base = new URL(declared, url)
  return /^https?:$/.test(base.protocol) ? base.href : url
}

const declaredBy = (copy: Document): string | null =>
  copy.querySelector('link[rel~="canonical" i]')?.getAttribute('href') ?? null

/** What every page may say of itself, for those that no extractor reads. */
export function ownHead(page: Document) {
  const meta = (name: string) =>
    page.querySelector(`meta[property="${name}"], meta[name="${name}"]`)?.getAttribute('content')
  return {
    title: meta('og:title'),
    author: meta('author') ?? meta('article:author')?.replace(/^https?:.*/, ''),
    site: meta('og:site_name'),
    published: meta('article:published_time'),
    language: null,
  }
}

/** Blocks with an empty line between them; the lines of a list or table stand close. */
function textOf(blocks: Block[]): string {
  let text = ''
  blocks.forEach((block, at) => {
    const before = blocks[at - 1]
    const close = before?.kind === block.kind && (block.kind === 'item' || block.kind === 'row')
    text += (at ? (close ? '\n' : '\n\n') : '') + block.text
  })
  return text
}

const sum = (counts: Map<string, number>): number => [...counts.values()].reduce((a, b) => a + b, 0)

interface Rest {
  named: Map<string, number>
  rest: number
  images: number
  /** Passages of the kept text that speak to a language model. */
  orders: number
}

function leftOutOf(seen: VisibleCopy, { named, rest, images, orders }: Rest): LeftOut[] {
  const counts: [string, number][] = [
    ...named,
    ['other text around the article', rest],
    ['hidden text', seen.hidden],
    ['hidden instructions to an AI', seen.hiddenOrders],
    ['invisible characters', seen.unseen],
    ['images', images],
    ['frames of this site', seen.ownFrames],
    ['embedded frames', seen.frames - seen.ownFrames],
    // The one thing here that was not left out: panel/work/receipt-words.ts says it as a warning.
    ['kept: instructions to an AI', orders],
  ]
  return counts.filter(([, count]) => count > 0).map(([what, count]) => ({ what, count }))
}
