import type { Sentence } from '../material.ts'
import { tokens } from '../terms.ts'

/** Terms that name somebody or something, as the sources at hand write them. */
export type Names = ReadonlySet<string>

/**
 * Words that mostly have a capital where no sentence begins. In captions without capitals the names of the other
 * sources are known again; German writes every noun so, and tells nothing by it.
 * @param languageOf of the source with this number
 */
export function namesOf(
  sentences: Pick<Sentence, 'text' | 'source'>[],
  languageOf: (source: number) => string | null,
): Names {
  const counts = new Map<string, { high: number; low: number }>()
  for (const { text, source } of sentences) {
    const language = languageOf(source)
    if (language?.startsWith('de') || !/\p{Lu}/u.test(text)) continue
    for (const { surface, start, term } of tokens(text, language)) {
      if (!term || !/^\p{L}/u.test(surface)) continue
      const count = counts.get(term) ?? { high: 0, low: 0 }
      if (/^\p{Ll}/u.test(surface)) count.low++
      else if (start > 0 && !/[.!?:“"'‘(]\s*$/.test(text.slice(Math.max(0, start - 3), start))) count.high++
      counts.set(term, count)
    }
  }
  return new Set([...counts].filter(([, { high, low }]) => high > 0 && high >= low * 3).map(([term]) => term))
}
