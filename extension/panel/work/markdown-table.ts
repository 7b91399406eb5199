import { type Inline, inlineOf } from './inline.ts'

export interface Table {
  head: Inline[][]
  rows: Inline[][][]
}

/** More rows than this are several tables with the same head: one of thousands would be one box. */
const mostRows = 100
const mostColumns = 60
const mostInCell = 2_000

/** Lines between pipes as tables; null where the second is not the line that makes them one. */
export function tablesOf(lines: string[]): Table[] | null {
  if (!/^\s*\|(?:\s*:?-{1,}:?\s*\|)+\s*$/.test(lines[1] ?? '')) return null
  const head = cellsOf(lines[0]!)
  const rows = lines.slice(2).map(line => {
    const cells = cellsOf(line).slice(0, head.length)
    while (cells.length < head.length) cells.push([])
    return cells
  })
  const tables: Table[] = []
  for (let at = 0; at === 0 || at < rows.length; at += mostRows)
    tables.push({ head, rows: rows.slice(at, at + mostRows) })
  return tables
}

/** A pipe within a cell is escaped, in code as well. */
function cellsOf(line: string): Inline[][] {
  const inner = line.trim().slice(1, -1)
  const cells: string[] = []
  let cell = ''
  for (let at = 0; at < inner.length; at++) {
    if (inner[at] === '\\' && inner[at + 1] === '|') {
      cell += '|'
      at++
    } else if (inner[at] === '|') {
      cells.push(cell)
      cell = ''
    } else cell += inner[at]
  }
  cells.push(cell)
  return cells.slice(0, mostColumns).map(text => inlineOf(text.trim().slice(0, mostInCell)))
}
