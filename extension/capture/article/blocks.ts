import type { PageImage } from '../../../core/contract/source.ts'
import { countWords } from '../../../core/transcript/words.ts'
import { codeOf, isGutter } from './code.ts'
import { pictureOf } from './pictures.ts'
import { type Run, textOfRuns, tidied } from './runs.ts'
import { cellsOf, isDataTable } from './tables.ts'

/** One paragraph, heading, list item, table row, piece of code or picture, as it stands in the page. */
export interface Block {
  kind: 'paragraph' | 'heading' | 'item' | 'code' | 'row' | 'image'
  /** The element that the text belongs to. */
  element: Element
  runs: Run[]
  /** As one reads it: white space as the page shows it, line breaks kept. Of a picture: none. */
  text: string
  words: number
  /** Which part of the text, 0 to 1, is inside links. */
  linked: number
  /** heading: 1 to 6; item: how deep its list is, from 1. */
  level: number
  /** item: its number in a numbered list. */
  number: number | null
  quoted: boolean
  /** row: the first of its table. */
  first: boolean
  /** row: what stands in each column. */
  cells?: Run[][]
  /** code: as the page names it. */
  language?: string | null
  image?: PageImage
}

const blockNames = new Set(
  `ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY BUTTON CAPTION CENTER DD DETAILS DIALOG DIV DL DT FIELDSET FIGCAPTION FIGURE
  FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HGROUP HR LEGEND LI MAIN NAV OL OPTION P PRE SECTION SELECT SUMMARY TABLE TBODY
  TD TEXTAREA TFOOT TH THEAD TR UL`.split(/\s+/),
)
const unread = new Set([
  'SCRIPT',
  'STYLE',
  'NOSCRIPT',
  'TEMPLATE',
  'SVG',
  'HEAD',
  'IFRAME',
  'TEXTAREA',
  'SELECT',
  'BUTTON',
])

interface Context {
  href: string | null
  bold: boolean
  italic: boolean
  code: boolean
  depth: number
  /** The numbered list that one is in; each item takes the next number. */
  list: { next: number } | null
  quoted: boolean
}

const plainContext: Context = {
  href: null,
  bold: false,
  italic: false,
  code: false,
  depth: 0,
  list: null,
  quoted: false,
}

/**
 * The text of an element cut where the page itself begins a new line, in the order of the page.
 * @param base address by which pictures are found; without one they are passed over
 */
