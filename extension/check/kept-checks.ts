import type { SourceCheck } from '../../core/contract/source.ts'
import type { Area } from '../browser/storage.ts'

const KEY = 'checks'
export type Checks = Record<string, SourceCheck>

/** What was found while the server was away, by source, until it has heard of it. */
export function checksIn(local: Area) {
  let writing: Promise<unknown> = Promise.resolve()
  const read = async (): Promise<Checks> => {
    const kept = await local.get(KEY)
    return kept && typeof kept === 'object' ? (kept as Checks) : {}
  }
  const change = (make: (kept: Checks) => Checks): Promise<Checks> => {
    const next = writing.then(async () => {
      const checks = make(await read())
      await local.set(KEY, checks)
      return checks
    })
    writing = next.catch(() => {})
    return next
  }
  return {
    read,
    keep: (id: string, check: SourceCheck) => change(kept => ({ ...kept, [id]: check })),
    /** Forgets a check that the server has, unless a newer one came meanwhile. */
    sent: (id: string, check: SourceCheck) =>
      change(kept =>
        kept[id]?.at === check.at
          ? Object.fromEntries(Object.entries(kept).filter(([key]) => key !== id))
          : kept,
      ),
  }
}
