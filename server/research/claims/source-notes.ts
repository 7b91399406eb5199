import { isPunctuated } from '../../../core/passages/caption-units.ts'
import type { MaterialSource } from '../material.ts'
import { speakOtherwise } from './relation.ts'
import type { Voices } from './voices.ts'

const LANGUAGES = new Intl.DisplayNames(['en'], { type: 'language' })
const titles = (sources: MaterialSource[]) =>
  sources
    .slice(0, 5)
    .map(({ title }) => `“${title}”`)
    .join(', ') + (sources.length > 5 ? ` and ${sources.length - 5} more` : '')

/** What the creator must know of their sources to read the claims right. */
export function sourceNotes(sources: MaterialSource[], { copies }: Voices, rough: boolean): string[] {
  return [
    ...copies.map(
      numbers =>
        `${titles(numbers.map(i => sources[i]!))} have the same text and count as one voice: a copy confirms nothing.`,
    ),
    ...languageNotes(sources),
    ...(rough ? captionNotes(sources) : []),
  ]
}

function captionNotes(sources: MaterialSource[]): string[] {
  const bare = sources.filter(({ transcript, quoted }) => transcript !== null && !isPunctuated(quoted.text))
  return bare.length === 0
    ? []
    : [
        `${titles(bare)} ${bare.length === 1 ? 'has' : 'have'} captions without full stops: where a claim begins and ends there is a guess.`,
      ]
}

function languageNotes(sources: MaterialSource[]): string[] {
  const groups = Map.groupBy(
    sources.filter(({ language }) => language !== null),
    ({ language }) => language!.slice(0, 2).toLowerCase(),
  )
  if (groups.size < 2) return []
  const [main] = [...groups].sort(([, a], [, b]) => b.length - a.length)[0]!
  return [...groups]
    .filter(([language]) => speakOtherwise(language, main))
    .map(
      ([language, those]) =>
        `${titles(those)} ${those.length === 1 ? 'is' : 'are'} in ${nameOf(language)}: what ${those.length === 1 ? 'it says' : 'they say'} is listed in that language, and is held only against sources of the same one.`,
    )
}

function nameOf(language: string): string {
  try {
    return LANGUAGES.of(language) ?? language
  } catch {
    return `another language (${language})`
  }
}
