import { countWords } from '../../../core/transcript/words.ts'

/** A stretch of text in one dress. */
export interface Run {
  text: string
  href: string | null
  bold: boolean
  italic: boolean
  code: boolean
}

/** One paragraph, heading, list item, table row or piece of code, as it stands in the page. */
export interface Block {
  kind: 'paragraph' | 'heading' | 'item' | 'code' | 'row'
  /** The element that the text belongs to. */
  element: Element
  runs: Run[]
  /** As one reads it: white space as the page shows it, line breaks kept. */
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

/** The text of an element cut where the page itself begins a new line, in the order of the page. */
export function readBlocks(root: Element): Block[] {
  const blocks: Block[] = []
  let runs: Run[] = []
  let owner: Element = root
  let context: Context = {
    href: null,
    bold: false,
    italic: false,
    code: false,
    depth: 0,
    list: null,
    quoted: false,
  }
  let heldItem: { number: number | null } | null = null
  let inRow: { first: boolean } | null = null

  const flush = () => {
    const tidy = inPre(owner) ? runs : tidied(runs)
    runs = []
    const text = tidy.map(run => run.text).join('')
    if (!text.trim()) return
    const letters = text.replace(/\s/g, '').length
    const linked = tidy.reduce(
      (sum, run) => sum + (run.href === null ? 0 : run.text.replace(/\s/g, '').length),
      0,
    )
    const item = heldItem
    heldItem = null
    const heading = owner.closest('h1,h2,h3,h4,h5,h6')
    blocks.push({
      kind: inRow ? 'row' : inPre(owner) ? 'code' : heading ? 'heading' : item ? 'item' : 'paragraph',
      element: owner,
      runs: tidy,
      text: inPre(owner) ? text.replace(/^\n+|\s+$/g, '') : text,
      words: Math.max(countWords(text), Math.floor(letters / 12)),
      linked: linked / letters,
      level: heading ? Number(heading.tagName[1]) : context.depth,
      number: item?.number ?? null,
      quoted: context.quoted,
      first: inRow?.first ?? false,
    })
  }

  const walk = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) {
      if (node.nodeValue)
        runs.push({
          text: node.nodeValue,
          href: context.href,
          bold: context.bold,
          italic: context.italic,
          code: context.code,
        })
      return
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return
    const element = node as Element
    const name = element.tagName.toUpperCase()
    if (unread.has(name)) return
    if (name === 'BR') {
      runs.push({ text: '\n', href: null, bold: false, italic: false, code: context.code })
      if (isBr(element.nextElementSibling) && !element.nextSibling?.nodeValue?.trim()) flush()
      return
    }
    if (name === 'TABLE' && isDataTable(element)) {
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
    if (block) flush()
    if (name === 'LI') heldItem = null
    context = outer.context
    owner = outer.owner
  }

  const readTable = (table: Element): void => {
    const outer = owner
    let first = true
    for (const row of table.querySelectorAll('tr')) {
      owner = row
      inRow = { first }
      ;[...row.children].forEach((cell, at) => {
        if (at) runs.push({ text: ' | ', href: null, bold: false, italic: false, code: false })
        for (const child of cell.childNodes) walk(child)
      })
      flush()
      first = false
    }
    inRow = null
    owner = outer
  }

  walk(root)
  flush()
  return blocks
}

const inPre = (element: Element): boolean => element.closest('pre') !== null
const isBr = (element: Element | null): boolean => element?.tagName === 'BR'

/** Of tables that are laid out as pages nothing is known; a table of data has short cells without blocks in them. */
function isDataTable(table: Element): boolean {
  if (table.querySelector('table, p ~ p, h1, h2, h3, ul, ol, article, section, div ~ div, form')) return false
  const rows = table.querySelectorAll('tr')
  return rows.length > 1 && [...rows].some(row => row.children.length > 1)
}

const startOf = (list: Element): number => Number.parseInt(list.getAttribute('start') ?? '1', 10) || 1

/** White space as a browser shows it: runs of it are one space, none at the ends of a line. */
function tidied(runs: Run[]): Run[] {
  const tidy: Run[] = []
  let atStart = true
  for (const run of runs) {
    const broken = run.text === '\n'
    let text = broken ? '\n' : run.text.replace(/[\s\u00a0]+/g, ' ').replace(/[\u200b\ufeff]/g, '')
    if (broken) trimEnd(tidy)
    if ((broken && !tidy.length) || (atStart && text === ' ')) continue
    if (atStart) text = broken ? text : text.replace(/^ /, '')
    if (!text) continue
    tidy.push({ ...run, text })
    atStart = broken || text.endsWith(' ')
  }
  trimEnd(tidy)
  while (tidy.at(-1)?.text === '\n') tidy.pop()
  return tidy
}

function trimEnd(runs: Run[]): void {
  const last = runs.at(-1)
  if (!last || last.text === '\n') return
  last.text = last.text.replace(/ $/, '')
  if (!last.text) runs.pop()
}
