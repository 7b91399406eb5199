/** What one says in a thread, as it will be read. */
export interface Said {
  author: string | null
  /** As the page writes it to machines or to people. */
  date: string | null
  /** "12 points", "accepted", "in reply to Ada": short, in the creator's words. */
  notes: (string | null)[]
  /** The page's own elements; the page keeps them, a copy is put in. */
  body: Element | Element[]
}

/**
 * Text put together from parts of a page, in elements of the same copy: so it is cut into blocks as any other.
 * Nothing of it is ever attached to a page that is shown.
 */
export function composed(document: Document) {
  const element = document.createElement('article')
  const add = (name: string, text: string): Element => {
    const child = document.createElement(name)
    child.textContent = text
    element.append(child)
    return child
  }
  return {
    element,
    heading: (level: 2 | 3 | 4, text: string): void => void add(`h${level}`, text),
    paragraph: (text: string): void => void add('p', text),
    /** @param without selectors of what is not text: buttons, signatures */
    body: (part: Element, without = ''): void => void element.append(copyOf(part, without)),
    said: ({ author, date, notes, body }: Said, without = ''): void => {
      const told = [date, ...notes].filter(note => note)
      const line = document.createElement('p')
      const name = document.createElement('strong')
      name.textContent = author ?? 'Somebody'
      line.append(name, told.length ? ` · ${told.join(' · ')}` : '')
      element.append(line)
      for (const part of Array.isArray(body) ? body : [body]) element.append(copyOf(part, without))
    },
  }
}

export const neverText = 'button, form, nav, input, select, textarea, [role="button"], [role="toolbar"]'

function copyOf(part: Element, without: string): Element {
  const copy = part.cloneNode(true) as Element
  for (const each of copy.querySelectorAll(without ? `${neverText}, ${without}` : neverText)) each.remove()
  // Alone a list item or a table cell would be read as one; a post in a blockquote quotes nobody.
  if (!/^(?:LI|TD|TR|BLOCKQUOTE|DD|DT|A|SPAN|B|I|EM|STRONG|YT-.*|H\d)$/.test(copy.tagName)) return copy
  const block = part.ownerDocument.createElement('div')
  block.append(...copy.childNodes)
  return block
}

/** Words that a page says and its reader does not need: "3 days ago" stays, "12" alone gets its noun. */
export function counted(text: string | null, noun: string): string | null {
  const number = /-?\d[\d.,]*\s?[kKmM]?/.exec(text ?? '')?.[0]?.trim()
  if (!number) return null
  return `${number} ${noun}${number === '1' ? '' : 's'}`
}