export function readBlocks(root: Element, base: string | null = null): Block[] {
  const blocks: Block[] = []
  let runs: Run[] = []
  let owner: Element = root
  let context = plainContext
  let heldItem: { number: number | null } | null = null
  let inCell = false

  const push = (block: Partial<Block> & Pick<Block, 'kind' | 'element' | 'runs' | 'text'>): void => {
    const letters = block.text.replace(/\s/g, '').length
    const linked = block.runs.reduce(
      (sum, run) => sum + (run.href === null ? 0 : run.text.replace(/\s/g, '').length),
      0,
    )
    blocks.push({
      words: Math.max(countWords(block.text), Math.floor(letters / 12)),
      linked: letters ? linked / letters : 0,
      level: context.depth,
      number: null,
      quoted: context.quoted,
      first: false,
      ...block,
    })
  }

  const flush = (): void => {
    if (inCell) {
      if (runs.length) runs.push(bare(' '))
      return
    }
    const tidy = tidied(runs)
    runs = []
    const text = textOfRuns(tidy)
    if (!text.trim()) return
    const item = heldItem
    heldItem = null
    const heading = owner.closest('h1,h2,h3,h4,h5,h6')
    push({
      kind: heading ? 'heading' : item ? 'item' : 'paragraph',
      element: owner,
      runs: tidy,
      text,
      level: heading ? Number(heading.tagName[1]) : context.depth,
      number: item?.number ?? null,
    })
  }

  const bare = (text: string): Run => ({ text, href: null, bold: false, italic: false, code: context.code })

  const walk = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) {
      const { href, bold, italic, code } = context
      if (node.nodeValue) runs.push({ text: node.nodeValue, href, bold, italic, code })
      return
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return
    const element = node as Element
    const name = element.tagName.toUpperCase()
    if (unread.has(name)) return
    if (name === 'BR') {
      runs.push(bare(inCell ? ' ' : '\n'))
      if (isBr(element.nextElementSibling) && !element.nextSibling?.nodeValue?.trim()) flush()
      return
    }
    if (name === 'IMG') {
      const image = base === null || inCell ? null : pictureOf(element, base)
      if (image) keepImage(element, image)
      return
    }
    if (name === 'PRE' && !inCell) {
      flush()
      keepCode(element)
      return
    }
    if (name === 'SPAN' && element.hasAttribute('data-ownwords-tex')) {
      keepEquation(element)
      return
    }
    if (name === 'TABLE' && !inCell && isDataTable(element)) {
      flush()
      readTable(element)
      return
    }
    const outer = { context, owner }
    const block = blockNames.has(name)
    if (block) {
      flush()
      owner = element
      if (name === 'LI') heldItem = { number: context.list ? context.list.next++ : null }
    }
    context = {
      href: name === 'A' ? element.getAttribute('href') : context.href,
      bold: context.bold || name === 'B' || name === 'STRONG',
      italic: context.italic || name === 'I' || name === 'EM' || name === 'CITE',
      code: context.code || name === 'CODE' || name === 'KBD' || name === 'SAMP' || name === 'TT',
      depth: context.depth + (name === 'UL' || name === 'OL' ? 1 : 0),
      list: name === 'OL' ? { next: startOf(element) } : name === 'UL' ? null : context.list,
      quoted: context.quoted || name === 'BLOCKQUOTE',
    }
    for (const child of element.childNodes) walk(child)
    if (block || (name === 'CITE' && element.parentElement?.tagName === 'BLOCKQUOTE')) flush()
    if (name === 'LI') heldItem = null
    context = outer.context
    owner = outer.owner
  }

  const keepImage = (element: Element, image: PageImage): void => {
    // A picture in the middle of a line stands above that line: its text is not cut in two.
    push({ kind: 'image', element, runs: [], text: '', image })
  }

  const keepCode = (pre: Element): void => {
    if (isGutter(pre)) return
    const { text, language } = codeOf(pre)
    const run = { ...bare(text), code: true }
    if (text.trim()) push({ kind: 'code', element: pre, runs: [run], text, language })
  }

  const keepEquation = (element: Element): void => {
    const text = element.textContent ?? ''
    const alone = element.getAttribute('data-ownwords-tex') === 'display' && !inCell
    // A page may write such an element itself: only what can hold no markup is left unescaped.
    const run = { ...bare(text), code: false, tex: /^\$\$?[^<>\n`$]+\$?\$$/.test(text.replace(/\\\$/g, '')) }
    if (alone) flush()
    runs.push(run)
    if (alone) flush()
  }

  const readTable = (table: Element): void => {
    const above: (number | undefined)[] = []
    let first = true
    for (const caption of table.querySelectorAll(':scope > caption')) walk(caption)
    for (const row of table.querySelectorAll('tr')) {
      inCell = true
      const cells = cellsOf(row, above).map(cell => {
        runs = []
        for (const child of cell?.childNodes ?? []) walk(child)
        return tidied(runs)
      })
      inCell = false
      runs = []
      if (!cells.some(cell => cell.length)) continue
      const text = cells.map(textOfRuns).join(' | ')
      push({ kind: 'row', element: row, runs: cells.flat(), text, first, cells })
      first = false
    }
  }

  walk(root)
  flush()
  return blocks
}

const isBr = (element: Element | null): boolean => element?.tagName === 'BR'

const startOf = (list: Element): number => Number.parseInt(list.getAttribute('start') ?? '1', 10) || 1
