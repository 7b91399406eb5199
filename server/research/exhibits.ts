import { passages } from '../../core/passages/passages.ts'
import type { FencedSource } from '../model/fence.ts'
import type { CountTokens } from '../model/tokens.ts'
import type { Material } from './material.ts'
import type { Ranking } from './ranking.ts'

/** With what is asked and the form of the answer it stays under 16,000: every current model takes it, and it is paid for each time. */
const MOST_TOKENS = 13_600

/**
 * What the model is shown: all of the sources where they fit, else the passages that hold the most central sentences,
 * taken in turn from the source that has given least for its rank, so that every source is heard.
 * @param count the tokens of a text
 */
export function exhibits(
  { sources }: Material,
  { sentences }: Ranking,
  count: CountTokens,
  mostTokens = MOST_TOKENS,
): FencedSource[] {
  const cut = sources.map(({ quoted, language, transcript }, source) => {
    const own = sentences.filter(sentence => sentence.source === source)
    let at = 0
    return Array.from(
      passages(quoted.text, { language, transcript: transcript?.segments }),
      ({ start, end }) => {
        let score = 0
        while (at < own.length && own[at]!.start < end) score += own[at++]!.score
        return { start, end, score, chosen: false }
      },
    )
  })
  const order = cut.map(list => list.toSorted((a, b) => b.score - a.score || a.start - b.start))
  const given = sources.map(() => 0)
  let left = mostTokens
  for (;;) {
    let best = -1
    let most = -1
    order.forEach((list, source) => {
      const next = list[given[source]!]
      const value = next ? (next.score + 0.01) / (1 + given[source]!) : -1
      if (value > most) {
        most = value
        best = source
      }
    })
    if (best < 0) break
    const next = order[best]![given[best]!]!
    const tokens = count(sources[best]!.quoted.text.slice(next.start, next.end))
    if (tokens > left) break
    left -= tokens
    next.chosen = true
    given[best]!++
  }
  return sources.flatMap(({ title, kind, readable }, source) => {
    const chosen = cut[source]!.filter(passage => passage.chosen).map(({ start, end }) =>
      readable.quoted.text.slice(start, end),
    )
    return chosen.length > 0 ? [{ ref: `S${source + 1}`, title, kind, passages: chosen }] : []
  })
}
