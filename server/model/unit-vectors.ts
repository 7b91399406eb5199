import { ModelFailure } from './errors.ts'

/** Beyond it the database keeps none. */
const MOST_DIMENSIONS = 16_000

/**
 * What a model gave for `count` texts, each scaled to length 1. Whatever else came is refused: a vector too few or of
 * another size, one that is no number somewhere, one of length 0, which has no direction.
 * @throws ModelFailure
 */
export function unitVectors(
  given: readonly ArrayLike<number>[],
  { count, from }: { count: number; from: string },
): Float32Array[] {
  const refuse = (what: string): never => {
    throw new ModelFailure(
      'embedding_unusable',
      `${from} gave no usable vectors: ${what}. Look whether it is a model for embeddings, or set another.`,
      { outage: false },
    )
  }
  if (given.length !== count) refuse(`${given.length} for ${count} texts`)
  const size = given[0]?.length ?? 0
  if (size < 1 || size > MOST_DIMENSIONS) refuse(`one of ${size} numbers`)
  return given.map(vector => {
    if (vector.length !== size) refuse(`one of ${vector.length} numbers among those of ${size}`)
    let squares = 0
    for (let i = 0; i < size; i++) squares += vector[i]! ** 2
    if (!Number.isFinite(squares)) refuse('one of what are no numbers')
    if (squares < 1e-20) refuse('one of length 0')
    const length = Math.sqrt(squares)
    return Float32Array.from(vector, value => value / length)
  })
}
