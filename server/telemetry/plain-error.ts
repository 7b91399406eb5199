import { fileURLToPath } from 'node:url'

/** A place in code: `file` is from the root of this program, or a name inside Node or a package. */
export interface Frame {
  file: string
  line: number
  column: number
  /** Of the function, as its author called it. */
  in?: string
}

/** What may be told of an error to others: names and places out of code. Never its message, which may quote anything. */
export interface PlainError {
  name: string
  code: string | null
  /** The innermost first. */
  frames: Frame[]
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
/** A name that nobody made at run time. */
const NAME = /^[\w$.-]{1,80}$/
const MOST_FRAMES = 30

/** @param logged an Error, or what `errorForLog` made of one */
export function plainError(logged: unknown): PlainError {
  const { name, code, stack, frames } = (logged ?? {}) as Record<string, unknown>
  const lines = Array.isArray(frames) ? frames : typeof stack === 'string' ? stack.split('\n') : []
  return {
    name: typeof name === 'string' && NAME.test(name) ? name : 'Error',
    code: typeof code === 'string' && NAME.test(code) ? code : null,
    frames: lines.flatMap(line => frameOf(String(line)) ?? []).slice(0, MOST_FRAMES),
  }
}

function frameOf(line: string): Frame | null {
  const found = /^\s+at (?:(?:async )?(?:new )?([\w$.<>[\] ]+?) \()?([^()\s]+):(\d+):(\d+)\)?$/.exec(line)
  if (!found) return null
  const [, name, where, row, column] = found
  const file = withoutMachine(where!)
  if (!file) return null
  const inside = name && NAME.test(name) ? { in: name } : {}
  return { file, line: Number(row), column: Number(column), ...inside }
}

/** Where a machine keeps its files is nobody's business. */
function withoutMachine(where: string): string | null {
  if (where.startsWith('node:')) return where
  const path = where.startsWith('file://') ? fileURLToPath(where) : where
  const inPackage = path.lastIndexOf('/node_modules/')
  if (inPackage >= 0) return path.slice(inPackage + 1)
  return path.startsWith(ROOT) ? path.slice(ROOT.length) : null
}
