/**
 * The parts of a page, whatever names its elements have. A form called "body" or a picture called "cloneNode" stands
 * before the document's own property of that name, and a field called "children" before its form's, in every world
 * of the tab: of the page itself we therefore ask only the prototypes.
 */
export interface PageParts {
  root: Element | null
  body: Element | null
  /** null where the page is only parsed, not shown. */
  view: (Window & typeof globalThis) | null
  contentType: string
}

export function partsOf(page: Document): PageParts {
  const root = own<Element | null>(Document.prototype, 'documentElement', page)
  let body: Element | null = null
  for (let child = root?.firstElementChild ?? null; child; child = child.nextElementSibling)
    if (child.tagName === 'BODY') {
      body = child
      break
    }
  return {
    root,
    body,
    view: own<PageParts['view']>(Document.prototype, 'defaultView', page),
    contentType: own<string>(Document.prototype, 'contentType', page),
  }
}

export const walkerOf = (page: Document, root: Node, show: number): TreeWalker =>
  Document.prototype.createTreeWalker.call(page, root, show)

export const tagOf = (element: Element): string => own<string>(Element.prototype, 'tagName', element)
export const attributeOf = (element: Element, name: string): string | null =>
  Element.prototype.getAttribute.call(element, name)
export const textIn = (node: Node): string => own<string | null>(Node.prototype, 'textContent', node) ?? ''
export const childrenOf = (node: Node): NodeListOf<ChildNode> =>
  own<NodeListOf<ChildNode>>(Node.prototype, 'childNodes', node)
export const shadowOf = (element: Element): ShadowRoot | null =>
  own<ShadowRoot | null>(Element.prototype, 'shadowRoot', element)
export const parentOf = (node: Node): Element | null =>
  own<Element | null>(Node.prototype, 'parentElement', node)

const getters = new Map<string, (this: unknown) => unknown>()

function own<T>(prototype: object, name: string, of: object): T {
  let get = getters.get(name)
  if (!get) {
    get = Object.getOwnPropertyDescriptor(prototype, name)?.get
    if (!get) throw new TypeError(`This browser has no ${name}`)
    getters.set(name, get)
  }
  return get.call(of) as T
}

const named = 'form[name], img[name], embed[name], iframe[name], object[name], input[name], button[name]'
const controls = 'object[id], img[id], embed[id], input[id], button[id], select[id], textarea[id]'

/** Takes from a copy the names by which its elements would stand before the properties of document and form. */
export function unname(copy: Element): void {
  const more = 'select[name], textarea[name], fieldset[name], output[name]'
  for (const element of copy.querySelectorAll(`${named}, ${more}`)) element.removeAttribute('name')
  for (const element of copy.querySelectorAll(`${controls}, fieldset[id], output[id]`))
    element.removeAttribute('id')
}
