/** What of a migration an older version could trip over, when it goes on or starts again beneath it. */
const BREAKS: [what: string, sql: RegExp][] = [
  ['drops what an older version may name', /\bdrop\s+(?:column|table|view|function|schema|type|sequence)\b/],
  ['renames', /\brename\b/],
  ['changes a type', /\balter\s+(?:column\s+)?\w+\s+(?:set\s+data\s+)?type\b/],
  ['takes a default away, which an older version counts on', /\bdrop\s+default\b/],
  ['refuses null, which an older version may write', /\bset\s+not\s+null\b/],
  // Up to the end of this column: a default may stand before or behind, and commas within its brackets.
  [
    'adds a column that an older version leaves out and that has no default',
    /\badd\s+(?:column\s+)?(?:if\s+not\s+exists\s+)?(?!constraint\b)\w+\s+(?:(?!\bdefault\b|\bgenerated\b|,|;)[^(]|\([^)]*\))*\bnot\s+null\b(?!(?:[^,;(]|\([^)]*\))*\b(?:default|generated)\b)/,
  ],
  ['takes a right away', /\brevoke\b/],
]

/**
 * Whether an older version may be unable to work on what the SQL leaves: sentences that say why, none where it only adds.
 * By its words, so that some of what it names is harmless: `-- migrate: breaking` then costs a way back, no more.
 * @param sql a migration
 */
export function breaksOlder(sql: string): string[] {
  const said = sql
    .replace(/--.*$/gm, '')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .toLowerCase()
  const found = BREAKS.filter(([, pattern]) => pattern.test(said)).map(([what]) => what)
  // A check that is put in the place of one of the same name is how the kinds of runs grow.
  const replaced = new Set(
    [...said.matchAll(/\bdrop\s+constraint\s+(?:if\s+exists\s+)?(\w+)/g)].map(at => at[1]),
  )
  const constrained = [...said.matchAll(/\badd\s+constraint\s+(\w+)/g)].some(at => !replaced.has(at[1]))
  if (constrained) found.push('adds a constraint that an older version does not keep')
  const made = new Set(
    [...said.matchAll(/\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?(\w+)/g)].map(at => at[1]),
  )
  const unique = [...said.matchAll(/\bcreate\s+unique\s+index\b.*?\bon\s+(\w+)/gs)].some(
    at => !made.has(at[1]),
  )
  if (unique) found.push('makes something unique that was not')
  return found
}
