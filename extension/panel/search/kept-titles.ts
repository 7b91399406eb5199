import type { Source } from '../../../core/contract/source.ts'

const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase()

/** Sources whose title, author, site or tags have all the words: what this computer can tell without the server. */
export function titledLike(sources: readonly Source[], query: string): Source[] {
  const words = fold(query)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  if (words.length === 0) return []
  return sources.filter(({ title, author, site, tags }) => {
    const told = fold([title, author, site, ...tags].filter(Boolean).join(' '))
    return words.every(word => told.includes(word))
  })
}
