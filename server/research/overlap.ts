import type { Vocabulary } from './tf-idf.ts'

/** How much two sentences speak of the same thing. */
export interface Overlap {
  /** Terms in both, most telling first. */
  shared: string[]
  /** The idf of what is shared, as a part of the idf of the poorer one: 1 when all of it is in the other. */
  containment: number
}

/** Numbers are left out: whether they agree is another question. */
export function overlapOf(a: string[], b: string[], vocabulary: Vocabulary): Overlap {
  const ofA = new Set(a.filter(isWord))
  const ofB = new Set(b.filter(isWord))
  const weigh = (term: string) => vocabulary.idf(vocabulary.id(term) ?? -1)
  const mass = (set: Set<string>) => [...set].reduce((sum, term) => sum + weigh(term), 0)
  const shared = [...ofA.intersection(ofB)].sort((x, y) => weigh(y) - weigh(x) || (x < y ? -1 : 1))
  const least = Math.min(mass(ofA), mass(ofB))
  return { shared, containment: least > 0 ? mass(new Set(shared)) / least : 0 }
}

const isWord = (term: string) => !/^\d/.test(term)
