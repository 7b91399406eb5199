import { composed } from './compose.ts'
import { factsOf, generatorOf, metaOf, textAt, tidy } from './find.ts'
import type { StructuredReader } from './reading.ts'

/** What stands in an article of a wiki and is not its text. */
const around = `.mw-editsection, sup.reference, .noprint, .navbox, .navbox-styles, .vertical-navbox, .sidebar, .metadata,
  .ambox, .mbox-small, .mw-jump-link, .mw-empty-elt, .hatnote, #toc, .toc, .mw-cite-backlink, .catlinks, .printfooter,
  .authority-control, .sistersitebox, .portalbox, .stub, .mw-indicators, .shortdescription, .Inline-Template,
  .mw-authority-control, .mwe-popups, .infobox .navbar`
const lists = '.reflist, .references, .mw-references-wrap, .refbegin'

/** Articles of Wikipedia and of every other wiki that MediaWiki serves. */
export const readEncyclopedia: StructuredReader = ({ document, url }) => {
  const body = document.querySelector(
    '#mw-content-text .mw-parser-output, #mw-content-text, .mw-parser-output',
  )
  if (!body || (!/mediawiki/i.test(generatorOf(document)) && !document.querySelector('#mw-content-text')))
    return null
  const title = textAt(document, '#firstHeading', '.mw-page-title-main', 'h1')
  const references = new Set(body.querySelectorAll('.references > li, .reflist li')).size
  const notes = body.querySelectorAll('sup.reference').length
  const parts = composed(document)
  const copy = body.cloneNode(true) as Element
  for (const each of copy.querySelectorAll(`${around}, ${lists}`)) each.remove()
  dropEmptySections(copy)
  const infobox = copy.querySelector('table.infobox')
  if (infobox) asPairs(infobox)
  parts.body(copy)
  const leftOut = new Map<string, number>()
  if (references) leftOut.set('references', references)
  if (notes) leftOut.set('marks of references', notes)
  const edited = textAt(document, '#footer-info-lastmod', '#lastmod')
  const license = textAt(document, '#footer-info-copyright a[rel~="license"]')
  return {
    form: 'encyclopedia',
    head: { title, author: null, site: siteOf(document), published: null, language: null },
    facts: factsOf(
      ['Last edited', edited?.replace(/^.*?\bon\s+(?=\d)/i, '').replace(/\.$/, '')],
      ['Revision', revisionOf(document, url)],
      ['References', references || null],
      ['Licence', license],
    ),
    content: parts.element,
    leftOut,
  }
}

/** Headings under which nothing is left once lists of references and boxes are gone. */
function dropEmptySections(body: Element): void {
  const headings = [...body.querySelectorAll('h2, h3, h4')].reverse()
  for (const heading of headings) {
    const at = heading.parentElement?.classList.contains('mw-heading') ? heading.parentElement : heading
    let next = at.nextElementSibling
    while (next && !next.textContent?.trim() && !next.querySelector('img')) next = next.nextElementSibling
    const level =
      next && /^H[1-6]$/.test((next.firstElementChild ?? next).tagName)
        ? (next.firstElementChild ?? next)
        : null
    const following = next && /^H[1-6]$/.test(next.tagName) ? next : level
    if (!next || (following && following.tagName <= heading.tagName)) at.remove()
  }
}

/** An infobox is pairs: what goes over both columns (its title, its sections) has no second. */
function asPairs(infobox: Element): void {
  for (const caption of infobox.querySelectorAll('caption')) caption.remove()
  for (const cell of infobox.querySelectorAll('[colspan]')) cell.removeAttribute('colspan')
  for (const each of infobox.querySelectorAll('ul, ol')) {
    const items = [...each.querySelectorAll('li')].map(item => tidy(item.textContent)).filter(item => item)
    each.replaceWith(items.join(', '))
  }
}

function siteOf(page: Document): string | null {
  const declared = metaOf(page, 'og:site_name', 'application-name')
  return declared ?? tidy(/[-–—]\s*([^-–—]+)$/.exec(page.title)?.[1])
}

function revisionOf(page: Document, url: string): string | null {
  const link = page
    .querySelector('#t-permalink a[href], link[rel="canonical"][href*="oldid"]')
    ?.getAttribute('href')
  const linked = /[?&]oldid=(\d+)/.exec(link ?? '')?.[1] ?? /[?&]oldid=(\d+)/.exec(url)?.[1]
  if (linked) return linked
  for (const script of [...page.querySelectorAll('script:not([src])')].slice(0, 20)) {
    const told = /"wgRevisionId":\s*(\d+)/.exec((script.textContent ?? '').slice(0, 60_000))?.[1]
    if (told && told !== '0') return told
  }
  return null
}
