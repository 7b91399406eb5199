/** A table's most: what is larger is data for another program, not something that one reads. */
const most = { columns: 60 }

/** Of tables that are laid out as pages nothing is known; a table of data has short cells without blocks in them. */
export function isDataTable(table: Element): boolean {
  const role = table.getAttribute('role')
  if (
    role === 'presentation' ||
    role === 'none' ||
    /\bltx_eqn|ltx_equation/.test(table.getAttribute('class') ?? '')
  )
    return false
  const rows = table.querySelectorAll('tr')
  if (rows.length < 2 || ![...rows].some(row => row.children.length > 1)) return false
  if (table.querySelector('table, h1, h2, h3, article, section, form')) return false
  // A caption or a heading of its columns says that it is one, lists in its cells or not.
  if (/\b(?:wikitable|infobox|docutils)\b/.test(table.getAttribute('class') ?? '')) return true
  return table.querySelector('p ~ p, ul, ol, div ~ div, pre') === null
}

/** One row as it stands under the table's columns: a cell over several of them is followed by empty ones. */
export function cellsOf(row: Element, above: (number | undefined)[]): (Element | null)[] {
  const cells: (Element | null)[] = []
  const place = (cell: Element | null): void => {
    if (cells.length < most.columns) cells.push(cell)
  }
  const fromAbove = (): void => {
    while ((above[cells.length] ?? 0) > 0 && cells.length < most.columns) {
      above[cells.length] = (above[cells.length] ?? 0) - 1
      place(null)
    }
  }
  for (const cell of row.children) {
    if (cell.tagName !== 'TD' && cell.tagName !== 'TH') continue
    fromAbove()
    const at = cells.length
    const wide = Math.min(spanOf(cell, 'colspan'), most.columns)
    for (let column = 0; column < wide; column++) place(column ? null : cell)
    const tall = spanOf(cell, 'rowspan')
    if (tall > 1) for (let column = at; column < cells.length; column++) above[column] = tall - 1
  }
  fromAbove()
  return cells
}

const spanOf = (cell: Element, name: string): number => {
  const span = Number.parseInt(cell.getAttribute(name) ?? '1', 10)
  return span > 1 && span <= 1_000 ? span : 1
}
