import { dot, inverseOf } from '../../core/voice/together.ts'

/** Linear regression: the offset and the weights of the columns by which the sum of squares is least (normal equations). */
export function leastSquares(
  rows: readonly (readonly number[])[],
  values: readonly number[],
): { offset: number; weights: number[] } {
  const columns = Array.from({ length: rows[0]!.length + 1 }, (_, column) =>
    Float64Array.from(rows, row => (column === 0 ? 1 : row[column - 1]!)),
  )
  const products = columns.map(one => Float64Array.from(columns, other => dot(one, other)))
  const withValues = columns.map(column => dot(column, values))
  const [offset, ...weights] = inverseOf(products).map(row => dot(row, withValues))
  return { offset: offset!, weights }
}
