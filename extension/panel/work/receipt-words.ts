import type { LeftOut, Leg } from '../../../core/contract/receipt.ts'
import type { PageForm, Source } from '../../../core/contract/source.ts'
import { languageName } from '../words/language.ts'
import { clockTime, count, percent } from '../words/numbers.ts'
import { absent } from './leg-words.ts'

/** A receipt in the creator's words. */
export interface ReceiptWords {
  /** whole: nothing to worry about · part: something is missing · none: no words at all. */
  tone: 'whole' | 'part' | 'none'
  /** What came: "612 lines, 98% of 21:40". */
  head: string
  /** What to be warned of: "3 pieces of hidden text dropped". */
  warnings: string[]
  /** How it came and what was left: short pieces, in order of weight. */
  rest: string[]
  spoken: string
}

export type Received = Pick<Source, 'kind' | 'receipt' | 'durationMs' | 'form' | 'pages' | 'moment'>
type Unspoken = Omit<ReceiptWords, 'spoken'>

const from: Partial<Record<Leg, string>> = {
  player: 'from the player',
  open_track: 'from YouTube’s caption track',
  get_panel: 'from YouTube’s transcript',
  page_panel: 'from the page’s panel',
  server: 'found by your server',
  file: 'from your file',
  pasted: 'pasted by you',
  spoken: 'spoken by you',
}

/** Captions end before the credits do: from here on a transcript counts as whole. */
const wholeShare = 0.9
/** A paper of fewer words is its abstract. */
const paperWords = 600
/** So many kinds of things that were left out are named in the line; the rest when it is opened. */
const namedInLine = 3

export function receiptWords(source: Received): ReceiptWords {
  const words = wordsOf[source.kind](source)
  return { ...words, spoken: [words.head, ...words.warnings, ...words.rest].join(', ') }
}

const wordsOf: Record<Source['kind'], (source: Received) => Unspoken> = {
  article: articleWords,
  selection: ({ receipt }) => ({
    ...{ tone: receipt.words === 0 ? 'none' : 'whole', head: 'selection' },
    ...{ warnings: droppedWords(receipt.leftOut), rest: [count(receipt.words, 'word')] },
  }),
  video: videoWords,
  pdf: pdfWords,
  moment: momentWords,
  knowledge: ({ receipt }) => ({
    ...{ tone: receipt.words === 0 ? 'none' : 'whole', head: 'your own knowledge' },
    ...{ warnings: [], rest: pieces(count(receipt.words, 'word'), receipt.by && from[receipt.by]) },
  }),
}

function videoWords({ receipt, durationMs }: Received): Unspoken {
  const { video, by, legs } = receipt
  if (!video || video.segments === 0) {
    const why = legs.map(leg => absent[leg.outcome]).findLast(Boolean)
    return { tone: 'none', head: 'no words yet', warnings: why ? [why] : [], rest: [] }
  }
  const length = video.durationMs || durationMs || 0
  const lines = count(video.segments, 'line')
  return {
    tone: length && video.coveredMs / length < wholeShare ? 'part' : 'whole',
    head: length ? `${lines}, ${percent(video.coveredMs, length)} of ${clockTime(length)}` : lines,
    warnings: [],
    rest: pieces(...captionWords(receipt), by && from[by], leftOutWords(receipt.leftOut)),
  }
}

/** From when to when it goes and its note stand beside it: only what came is told here. */
function momentWords({ receipt, moment }: Received): Unspoken {
  const frame = moment?.frame ? 'with the picture' : 'no picture: the page did not allow it'
  if (!receipt.video?.segments) return { tone: 'none', head: 'no words yet', warnings: [], rest: [frame] }
  return {
    tone: 'whole',
    head: count(receipt.words, 'word'),
    warnings: [],
    rest: pieces(...captionWords(receipt), frame),
  }
}

function captionWords({ video }: Source['receipt']): string[] {
  if (!video) return []
  const kinds = { auto: 'auto-captions', manual: 'manual captions', unknown: '' }
  return pieces(kinds[video.captions], video.language && languageName(video.language))
}

function pdfWords({ receipt, pages }: Received): Unspoken {
  const { words, leftOut } = receipt
  const blank = leftOut.filter(isWithoutText)
  return {
    tone: words === 0 ? 'none' : blank.length > 0 || isCut(receipt) ? 'part' : 'whole',
    head: pieces(pages && count(pages, 'page'), count(words, 'word')).join(', '),
    warnings: pieces(
      isCut(receipt) && 'not all of it was read',
      ...blank.map(plainly),
      ...droppedWords(leftOut),
    ),
    rest: pieces(leftOutWords(leftOut)),
  }
}

const nouns: Record<PageForm, string> = {
  article: 'article',
  thread: 'thread',
  post: 'post',
  podcast: 'episode page',
  encyclopedia: 'encyclopedia entry',
  docs: 'page of the docs',
  paper: 'paper',
}

function articleWords({ receipt, form }: Received): Unspoken {
  const { by, words, leftOut } = receipt
  const noun = nouns[form ?? 'article']
  const abstract = form === 'paper' && words < paperWords
  const cut = isCut(receipt)
  const head = cut
    ? `part of the ${noun}`
    : by === 'page_text'
      ? 'all text of the page'
      : abstract
        ? 'the paper’s page'
        : `whole ${noun}`
  return {
    tone: words === 0 ? 'none' : cut || abstract ? 'part' : 'whole',
    head,
    warnings: pieces(
      abstract && 'not its full text',
      by === 'page_text' && 'its menus may be among it',
      ...droppedWords(leftOut),
    ),
    rest: pieces(count(words, 'word'), leftOutWords(leftOut)),
  }
}

const isCut = ({ by, legs }: Source['receipt']) => legs.find(leg => leg.leg === by)?.outcome === 'truncated'

const isWithoutText = ({ what }: LeftOut) => /without (?:any )?text/i.test(what)
/** What a reader of the page would not have seen, or a model should not obey: it is never among the rest. */
const isSuspect = ({ what }: LeftOut) => /hidden|invisible|instructions|addressed to/i.test(what)
/** The one entry that was not left out: the page says it openly, so it is text, and a warning. */
const isKept = ({ what }: LeftOut) => what.startsWith('kept: ')
const isText = ({ what }: LeftOut) => /^hidden text$/i.test(what)

const droppedWords = (leftOut: LeftOut[]): string[] =>
  leftOut
    .filter(isSuspect)
    .map(each =>
      isKept(each)
        ? `${count(each.count, 'passage')} speaking to an AI kept, since anyone can read it`
        : isText(each)
          ? `${count(each.count, 'piece')} of hidden text dropped`
          : /dropped/.test(each.what)
            ? plainly(each)
            : `${plainly(each)} dropped`,
    )

function leftOutWords(leftOut: LeftOut[]): string {
  const others = leftOut.filter(each => !isSuspect(each) && !isWithoutText(each)).map(plainly)
  if (others.length === 0) return ''
  const more = others.length - namedInLine
  const named = more > 1 ? [...others.slice(0, namedInLine), `${more} more`] : others
  return `left out: ${named.join(', ')}`
}

/** "3 images"; where the words count already, or there is one, as they are. */
export const plainly = ({ what, count: n }: LeftOut): string =>
  n > 1 && !/^\d/.test(what) ? `${count(n, what, what)}` : what

const pieces = (...given: (string | null | undefined | false | 0)[]): string[] =>
  given.filter((piece): piece is string => Boolean(piece))
