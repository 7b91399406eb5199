/** Area under the ROC curve: how often one of `yes` is above one of `no`, ties half. null where one is empty. */
export function areaUnder(yes: readonly number[], no: readonly number[]): number | null {
  if (yes.length === 0 || no.length === 0) return null
  const all = [...yes.map(value => ({ value, yes: true })), ...no.map(value => ({ value, yes: false }))]
  all.sort((a, b) => a.value - b.value)
  let rankSum = 0
  for (let at = 0; at < all.length; ) {
    let end = at
    while (end < all.length && all[end]!.value === all[at]!.value) end++
    const rank = (at + 1 + end) / 2
    for (; at < end; at++) if (all[at]!.yes) rankSum += rank
  }
  return (rankSum - (yes.length * (yes.length + 1)) / 2) / (yes.length * no.length)
}

/** The rate at which as many of `yes` are refused as of `no` are let in. */
export function equalError(yes: readonly number[], no: readonly number[]): number | null {
  if (yes.length === 0 || no.length === 0) return null
  let best = { gap: Number.POSITIVE_INFINITY, rate: 0.5 }
  for (const threshold of [...yes, ...no]) {
    const refused = yes.filter(value => value < threshold).length / yes.length
    const letIn = no.filter(value => value >= threshold).length / no.length
    const gap = Math.abs(refused - letIn)
    if (gap < best.gap) best = { gap, rate: (refused + letIn) / 2 }
  }
  return best.rate
}

const BINS = 10

/**
 * Complement of the Brier score, and expected calibration error over ten bins of equal width (Naeini 2015), of
 * log-odds; the two classes count alike.
 */
export function calibrationOf(
  yes: readonly number[],
  no: readonly number[],
): { brier: number | null; ece: number | null } {
  if (yes.length === 0 || no.length === 0) return { brier: null, ece: null }
  const bins = Array.from({ length: BINS }, () => ({ weight: 0, said: 0, so: 0 }))
  let square = 0
  const add = (logOdds: number, so: number, weight: number) => {
    const p = 1 / (1 + Math.exp(-logOdds))
    square += weight * (p - so) ** 2
    const bin = bins[Math.min(Math.floor(p * BINS), BINS - 1)]!
    bin.weight += weight
    bin.said += weight * p
    bin.so += weight * so
  }
  for (const each of yes) add(each, 1, 0.5 / yes.length)
  for (const each of no) add(each, 0, 0.5 / no.length)
  const error = bins.reduce((sum, { said, so }) => sum + Math.abs(said - so), 0)
  return { brier: Number((1 - square).toFixed(4)), ece: Number(error.toFixed(4)) }
}
