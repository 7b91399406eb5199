import { posix } from 'node:path'
import type { Edge } from './import-graph.ts'

type Rule = { rule: string; broken(edge: Edge): boolean }

const room = (path: string) => /^(core|extension|journey|server|tests)\//.exec(path)?.[1] ?? null
const isNode = (specifier: string) => specifier.startsWith('node:')

/** Who may know whom. */
const rules: Rule[] = [
  {
    rule: 'core imports nothing of the other rooms and nothing of Node',
    broken: ({ from, to }) =>
      room(from) === 'core' && (isNode(to) || (room(to) !== null && room(to) !== 'core')),
  },
  {
    rule: 'the extension takes only types from the server, and nothing of Node',
    broken: ({ from, to, type }) =>
      room(from) === 'extension' && ((room(to) === 'server' && !type) || isNode(to)),
  },
  {
    rule: 'the server takes nothing from the extension',
    broken: ({ from, to }) => room(from) === 'server' && room(to) === 'extension',
  },
  {
    rule: 'the journey speaks to the server by its API alone, and no room knows the journey',
    broken: ({ from, to, type }) =>
      (room(from) === 'journey' && room(to) === 'server' && !type) ||
      (room(to) === 'journey' && room(from) !== 'journey' && room(from) !== 'tests'),
  },
  {
    rule: "a feature asks another feature's functions, not its store",
    broken: ({ from, to }) =>
      room(from) === 'server' &&
      room(to) === 'server' &&
      posix.basename(to) === 'store.ts' &&
      posix.dirname(from) !== posix.dirname(to),
  },
  {
    rule: 'the product does not know its tests',
    broken: ({ from, to }) => room(from) !== 'tests' && room(to) === 'tests',
  },
]

/** One sentence for each edge that must not be. */
export function forbiddenEdges(edges: Edge[]): string[] {
  return edges.flatMap(edge =>
    rules.filter(({ broken }) => broken(edge)).map(({ rule }) => `${edge.from} → ${edge.to}: ${rule}`),
  )
}

/** Each knot of files that import one another, once, as a path that returns to where it began. Types count too. */
export function cycles(edges: Edge[]): string[] {
  const next = new Map<string, string[]>()
  for (const { from, to } of edges) next.set(from, [...(next.get(from) ?? []), to])
  const seen = new Set<string>()
  const path: string[] = []
  const found: string[] = []
  const walk = (file: string) => {
    const again = path.indexOf(file)
    if (again >= 0) found.push([...path.slice(again), file].join(' → '))
    if (again >= 0 || seen.has(file)) return
    path.push(file)
    for (const to of next.get(file) ?? []) walk(to)
    path.pop()
    seen.add(file)
  }
  for (const file of next.keys()) walk(file)
  return found
}
