import type { TransactionSql } from 'postgres'
import type { SearchScope } from '../../core/contract/search.ts'
import type { Query } from './query.ts'
import type { Term } from './rank.ts'
import { inScope } from './scope.ts'

/** What words are in one configuration: their lexemes (a hyphenated one has several), none for a stop word. */
export type Lexemes = ReadonlyMap<string, readonly string[]>

/** The lexemes of words that `searchText` made, by configuration: in those that the scope's passages are read in. */
export const lexemesIn = (
  tx: TransactionSql,
  scope: SearchScope,
  words: readonly string[],
): Promise<Map<string, Lexemes>> =>
  selectLexemes(tx, tx`(select distinct configuration from search_chunk where ${inScope(tx, scope)})`, words)

/** The same in one configuration. */
export const lexemesOf = async (
  tx: TransactionSql,
  configuration: string,
  words: readonly string[],
): Promise<Lexemes> =>
  (await selectLexemes(tx, tx`unnest(${[configuration]}::text[])`, words)).get(configuration) ?? new Map()

async function selectLexemes(
  tx: TransactionSql,
  configurations: Fragment,
  words: readonly string[],
): Promise<Map<string, Lexemes>> {
  const rows = await tx<{ configuration: string; word: string; lexemes: string[] }[]>`
    select configuration, word, tsvector_to_array(to_tsvector(configuration::regconfig, word)) as lexemes
    from ${configurations} as asked (configuration)
    cross join unnest(${words as string[]}::text[]) as word`
  const found = new Map<string, Map<string, string[]>>()
  for (const { configuration, word, lexemes } of rows)
    found.set(configuration, (found.get(configuration) ?? new Map()).set(word, lexemes))
  return found
}

type Fragment = ReturnType<typeof inScope>

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
