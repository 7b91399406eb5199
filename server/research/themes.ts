import type { RankedSentence } from './ranking.ts'
import { combined, cosine, type Vector } from './tf-idf.ts'

/** Sentences about one thing, most central first. */
export interface Cluster {
  centroid: Vector
  members: RankedSentence[]
}

const FEWEST_THEMES = 2
const MOST_THEMES = 8
const ROUNDS = 12
/** What ranks below these says nothing in a brief of two dozen statements. */
const MOST_SENTENCES = 900
/** A theme of fewer sentences is not one … */
const FEWEST_MEMBERS = 4
/** … and there are no more themes than sentences for so many each. */
const MEANT_MEMBERS = 12

/**
 * Spherical k-means (Dhillon & Modha 2001) over the sentences in their context. The seeds are chosen, not drawn: the
 * most central sentence first, then always the one that is central and far from the seeds so far, so that the same
 * sources give the same themes. k is the one with the best simplified silhouette.
 */
export async function cluster(
  sentences: RankedSentence[],
  breathe: () => Promise<void> = async () => {},
): Promise<Cluster[]> {
  const usable = sentences.filter(({ context }) => context.ids.length > 0)
  if (usable.length === 0) return []
  const pool = usable.toSorted((a, b) => b.score - a.score || a.index - b.index).slice(0, MOST_SENTENCES)
  const most = Math.min(MOST_THEMES, Math.floor(pool.length / MEANT_MEMBERS))
  let best = [{ centroid: centroidOf(pool), members: pool }]
  let quality = Number.NEGATIVE_INFINITY
  for (let k = FEWEST_THEMES; k <= most; k++) {
    await breathe()
    const clusters = kMeans(pool, k)
    const value = silhouette(clusters)
    if (value > quality) {
      quality = value
      best = clusters
    }
  }
  return best
}

function kMeans(pool: RankedSentence[], k: number): Cluster[] {
  let centroids = seeds(pool, k)
  let clusters: Cluster[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const members = centroids.map((): RankedSentence[] => [])
    const full = centroids.map(dense)
    for (const sentence of pool) members[nearest(sentence.context, full)]!.push(sentence)
    const filled = members.filter(list => list.length > 0)
    clusters = filled.map(list => ({ centroid: centroidOf(list), members: list }))
    const next = clusters.map(({ centroid }) => centroid)
    const settled =
      next.length === centroids.length &&
      next.every((centroid, i) => cosine(centroid, centroids[i]!) > 0.9999)
    centroids = next
    if (settled) break
  }
  return withoutTiny(clusters)
}

function seeds(pool: RankedSentence[], k: number): Vector[] {
  const chosen = [pool[0]!.context]
  const likeness = pool.map(({ context }) => cosine(context, chosen[0]!))
  while (chosen.length < k) {
    let best = 0
    let most = -1
    pool.forEach(({ score }, i) => {
      const value = (1 - likeness[i]!) * Math.sqrt(score)
      if (value > most) {
        most = value
        best = i
      }
    })
    const seed = pool[best]!.context
    chosen.push(seed)
    pool.forEach(({ context }, i) => {
      likeness[i] = Math.max(likeness[i]!, cosine(context, seed))
    })
  }
  return chosen
}

/** Members of clusters that are too small go where they fit next best. */
function withoutTiny(clusters: Cluster[]): Cluster[] {
  const large = clusters.filter(({ members }) => members.length >= FEWEST_MEMBERS)
  if (large.length === 0 || large.length === clusters.length) return clusters
  const centroids = large.map(({ centroid }) => centroid)
  const members = large.map(cluster => [...cluster.members])
  const full = centroids.map(dense)
  for (const small of clusters) {
    if (small.members.length >= FEWEST_MEMBERS) continue
    for (const sentence of small.members) members[nearest(sentence.context, full)]!.push(sentence)
  }
  return members.map((list, i) => ({
    centroid: centroids[i]!,
    members: list.sort((a, b) => b.score - a.score || a.index - b.index),
  }))
}

function nearest(vector: Vector, centroids: Dense[]): number {
  let best = 0
  let most = -1
  centroids.forEach((centroid, i) => {
    const value = dot(vector, centroid)
    if (value > most) {
      most = value
      best = i
    }
  })
  return best
}

/** A centroid has thousands of terms and meets every sentence: written out in full, a product costs only the sentence's. */
type Dense = Map<number, number>
const dense = ({ ids, weights }: Vector): Dense => new Map(Array.from(ids, (id, i) => [id, weights[i]!]))

function dot({ ids, weights }: Vector, centroid: Dense): number {
  let sum = 0
  for (let i = 0; i < ids.length; i++) sum += weights[i]! * (centroid.get(ids[i]!) ?? 0)
  return sum
}

const centroidOf = (members: RankedSentence[]): Vector =>
  combined(members.map(({ context, score }) => ({ vector: context, factor: 0.2 + score })))

/** Mean over sentences of (own − next best) / own-or-next likeness to the centroids; higher is a cleaner cut. */
function silhouette(clusters: Cluster[]): number {
  if (clusters.length < 2) return Number.NEGATIVE_INFINITY
  const full = clusters.map(({ centroid }) => dense(centroid))
  let sum = 0
  let count = 0
  clusters.forEach(({ members }, own) => {
    for (const { context } of members) {
      let mine = 0
      let other = 0
      full.forEach((centroid, i) => {
        const value = dot(context, centroid)
        if (i === own) mine = value
        else other = Math.max(other, value)
      })
      const a = 1 - mine
      const b = 1 - other
      sum += (b - a) / Math.max(a, b, 1e-6)
      count++
    }
  })
  return sum / count
}
