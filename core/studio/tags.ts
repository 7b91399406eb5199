import { studioLimits } from './limits.ts'

/** Two words more, and it is a sentence that nobody types into a search. */
const MOST_WORDS = 6
const MOST_CHARS = 60

/** What YouTube counts: a tag with a space is held in quotation marks, and commas stand between (Data API, `snippet.tags`). */
export const tagsLength = (tags: readonly string[]): number =>
  tags.reduce((sum, tag) => sum + tag.length + (/\s/.test(tag) ? 2 : 0), Math.max(0, tags.length - 1))

/** A tag as Studio keeps it: no comma, which would make it two, no quotes and no angles. '' where nothing stays. */
export const cleanTag = (words: string): string =>
  words
    .replace(/[,"“”„<>#\n]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.:;!?–-]+|[\s.:;!?–-]+$/g, '')

/**
 * Tags for a topic, the broadest first: what it is called, then what the material is about.
 * @param names of the project, its angle, themes and the creator's own tags on sources, in the order of their worth
 */
export function tagsOf(names: readonly string[]): string[] {
  const seen = new Set<string>()
  const found: string[] = []
  // "Tides: why they run late" is two names.
  for (const name of names)
    for (const part of name.split(/[:–|·]|\s-\s/)) {
      const tag = cleanTag(part)
      const key = tag.toLocaleLowerCase()
      if (tag.length < 2 || tag.length > MOST_CHARS || tag.split(' ').length > MOST_WORDS) continue
      if (seen.has(key)) continue
      seen.add(key)
      found.push(tag)
    }
  return found
}

/** Tags beside those that are there, as far as YouTube takes them. None that is there is lost. */
export function addedTags(
  there: readonly string[],
  wanted: readonly string[],
): { tags: string[]; left: string[] } {
  const has = new Set(there.map(tag => tag.toLocaleLowerCase()))
  const tags = [...there]
  const left: string[] = []
  for (const tag of wanted) {
    if (has.has(tag.toLocaleLowerCase())) continue
    has.add(tag.toLocaleLowerCase())
    if (tagsLength([...tags, tag]) > studioLimits.tagsChars) left.push(tag)
    else tags.push(tag)
  }
  return { tags, left }
}
