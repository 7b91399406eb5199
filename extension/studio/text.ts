import { type Box, isWritten } from './boxes.ts'

/** Texts are the same where only what editors make of spaces and line ends differs. */
export const sameText = (a: string, b: string): boolean => plain(a) === plain(b)

const plain = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/\u200b/g, '')
    .replace(/[ \t]+$/gm, '')
    .trim()

export const textIn = (box: Box): string =>
  (isWritten(box) ? box.value : linesIn(box)).replace(/\u00a0/g, ' ')

const BLOCK = /^(?:div|p|li|ul|ol|blockquote)$/

/**
 * The text of an editable element as one sees it. `innerText` counts lines that are empty twice where the browser
 * makes a block of each.
 */
function linesIn(box: Element): string {
  let text = ''
  // A line was begun; the next words begin another.
  let [begun, next] = [false, false]
  const add = (words: string) => {
    if (next) text += '\n'
    next = false
    begun = true
    text += words
  }
  const walk = (parent: Element) => {
    for (const child of parent.childNodes) {
      if (child instanceof Text) child.data && add(child.data)
      else if (child instanceof HTMLBRElement)
        // At the end of a block it only holds the line open.
        add(child.nextSibling ? '\n' : '')
      else if (child instanceof Element) {
        const isBlock = BLOCK.test(child.localName)
        if (isBlock && begun) next = true
        walk(child)
        if (isBlock) next = begun
      }
    }
  }
  walk(box)
  return text
}

/**
 * Writes a text in the place of what a box has, as typing would: by the browser's own editing, whose events the page
 * hears like those of keys; where that leaves something else, by setting the text and telling the page of it.
 * @returns whether the box keeps it
 */
export async function writeText(box: Box, text: string, settled: () => Promise<void>): Promise<boolean> {
  typeOver(box, text)
  await settled()
  if (sameText(textIn(box), text)) return leave(box)
  setText(box, text)
  await settled()
  return leave(box) && sameText(textIn(box), text)
}

/** The selection is the whole box, and nothing beside it. */
function typeOver(box: Box, text: string): void {
  const page = box.ownerDocument
  box.focus({ preventScroll: true })
  if (isWritten(box)) {
    box.select()
    page.execCommand(text === '' ? 'delete' : 'insertText', false, text)
    return
  }
  page.execCommand('selectAll')
  page.execCommand('delete')
  // Line by line: of a text with line ends the browser makes blocks, and each page reads those in its own way.
  for (const [at, line] of text.split('\n').entries()) {
    if (at > 0) page.execCommand('insertLineBreak')
    if (line !== '') page.execCommand('insertText', false, line)
  }
}

function setText(box: Box, text: string): void {
  const change = { bubbles: true, composed: true, inputType: 'insertReplacementText', data: text }
  box.dispatchEvent(new InputEvent('beforeinput', { ...change, cancelable: true }))
  // The page's own framework may have put a setter of its own on the element: the prototype's is the browser's.
  if (isWritten(box)) {
    const own = box instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
    Object.getOwnPropertyDescriptor(own, 'value')!.set!.call(box, text)
  } else box.textContent = text
  box.dispatchEvent(new InputEvent('input', change))
}

/** Frameworks take a text over when its box is left. */
function leave(box: Box): true {
  box.dispatchEvent(new Event('change', { bubbles: true, composed: true }))
  box.blur()
  return true
}
