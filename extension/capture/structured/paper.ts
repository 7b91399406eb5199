import { countWords } from '../../../core/transcript/words.ts'
import { composed } from './compose.ts'
import { factsOf, metaOf, metasOf, textAt, tidy } from './find.ts'
import type { CopiedPage, StructuredReader, StructuredReading } from './reading.ts'

/** Papers: what their page tells search engines of them, and their text where LaTeXML or the page itself holds it. */
export const readPaper: StructuredReader = page => {
  const { document } = page
  const latex = document.querySelector(
    'article.ltx_document, .ltx_page_content > .ltx_document, .ltx_document',
  )
  const title = metaOf(document, 'citation_title') ?? (latex ? textAt(latex, '.ltx_title_document') : null)
  const abstract = document.querySelector(
    'blockquote.abstract, #eng-abstract, #abstract .abstract-content, #abstract',
  )
  const isIndexed =
    metasOf(document, 'citation_title').length > 0 && metasOf(document, 'citation_author').length > 0
  if (!latex && !isIndexed && !metaOf(document, 'citation_doi', 'citation_pmid', 'citation_arxiv_id'))
    return null
  const arxiv = arxivOf(page)
  const authors = latex && !isIndexed ? latexAuthors(latex) : authorsOf(document)
  const date = metaOf(
    document,
    'citation_publication_date',
    'citation_date',
    'citation_online_date',
    'prism.publicationDate',
    'dc.date',
  )
  const reading: StructuredReading = {
    form: 'paper',
    head: {
      title,
      author: authors.length ? authors.join(', ') : null,
      site:
        metaOf(document, 'og:site_name') ?? (arxiv ? 'arXiv' : metaOf(document, 'citation_journal_title')),
      published: dateOf(date),
      language: metaOf(document, 'citation_language', 'dc.language'),
    },
    facts: factsOf(
      ['Authors', authors.join('; ')],
      [
        'Journal',
        metaOf(document, 'citation_journal_title', 'citation_conference_title', 'prism.publicationName'),
      ],
      [
        'Volume',
        [metaOf(document, 'citation_volume'), metaOf(document, 'citation_issue')].filter(Boolean).join('/'),
      ],
      [
        'Pages',
        [metaOf(document, 'citation_firstpage'), metaOf(document, 'citation_lastpage')]
          .filter(Boolean)
          .join('–'),
      ],
      ['DOI', doiOf(document)],
      ['arXiv', arxiv],
      ['PubMed', metaOf(document, 'citation_pmid')],
      ['Date', dateOf(date) ?? date],
      ['Subjects', textAt(document, '.tablecell.subjects', '.primary-subject')],
      ['PDF', metaOf(document, 'citation_pdf_url')],
    ),
    content: null,
    leftOut: new Map(),
  }
  if (latex) return withLatex(reading, page, latex)
  return abstract && isAbstractPage(document, abstract) ? withAbstract(reading, page, abstract) : reading
}

/** arXiv's and PubMed's pages about a paper hold its abstract and no more. */
const isAbstractPage = (page: Document, abstract: Element): boolean =>
  page.querySelector(
    'section[id^="sec"], .article-body, .c-article-body, #body, .NLM_sec, [itemprop="articleBody"]',
  ) === null && (abstract.textContent ?? '').trim().length > 100

function withAbstract(
  reading: StructuredReading,
  { document }: CopiedPage,
  abstract: Element,
): StructuredReading {
  const parts = composed(document)
  parts.heading(2, 'Abstract')
  parts.body(unquoted(abstract), '.descriptor, h2, .title, .usa-button, .abstract-actions')
  const keywords = textAt(document, '#abstract ~ p .sub-title + *', '.keywords')
  if (keywords && !abstract.contains(document.querySelector('.keywords'))) parts.paragraph(keywords)
  return { ...reading, content: parts.element }
}

/** arXiv writes an abstract as a quotation. */
function unquoted(abstract: Element): Element {
  const block = abstract.ownerDocument.createElement('div')
  block.append(...(abstract.cloneNode(true) as Element).childNodes)
  return block
}

const latexNoise = `.ltx_bibliography, .ltx_page_footer, .ltx_page_header, .ltx_TOC, .ltx_authors, .ltx_dates, .ltx_title_document,
  .ltx_role_footnote > .ltx_note_mark, .ltx_note_outer, .ltx_pagination, .ltx_rdf, .ltx_ERROR, .package-alerts, #header, .ltx_role_pubyear`

