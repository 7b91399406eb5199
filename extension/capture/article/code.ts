/** How a page writes one piece of code. */
export interface Code {
  text: string
  /** As the page names it ("python"), null where it does not. */
  language: string | null
}

const gutter =
  '.gutter, .linenos, .lineno, .line-numbers-rows, .rouge-gutter, .hljs-ln-numbers, .blob-num, [data-line-number]:empty, button, [class*="copy-button"], .code-toolbar > .toolbar, style, script'
const lines = new Set(['DIV', 'P', 'LI', 'TR'])

/** @param pre the `<pre>`, whose white space is the code's own */
export function codeOf(pre: Element): Code {
  let text = ''
  const walk = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) text += node.nodeValue ?? ''
    if (node.nodeType !== Node.ELEMENT_NODE) return
    const element = node as Element
    if (element.matches(gutter)) return
    if (element.tagName === 'BR') {
      text += '\n'
      return
    }
    const ownLine = lines.has(element.tagName)
    if (ownLine && text && !text.endsWith('\n')) text += '\n'
    for (const child of element.childNodes) walk(child)
    if (ownLine && !text.endsWith('\n')) text += '\n'
  }
  walk(pre)
  return {
    text: text
      .replace(/\r\n?/g, '\n')
      .replace(/\u00a0/g, ' ')
      .replace(/^\n+|\s+$/g, ''),
    language: languageOf(pre),
  }
}

/** A column of line numbers that stands beside the code in a `<pre>` of its own. */
export const isGutter = (pre: Element): boolean =>
  pre.closest(gutter) !== null || /^\s*1\s+2(?:\s+\d+)*\s*$/.test(pre.textContent ?? '')

const named =
  /(?:^|\s)(?:language-|lang-|highlight-source-|highlight-text-|highlight-|brush:\s*|sourceCode\s+|src-)([a-z][\w+#.-]{0,20})/i
const wrapped = '[class*="language-"], [class*="highlight-source-"], [class*="lang-"]'
const none = /^(?:text|plain|plaintext|none|default|wrapper|notranslate|no-?highlight)$/i

function languageOf(pre: Element): string | null {
  const inside = pre.querySelector('code')
  const near = [
    inside,
    pre,
    pre.parentElement,
    pre.parentElement?.parentElement,
    pre.closest('figure, td, table'),
    pre.closest(wrapped),
  ]
  for (const element of near) {
    if (!element) continue
    const told = element.getAttribute('data-lang') ?? element.getAttribute('data-language')
    const language = told ?? named.exec(element.getAttribute('class') ?? '')?.[1]
    if (language && /^[a-z][\w+#.-]{0,20}$/i.test(language) && !none.test(language))
      return language.toLowerCase()
  }
  return null
}
