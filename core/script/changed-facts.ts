import { type Fact, factsOf } from './facts.ts'

/** What a rewriting must carry over: whatever else it says otherwise, these are somebody's or somewhere's. */
const CARRIED: ReadonlySet<Fact['kind']> = new Set(['number', 'date', 'name'])

/** Numbers, dates and names that a rewriting lost, and those that it brought in, as they are written. */
export function changedFacts(before: string, after: string): { lost: string[]; gained: string[] } {
  const [was, is] = [carried(before), carried(after)]
  return { lost: missing(was, is, after), gained: missing(is, was, before) }
}

const carried = (text: string): Fact[] => factsOf(text).filter(({ kind }) => CARRIED.has(kind))

function missing(from: readonly Fact[], to: readonly Fact[], text: string): string[] {
  const known = new Set(to.map(({ kind, key }) => `${kind} ${key}`))
  const found = new Map<string, string>()
  for (const { kind, key, written } of from) {
    // Where a sentence begins with it, a name may be held for a word.
    const there = known.has(`${kind} ${key}`) || (kind === 'name' && text.includes(written))
    if (!there) found.set(`${kind} ${key}`, written)
  }
  return [...found.values()]
}
