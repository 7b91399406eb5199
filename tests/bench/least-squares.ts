/**
 * Linear regression: the offset and the weights of the columns by which the sum of squares is least, from the normal
 * equations by Gauss and Jordan's elimination.
 */
export function leastSquares(
  rows: readonly (readonly number[])[],
  values: readonly number[],
): { offset: number; weights: number[] } {
  const size = rows[0]!.length + 1
  const equations = Array.from({ length: size }, () => new Float64Array(size + 1))
  for (const [at, row] of rows.entries()) {
    const all = [1, ...row, values[at]!]
    for (const [line, equation] of equations.entries())
      for (const [column, value] of all.entries()) equation[column]! += all[line]! * value
  }
  for (const [at, equation] of equations.entries()) {
    const pivot = equation[at]!
    for (const [column, value] of equation.entries()) equation[column] = value / pivot
    for (const other of equations) {
      const times = other === equation ? 0 : other[at]!
      for (const [column, value] of equation.entries()) other[column]! -= times * value
    }
  }
  const [offset, ...weights] = equations.map(equation => equation.at(-1)!)
  return { offset: offset!, weights }
}
