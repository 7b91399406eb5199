import { signal } from '@preact/signals'
import type { Area } from '../browser/storage.ts'
import type { LeftFindings } from '../panel/final-check/left-findings.ts'

const KEY = 'left-findings'
/** Oldest go first: one that is forgotten is only shown again. */
const MOST = 1_000

/** What the creator leaves as it is, on this computer: a finding is of words, so that others are found anew. */
export function leftFindings(local: Area): LeftFindings & { stop: () => void } {
  const kept = signal<readonly string[]>([])
  const take = (stored: unknown) => {
    kept.value = Array.isArray(stored)
      ? stored.filter((each): each is string => typeof each === 'string').slice(-MOST)
      : []
  }
  const read = local.get(KEY).then(take)
  const stop = local.onChanged(KEY, take)
  const keyOf = (branchId: string, findingId: string) => `${branchId} ${findingId}`
  async function change(to: (before: readonly string[]) => string[]): Promise<void> {
    await read
    kept.value = to(kept.peek()).slice(-MOST)
    await local.set(KEY, kept.peek())
  }
  return {
    isLeft: (branchId, findingId) => kept.value.includes(keyOf(branchId, findingId)),
    leave: (branchId, findingId) => {
      const key = keyOf(branchId, findingId)
      return change(before => [...before.filter(each => each !== key), key])
    },
    takeUp: (branchId, findingId) =>
      change(before => before.filter(each => each !== keyOf(branchId, findingId))),
    stop,
  }
}