function withLatex(reading: StructuredReading, { document }: CopiedPage, latex: Element): StructuredReading {
  const copy = latex.cloneNode(true) as Element
  const references = copy.querySelectorAll('.ltx_bibitem').length
  const footnotes = copy.querySelectorAll('.ltx_note.ltx_role_footnote').length
  for (const each of copy.querySelectorAll(latexNoise)) each.remove()
  for (const table of copy.querySelectorAll(
    'table.ltx_equation, table.ltx_equationgroup, table.ltx_eqn_table',
  ))
    onOneLine(table)
  const abstract = copy.querySelector('h6.ltx_title_abstract')
  if (abstract) {
    const heading = document.createElement('h2')
    heading.textContent = abstract.textContent
    abstract.replaceWith(heading)
  }
  const parts = composed(document)
  parts.body(copy)
  const leftOut = new Map<string, number>()
  if (references) leftOut.set('references', references)
  if (footnotes) leftOut.set('footnotes', footnotes)
  return { ...reading, content: parts.element, leftOut }
}

/** LaTeXML lays an equation out in a table, its number in the last cell. */
function onOneLine(table: Element): void {
  // Whatever else stands in such a table is text, and no table's cell.
  if (wordsBeside(table) > 12) return
  const document = table.ownerDocument
  const block = document.createElement('div')
  for (const row of table.querySelectorAll('tr')) {
    const pieces = [...row.querySelectorAll('[data-ownwords-tex]')].map(each =>
      (each.textContent ?? '').replace(/^\$+|\$+$/g, ''),
    )
    if (!pieces.length) continue
    const number = tidy(row.querySelector('.ltx_tag_equation, .ltx_tag')?.textContent)
    const equation = document.createElement('span')
    equation.setAttribute('data-ownwords-tex', 'display')
    const tag = number ? ` \\tag{${number.replace(/[(){}\\$]/g, '')}}` : ''
    equation.textContent = `$$${pieces.join(' ')}${tag}$$`
    block.append(equation)
  }
  table.replaceWith(block)
}

function wordsBeside(table: Element): number {
  const bare = table.cloneNode(true) as Element
  for (const each of bare.querySelectorAll('[data-ownwords-tex], .ltx_tag')) each.remove()
  return countWords(bare.textContent ?? '')
}

const latexAuthors = (latex: Element): string[] =>
  [...latex.querySelectorAll('.ltx_personname')]
    .slice(0, 200)
    .flatMap(name => (name.textContent ?? '').split(/\n|,|\band\b|&/))
    .map(name => tidy(name.replace(/[\d∗*†‡§]+/g, '')))
    .filter((name): name is string => name !== null && /\p{L}{2}/u.test(name) && !name.includes('@'))

/** "Curie, Marie" as one would say it. */
const authorsOf = (page: Document): string[] =>
  [
    ...new Set([
      ...metasOf(page, 'citation_author'),
      ...(metasOf(page, 'citation_author').length ? [] : metasOf(page, 'dc.creator')),
    ]),
  ]
    .slice(0, 200)
    .map(name => tidy(name.replace(/^([^,;]+),\s*([^,;]+)$/, '$2 $1'))!)

const doiOf = (page: Document): string | null =>
  /\b10\.\d{4,9}\/\S+/.exec(metaOf(page, 'citation_doi', 'prism.doi', 'dc.identifier') ?? '')?.[0] ?? null

function arxivOf({ document, url }: CopiedPage): string | null {
  const told = metaOf(document, 'citation_arxiv_id')
  if (told) return told
  const { hostname, pathname } = new URL(url)
  if (!/(?:^|\.)(?:arxiv|ar5iv)\b/.test(hostname)) return null
  return /\/(?:html|abs|pdf)\/([\w.-]+\/?\d+(?:v\d+)?)/.exec(pathname)?.[1] ?? null
}

/** Search engines are told "2024/05/31". */
const dateOf = (date: string | null): string | null => {
  const found = /^(\d{4})[/-](\d{1,2})(?:[/-](\d{1,2}))?/.exec(date ?? '')
  const monthly = /^(\d{1,2})\/(\d{4})$/.exec(date ?? '')
  if (monthly) return `${monthly[2]}-${monthly[1]!.padStart(2, '0')}`
  if (!found)
    return date && Number.isFinite(Date.parse(date))
      ? new Date(Date.parse(date)).toISOString().slice(0, 10)
      : null
  const [, year, month, day = '1'] = found
  return `${year}-${month!.padStart(2, '0')}-${day.padStart(2, '0')}`
}
