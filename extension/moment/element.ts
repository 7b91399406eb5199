/** Makes an element without any HTML: YouTube's pages take no strings for it (Trusted Types), and neither do we. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  page: Document,
  name: Name,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = page.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}

/** Our own mark: a line of speech between the corners of a frame. */
export function mark(page: Document, size: number): SVGSVGElement {
  const svg = page.createElementNS('http://www.w3.org/2000/svg', 'svg')
  const path = page.createElementNS('http://www.w3.org/2000/svg', 'path')
  const set = (element: Element, attributes: Record<string, string>) => {
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  }
  set(svg, { viewBox: '0 0 24 24', width: String(size), height: String(size), 'aria-hidden': 'true' })
  set(path, {
    d: 'M4 8.5v-3A1.5 1.5 0 0 1 5.5 4h3M15.5 4h3A1.5 1.5 0 0 1 20 5.5v3M20 15.5v3a1.5 1.5 0 0 1-1.5 1.5h-3M8.5 20h-3A1.5 1.5 0 0 1 4 18.5v-3M8 10h8M8 14h5',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '1.9',
    'stroke-linecap': 'round',
  })
  svg.append(path)
  return svg
}
