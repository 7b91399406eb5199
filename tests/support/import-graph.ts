import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'

export interface Edge {
  from: string
  /** A path from the root for our own files, else the specifier as it is written. */
  to: string
  /** Gone before the program runs. */
  type: boolean
}

// Statements stand at the beginning of a line, as Biome writes them; a clause is names, braces and commas only.
const statement =
  /^[ \t]*(?:import|export)[ \t\n]+(type[ \t\n]+)?(?:[\w$*{},\s]+?\sfrom\s+)?(['"])([^'"\n]+)\2/gm
const call = /(\btypeof\s+)?\bimport\(\s*(['"])([^'"\n]+)\2/g
const beside = /\bnew URL\(\s*(['"])(\.[^'"\n]+)\1,\s*import\.meta\.url/g

/** What a file imports: statically, as types, by `import()`, and as a worker's file beside it. */
export function importsOf(from: string, source: string): Edge[] {
  const code = source.replace(/^[ \t]*(?:\/\/|\/?\*).*$/gm, '')
  const edges: Edge[] = []
  const add = (specifier: string, type: boolean) => {
    const path = specifier.replace(/\?.*$/, '')
    edges.push({ from, to: path.startsWith('.') ? posix.join(posix.dirname(from), path) : path, type })
  }
  for (const match of code.matchAll(statement)) add(match[3]!, match[1] !== undefined)
  for (const match of code.matchAll(call)) add(match[3]!, match[1] !== undefined)
  for (const match of code.matchAll(beside)) add(match[2]!, false)
  return edges
}

/** Our files under a folder of the root, by extension, with `/` between the parts. */
export function filesUnder(root: string, folder: string, endings: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && endings.test(entry.name))
    .map(entry => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}

export const readEdges = (root: string, files: string[]): Edge[] =>
  files.flatMap(file => importsOf(file, readFileSync(join(root, file), 'utf8')))
