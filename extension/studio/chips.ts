import { inside, isBox, outwards } from './boxes.ts'

const isChip = (element: Element): boolean =>
  /(?:^|-)chip$/.test(element.localName) || element.getAttribute('role') === 'option'

/** The chips that stand with the line in which they are typed: as far out as no other field's box stands. */
function chipsOf(input: Element): Element[] {
  for (const around of outwards(input)) {
    const parts = inside(around)
    if (parts.some(each => isBox(each) && each !== input)) return []
    const chips = [...new Set(parts.filter(isChip))]
    if (chips.length > 0)
      return chips.filter(chip => !chips.some(other => other !== chip && holds(other, chip)))
  }
  return []
}

const holds = (outer: Element, inner: Element): boolean => [...outwards(inner)].includes(outer)

function wordsOf(chip: Element): string {
  const text = inside(chip).find(each => each.id === 'chip-text' || each.classList.contains('chip-text'))
  return ((text ?? chip).textContent ?? '').trim()
}

export const tagsAt = (input: HTMLInputElement): string[] => chipsOf(input).map(wordsOf).filter(Boolean)

/**
 * Brings the chips from one list to the other: takes away what is not wanted by its own cross, then types what is
 * missing, each with the comma that ends it, or with Enter where a comma does not.
 * @returns whether the bar has exactly the wanted ones then
 */
export async function writeTags(
  input: HTMLInputElement,
  wanted: readonly string[],
  settled: () => Promise<void>,
): Promise<boolean> {
  for (const chip of chipsOf(input).filter(each => !wanted.includes(wordsOf(each)))) {
    crossOf(chip)?.click()
    await settled()
  }
  for (const tag of wanted) {
    if (tagsAt(input).includes(tag)) continue
    input.focus({ preventScroll: true })
    input.select()
    input.ownerDocument.execCommand('insertText', false, `${tag},`)
    await settled()
    if (!tagsAt(input).includes(tag)) {
      input.select()
      input.ownerDocument.execCommand('insertText', false, tag)
      press(input, 'Enter', 13)
      await settled()
    }
    // What is no chip is not left in the line.
    if (!tagsAt(input).includes(tag)) {
      input.select()
      input.ownerDocument.execCommand('delete')
      break
    }
  }
  input.blur()
  return sameTags(tagsAt(input), wanted)
}

export const sameTags = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && [...a].sort().join('\n') === [...b].sort().join('\n')

function crossOf(chip: Element): HTMLElement | null {
  const parts = inside(chip)
  const cross =
    parts.find(each => /delete|remove/i.test(each.id)) ??
    parts.find(each => each.localName === 'button' || each.getAttribute('role') === 'button')
  return cross instanceof HTMLElement ? cross : null
}

function press(input: HTMLElement, key: string, keyCode: number): void {
  for (const type of ['keydown', 'keypress', 'keyup'])
    input.dispatchEvent(
      new KeyboardEvent(type, { key, code: key, keyCode, bubbles: true, composed: true, cancelable: true }),
    )
}
