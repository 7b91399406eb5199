import { composed } from './compose.ts'
import { factsOf, generatorOf, metaOf, textAt, tidy, timeIn } from './find.ts'
import type { StructuredReader } from './reading.ts'

interface Family {
  name: string
  /** By which a page of it is known beside its generator's mark. */
  marks: string
  generator?: RegExp
  body: string
}

/** Makers of documentation: each leaves its own marks in every page that it makes. */
const families: Family[] = [
  {
    name: 'Docusaurus',
    marks: '.theme-doc-markdown, #__docusaurus article',
    generator: /docusaurus/i,
    body: 'article .theme-doc-markdown, .theme-doc-markdown, article .markdown, main article',
  },
  {
    name: 'MkDocs',
    marks: '.md-content__inner, .rst-content[data-mkdocs]',
    generator: /mkdocs/i,
    body: 'article.md-content__inner, .md-content__inner, div[role="main"], [role="main"]',
  },
  {
    name: 'Sphinx',
    marks:
      'div.documentwrapper div.body[role="main"], .rst-content div[role="main"], article.bd-article, .sphinxsidebar, article[role="main"] .headerlink',
    generator: /docutils|sphinx/i,
    body: 'article.bd-article, div[itemprop="articleBody"], div.body[role="main"], div[role="main"] .body, article[role="main"], div[role="main"], div.body',
  },
  { name: 'VitePress', marks: '.VPDoc .vp-doc', generator: /vitepress/i, body: '.vp-doc' },
  { name: 'Starlight', marks: '.sl-markdown-content', generator: /starlight/i, body: '.sl-markdown-content' },
  {
    name: 'mdBook',
    marks: '#mdbook-content main, #content main #sidebar-toggle, #menu-bar ~ #content main',
    generator: /mdbook/i,
    body: '#mdbook-content main, #content main',
  },
  { name: 'GitBook', marks: '', generator: /gitbook/i, body: 'main' },
  {
    name: 'MDN',
    marks: 'main.main-page-content, mdn-copy-button, .reference-layout__content',
    body: 'main.main-page-content, .reference-layout__content, .layout__content',
  },
  { name: 'Docsy', marks: '.td-content .td-page-meta, .td-main .td-content', body: '.td-content' },
  { name: 'rustdoc', marks: '', generator: /rustdoc/i, body: '#main-content' },
  {
    name: 'Read the Docs',
    marks: '.wy-nav-content .rst-content',
    body: '.rst-content .document, .rst-content',
  },
]

const around = `.headerlink, .hash-link, .header-anchor, .anchor-link, a.anchor, .heading-anchor, .md-source-file, .md-feedback,
  .md-content__button, .theme-doc-footer, .pagination-nav, .theme-doc-breadcrumbs, .breadcrumbs, [aria-label="breadcrumbs" i],
  .wy-breadcrumbs, .toc, .table-of-contents, .theme-doc-toc-mobile, .theme-doc-toc-desktop, .contents.local, .on-github,
  .edit-this-page, .edit-page, .prev-next-area, .related, .sphinxsidebar, .viewcode-link, .article-footer, .metadata,
  .document-toc-container, .language-name, .example-header, .baseline-indicator, .sr-only, .visually-hidden, footer, aside.toc, .feedback, .td-page-meta,
  .rst-footer-buttons, .copybtn, [class*="buttonGroup"], [class*="copyButton"], mdn-copy-button, .lang, .linenos, .gutter,
  a[href^="#"][aria-label*="link" i]`

/** Pages of documentation: the page's own text without the site around it, code with its language. */
export const readDocs: StructuredReader = ({ document }) => {
  const generator = generatorOf(document)
  const family = families.find(
    each => each.generator?.test(generator) || (each.marks && document.querySelector(each.marks)),
  )
  const body = family && document.querySelector(family.body)
  if (!family || !body) return null
  const parts = composed(document)
  const copy = body.cloneNode(true) as Element
  const links = copy.querySelectorAll('nav, .pagination-nav, .toc, .table-of-contents').length
  for (const each of copy.querySelectorAll(around)) each.remove()
  for (const mark of copy.querySelectorAll('h1, h2, h3, h4')) tidyHeading(mark)
  const title = textAt(copy, 'h1') ?? textAt(document, 'h1')
  const first = copy.querySelector('h1')
  if (first && textAt(copy, 'h1') === title) first.remove()
  parts.body(copy)
  const leftOut = new Map<string, number>()
  if (links) leftOut.set('navigation', links)
  return {
    form: 'docs',
    head: {
      title,
      author: metaOf(document, 'author'),
      site: metaOf(document, 'og:site_name', 'application-name') ?? siteIn(document, title),
      published: null,
      language: null,
    },
    facts: factsOf(
      ['Made with', family.name],
      ['Version', versionOf(document)],
      ['Section', sectionOf(document)],
      [
        'Last updated',
        timeIn(
          document,
          '.theme-last-updated time',
          '.git-revision-date-localized-plugin',
          '.lastupdated',
          '.last-updated',
          '.last-modified time',
          '.VPLastUpdated time',
        ),
      ],
    ),
    content: parts.element,
    leftOut,
  }
}

/** The sign behind a heading that links to it. */
function tidyHeading(heading: Element): void {
  for (const link of heading.querySelectorAll('a[href^="#"]'))
    if ((link.textContent ?? '').replace(/[^\p{L}\p{N}]/gu, '').length === 0) link.remove()
}

const versionOf = (page: Document): string | null =>
  metaOf(page, 'docsearch:version', 'docusaurus_version', 'readthedocs-version-slug') ??
  textAt(page, '.version', '.md-version__current', '.rst-current-version')?.replace(
    /^\s*v(?:ersion)?:?\s*/i,
    '',
  ) ??
  null

function sectionOf(page: Document): string | null {
  const trail = page.querySelector(
    '.theme-doc-breadcrumbs, nav[aria-label="breadcrumbs" i], nav[aria-label="breadcrumb" i], .wy-breadcrumbs, .bd-breadcrumbs, .breadcrumbs',
  )
  const steps = [...(trail?.querySelectorAll('li, a') ?? [])]
    .filter(step => step.tagName === 'LI' || !step.closest('li'))
    .map(step => tidy(step.textContent))
    .filter((step): step is string => step !== null && !/^(?:home|edit|view)/i.test(step))
  return steps.length ? steps.slice(0, -1).join(' › ') || null : null
}

function siteIn(page: Document, title: string | null): string | null {
  const parts = page.title.split(/\s+[|—–-]\s+/)
  const last = tidy(parts.at(-1))
  return parts.length > 1 && last !== title ? last : null
}
