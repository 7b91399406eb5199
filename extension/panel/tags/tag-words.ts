import { limits } from '../../../core/contract/limits.ts'

const shortest = (text: string) => text.replace(/\s+/g, ' ').trim()
const same = (a: string, b: string) => a.toLocaleLowerCase() === b.toLocaleLowerCase()

/** The tags with what was typed added to them: several at once, by commas. What is there already is not added twice. */
export function withTyped(tags: readonly string[], typed: string): string[] {
  const all = [...tags]
  for (const tag of typed.split(/[,\n]/).map(shortest))
    if (tag && !all.some(each => same(each, tag))) all.push(tag)
  return all
}

/** Why these cannot be the tags of a source, in words; null where they can. */
export function tagsProblem(tags: readonly string[]): string | null {
  const long = tags.find(tag => tag.length > limits.tagChars)
  if (long) return `“${long.slice(0, 20)}…” is too long: a tag has ${limits.tagChars} letters at most.`
  return tags.length > limits.tags ? `A source has ${limits.tags} tags at most: take some away first.` : null
}

/** Tags of other sources that this one has not, the most used first. */
export function suggestedTags(all: readonly { tags: string[] }[], tags: readonly string[]): string[] {
  const uses = new Map<string, number>()
  for (const each of all) for (const tag of each.tags) uses.set(tag, (uses.get(tag) ?? 0) + 1)
  return [...uses]
    .filter(([tag]) => !tags.some(each => same(each, tag)))
    .sort(([a, n], [b, m]) => m - n || a.localeCompare(b))
    .map(([tag]) => tag)
    .slice(0, 8)
}
