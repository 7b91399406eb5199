/** What YouTube answers is somebody else's object: every step into it may find anything or nothing. */
export type Node = { [key: string]: unknown }

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** What stands at the end of a way of keys and indexes; undefined as soon as a step is missing. Own properties only. */
export function at(value: unknown, ...way: (string | number)[]): unknown {
  let here = value
  for (const step of way) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined
    here = (here as Node)[step]
  }
  return here
}

/** At most `most` entries of what should be a list. */
export const listAt = (value: unknown, ...way: (string | number)[]): unknown[] => {
  const list = at(value, ...way)
  return Array.isArray(list) ? list.slice(0, most) : []
}
const most = 1_000

export function stringAt(value: unknown, ...way: (string | number)[]): string | null {
  const text = at(value, ...way)
  return typeof text === 'string' ? text : null
}

/** The words of a text as YouTube writes it: bare, `simpleText`, `content` or `runs`. Empty where it is none of them. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, textChars)
  if (!isNode(value)) return ''
  const plain = stringAt(value, 'simpleText') ?? stringAt(value, 'content')
  if (plain !== null) return plain.slice(0, textChars)
  let text = ''
  for (const run of listAt(value, 'runs')) {
    text += stringAt(run, 'text') ?? ''
    if (text.length > textChars) break
  }
  return text.slice(0, textChars)
}
const textChars = 5_000
