import type { Source, SourceCheck } from '../../../core/contract/source.ts'
import { count } from '../words/numbers.ts'

/** What a check says on a source's card; null where there is nothing to say of it. */
export function checkWords(check: SourceCheck): { tone: 'changed' | 'gone' | 'unsure'; head: string } | null {
  if (check.state === 'changed') return { tone: 'changed', head: 'Changed since you clipped it' }
  if (check.state === 'gone') return { tone: 'gone', head: 'Gone since you clipped it' }
  if (check.state === 'no_access') return { tone: 'unsure', head: 'Could not be checked' }
  if (check.state === 'unreachable') return { tone: 'unsure', head: 'Not reached' }
  return null
}

/** Sources as they were found, for a summary: what was not looked at counts as such. */
export interface Found {
  same: Source[]
  /** With what was found of each. */
  other: { source: Source; check: SourceCheck }[]
  unchecked: Source[]
}

export function foundOf(sources: Source[], checkOf: (source: Source) => SourceCheck | null): Found {
  const found: Found = { same: [], other: [], unchecked: [] }
  for (const source of sources) {
    const check = checkOf(source)
    if (!check) found.unchecked.push(source)
    else if (check.state === 'same') found.same.push(source)
    else found.other.push({ source, check })
  }
  return found
}

/** "2 changed, 1 gone, 1 could not be checked, 4 the same" */
export function foundWords({ same, other, unchecked }: Found): string {
  const of = (...states: SourceCheck['state'][]) =>
    other.filter(({ check }) => states.includes(check.state)).length
  return [
    [of('changed'), 'changed'],
    [of('gone'), 'gone'],
    [of('no_access', 'unreachable'), 'could not be checked'],
    [unchecked.length, 'not looked at'],
    [same.length, 'the same'],
  ]
    .filter(([number]) => number)
    .map(([number, words]) => `${number} ${words}`)
    .join(', ')
}

export const checkingWords = (total: number): string => `Looking at ${count(total, 'source')} again`
