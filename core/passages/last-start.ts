/**
 * Which of the stretches that begin at `starts`, rising, holds what stands at `at`: the last that begins there or before
 * it, the first where all begin later. Of several that begin at the same place it is the last, which is not empty. 0
 * where there are none.
 */
export function lastStart(starts: readonly number[], at: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (starts[middle]! <= at) low = middle
    else high = middle - 1
  }
  return low
}
