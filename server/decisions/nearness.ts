import type { Claim } from '../../core/contract/findings.ts'
import { overlapOf } from '../research/overlap.ts'
import { terms } from '../research/terms.ts'
import { type Vocabulary, vocabularyOf } from '../research/tf-idf.ts'
import type { Ground } from './ground.ts'

/** How telling each word is among all that the options are made from. */
export const vocabularyFor = ({ claims, topic, angle, told }: Ground, more: string[] = []): Vocabulary =>
  vocabularyOf(
    [
      topic,
      ...(angle ? [angle.title, angle.promise, angle.fresh] : []),
      ...claims.map(({ text }) => text),
      ...told.flatMap(({ sentences }) => sentences.map(({ anchor }) => anchor.exact)),
      ...more,
    ].map(text => terms(text, null)),
  )

/**
 * The claims that an angle is about, nearest first: those that it was offered with, then by the words in common with
 * what was decided and wished, most telling words weighing most; what is as near stays in the order of the findings.
 */
export function nearest(ground: Ground, most: number): Claim[] {
  const { claims, angle, angleEvidence, wish } = ground
  const vocabulary = vocabularyFor(ground, [wish ?? ''])
  const wanted = terms([angle?.title, angle?.promise, angle?.fresh, wish].filter(Boolean).join(' '), null)
  const offered = new Set(angleEvidence.map(({ sourceId, start }) => `${sourceId} ${start}`))
  return claims
    .map((claim, i) => {
      const cited = claim.sides.some(({ evidence }) =>
        evidence.some(({ sourceId, start }) => offered.has(`${sourceId} ${start}`)),
      )
      const near = wanted.length > 0 ? overlapOf(wanted, terms(claim.text, null), vocabulary).containment : 0
      return { claim, i, near: near + (cited ? 1 : 0) - i / (2 * claims.length) }
    })
    .sort((a, b) => b.near - a.near || a.i - b.i)
    .slice(0, most)
    .map(({ claim }) => claim)
}
