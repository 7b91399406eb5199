import type { TransactionSql } from 'postgres'
import type { Query } from './query.ts'
import type { Term } from './rank.ts'

/** What words are in one configuration: their lexemes (a hyphenated one has several), none for a stop word. */
export type Lexemes = ReadonlyMap<string, readonly string[]>

/** The lexemes of words that `searchText` made, by configuration. */
export async function lexemesOf(
  tx: TransactionSql,
  configurations: readonly string[],
  words: readonly string[],
): Promise<Map<string, Lexemes>> {
  const rows = await tx<{ configuration: string; word: string; lexemes: string[] }[]>`
    select configuration, word, tsvector_to_array(to_tsvector(configuration::regconfig, word)) as lexemes
    from unnest(${configurations as string[]}::text[]) as configuration
    cross join unnest(${words as string[]}::text[]) as word`
  const found = new Map(configurations.map(name => [name, new Map<string, string[]>()]))
  for (const { configuration, word, lexemes } of rows) found.get(configuration)!.set(word, lexemes)
  return found
}

/** The terms of a query: each lexeme once in each configuration, those of its phrases required. */
export function termsOf(query: Query, byConfiguration: ReadonlyMap<string, Lexemes>): Term[] {
  const required = new Set(query.phrases.flatMap(phrase => phrase.words))
  const words = [...required, ...query.words.filter(word => !required.has(word))]
  // A text whose language nobody knows is likely in one of the others.
  const isStop = (word: string) => [...byConfiguration.values()].some(of => of.get(word)?.length === 0)
  const taken = new Map([...byConfiguration.keys()].map(name => [name, new Set<string>()]))
  return words.flatMap(word => {
    const most = Math.max(0, ...[...byConfiguration.values()].map(of => of.get(word)?.length ?? 0))
    return Array.from({ length: most }, (_, place) => {
      const lexemes = new Map<string, string | null>()
      for (const [configuration, of] of byConfiguration) {
        const its = of.get(word) ?? []
        if (its.length === 0 || (configuration === 'simple' && isStop(word))) continue
        const lexeme = its[place]
        const isNew = lexeme !== undefined && !taken.get(configuration)!.has(lexeme)
        lexemes.set(configuration, isNew ? lexeme : null)
        if (isNew) taken.get(configuration)!.add(lexeme)
      }
      return { lexemes, required: required.has(word) }
    })
  })
}
