/** Every element below a root in the order of the page, through open shadow roots. */
export function* elementsBelow(root: Document | ShadowRoot | Element): Generator<Element> {
  for (const child of root.children) {
    yield child
    if (child.shadowRoot) yield* elementsBelow(child.shadowRoot)
    yield* elementsBelow(child)
  }
}

/** Every element inside of one, its own shadow root first. */
export const inside = (element: Element): Element[] => [
  ...(element.shadowRoot ? elementsBelow(element.shadowRoot) : []),
  ...elementsBelow(element),
]

/** The element that an element stands in, out of its shadow root too. */
export function holderOf(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot
  if (element.parentElement) return element.parentElement
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? root.host : null
}

/** From the element itself outwards. */
export function* outwards(element: Element): Generator<Element> {
  for (let at: Element | null = element; at; at = holderOf(at)) yield at
}

const EDITABLE = /^(?:|true|plaintext-only)$/i

/** What one writes a text into, or could if it were not read-only. */
export type Box = HTMLElement

export function isBox(element: Element): element is Box {
  if (element instanceof HTMLTextAreaElement) return true
  if (element instanceof HTMLInputElement) return element.type === 'text'
  return (
    element instanceof HTMLElement &&
    (element.hasAttribute('contenteditable') || element.getAttribute('role') === 'textbox')
  )
}

export const isWritten = (box: Box): box is HTMLInputElement | HTMLTextAreaElement =>
  box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement

export function isReadonly(box: Box): boolean {
  if (isWritten(box)) return box.disabled || box.readOnly
  if (!EDITABLE.test(box.getAttribute('contenteditable') ?? 'false')) return true
  return [...outwards(box)].some(
    each => each.getAttribute('aria-disabled') === 'true' || each.getAttribute('aria-readonly') === 'true',
  )
}

export const isSeen = (box: Box): boolean =>
  box.getClientRects().length > 0 && box.checkVisibility({ visibilityProperty: true })

/** How a box is called, by all the ways in which a form can say it. */
export function namesOf(box: Box): string {
  const root = box.getRootNode() as Document | ShadowRoot
  const labelled = (box.getAttribute('aria-labelledby') ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .map(id => root.getElementById?.(id)?.textContent ?? '')
  const labels = isWritten(box) ? [...(box.labels ?? [])].map(label => label.textContent ?? '') : []
  const around = [...outwards(box)].slice(0, 6).map(each => each.getAttribute('label') ?? '')
  return [
    box.getAttribute('aria-label') ?? '',
    box.getAttribute('placeholder') ?? '',
    ...[...labelled, ...labels, ...around],
  ]
    .map(name => name.trim())
    .filter(Boolean)
    .join('\n')
}
