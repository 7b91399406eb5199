import type { Area } from '../browser/storage.ts'
import type { Batch, BatchTab, TabOutcome } from '../panel/tabs/tabs-world.ts'

/**
 * A window's batch as it is kept between two openings of the panel, in the browser's memory: tabs have no identity
 * beyond it. What the panel was in the middle of when it was closed has to be done again.
 */
export function keptBatchIn(session: Area, windowId: number) {
  const key = `tabs:${windowId}`
  return {
    keep: (batch: Batch): Promise<void> => session.set(key, batch),
    forget: (): Promise<void> => session.remove(key),
    async read(): Promise<Batch | null> {
      const kept = (await session.get(key)) as Batch | undefined
      if (!kept || !Array.isArray(kept.tabs) || !Array.isArray(kept.given)) return null
      if (kept.state === 'done') return kept
      const tabs = kept.tabs.map(
        (tab): BatchTab =>
          tab.outcome.state === 'working' ? { ...tab, outcome: { state: 'waiting' } } : tab,
      )
      const left = tabs.some(tab => tab.outcome.state === 'waiting')
      if (kept.state === 'stopping') return { ...kept, state: 'done', tabs: tabs.map(stopped) }
      return { ...kept, state: left ? 'interrupted' : 'done', tabs }
    },
  }
}

/** A tab that its batch never came to. */
export const stopped = (tab: BatchTab): BatchTab =>
  tab.outcome.state === 'waiting' ? { ...tab, outcome: { state: 'skipped', why: 'stopped' } } : tab

export const withOutcome = (batch: Batch, at: number, outcome: TabOutcome): Batch => ({
  ...batch,
  tabs: batch.tabs.map((tab, index) => (index === at ? { ...tab, outcome } : tab)),
})
