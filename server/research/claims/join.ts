import type { Ranking } from '../ranking.ts'
import type { Said } from './candidates.ts'
import { type PartsBy, type Relation, relate } from './relation.ts'
import { countVoices, type Voices } from './voices.ts'

/** What several say, or one. */
export interface Joined {
  /** Whose words stand for all: the one that says no more than the others do. */
  head: Said
  /** The head first, then one of each source, most alike first. */
  members: Said[]
  /** How many voices say it. */
  voices: number
  weight: number
}

/** Two things that are said, and cannot both be right. */
export interface Parting {
  a: Joined
  b: Joined
  by: PartsBy
  why: string
  unit: string | null
  shared: string[]
  weight: number
}

/**
 * Joins what says the same around heads, the most telling first: whoever says the same as a head stands with it, never
 * with whoever only stands with it, so that no chain of likenesses joins what differs.
 * @param said in the order of the ranking's sentences
 */
export async function joined(
  said: Said[],
  ranking: Ranking,
  voices: Voices,
  breathe: () => Promise<void>,
): Promise<{ claims: Joined[]; partings: Parting[] }> {
  const { vocabulary } = ranking
  const neighbours = symmetric(ranking.graph)
  const weightOf = ({ worth, sentence }: Said) => worth * (0.35 + 0.65 * Math.sqrt(sentence.score))
  const order = said
    .filter(({ worth }) => worth > 0)
    .toSorted((a, b) => weightOf(b) - weightOf(a) || a.sentence.index - b.sentence.index)
  const taken = new Set<number>()
  const claims: Joined[] = []
  const differing: { a: Said; b: Said; relation: Relation & { how: 'parts' } }[] = []
  const ofHead = new Map<number, Joined>()
  for (const [i, head] of order.entries()) {
    if (i % 60 === 59) await breathe()
    const own = head.sentence.index
    if (taken.has(own)) continue
    taken.add(own)
    const alike: { other: Said; likeness: number }[] = []
    for (const to of neighbours[own]!) {
      const other = said[to]!
      const relation = relate(head.reading, other.reading, vocabulary)
      if (relation.how === 'parts' && voices.of[head.source] !== voices.of[other.source] && other.worth > 0)
        differing.push({ a: head, b: other, relation })
      if (relation.how === 'same' && !taken.has(to)) alike.push({ other, likeness: relation.likeness })
    }
    alike.sort((a, b) => b.likeness - a.likeness || a.other.sentence.index - b.other.sentence.index)
    const members = membersOf(
      head,
      alike.map(({ other }) => other),
      vocabulary,
    )
    for (const member of members) taken.add(member.sentence.index)
    const once = members.filter((one, at) => members.findIndex(({ source }) => source === one.source) === at)
    const count = countVoices(once, voices)
    const weight = weightOf(head) * (1 + 0.5 * Math.min(4, count - 1))
    const claim: Joined = { head: once[0]!, members: once, voices: count, weight }
    claims.push(claim)
    for (const member of members) ofHead.set(member.sentence.index, claim)
  }
  return { claims, partings: partingsOf(differing, ofHead) }
}

/** Whoever gives a number more than the others would have them say it too: then the one with fewest stands for all. */
function membersOf(head: Said, others: Said[], vocabulary: Ranking['vocabulary']): Said[] {
  const fewest = Math.min(...[head, ...others].map(({ reading }) => reading.figures.length))
  if (head.reading.figures.length === fewest) return [head, ...others]
  const plain = others.find(({ reading, worth }) => worth > 0 && reading.figures.length === fewest)
  if (!plain)
    return [head, ...others.filter(({ reading }) => reading.figures.length >= head.reading.figures.length)]
  const same = others.filter(
    other => other !== plain && relate(plain.reading, other.reading, vocabulary).how === 'same',
  )
  return [plain, head, ...same]
}

function partingsOf(
  differing: { a: Said; b: Said; relation: Relation & { how: 'parts' } }[],
  ofHead: Map<number, Joined>,
): Parting[] {
  const found = new Map<string, Parting>()
  const number = new Map([...new Set(ofHead.values())].map((claim, i) => [claim, i]))
  for (const { a, b, relation } of differing) {
    const [one, other] = [ofHead.get(a.sentence.index), ofHead.get(b.sentence.index)]
    if (!one || !other || one === other) continue
    const key = [number.get(one)!, number.get(other)!].sort((x, y) => x - y).join(' ')
    const weight = relation.likeness * relation.shared.length
    if ((found.get(key)?.weight ?? -1) < weight)
      found.set(key, {
        a: one,
        b: other,
        by: relation.by,
        why: relation.why,
        unit: relation.unit,
        shared: relation.shared,
        weight,
      })
  }
  return [...found.values()].sort((x, y) => y.weight - x.weight)
}

/** The graph keeps only the nearest of each, so that a pair may be seen from one side alone. */
function symmetric(graph: Ranking['graph']): number[][] {
  const sets = graph.map(edges => new Set(edges.map(({ to }) => to)))
  graph.forEach((edges, from) => {
    for (const { to } of edges) sets[to]!.add(from)
  })
  return sets.map(set => [...set].sort((a, b) => a - b))
}
