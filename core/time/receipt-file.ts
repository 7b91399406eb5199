import type { Project } from '../contract/project.ts'
import type { TimeReceipt } from '../contract/receipt-of-time.ts'

/** How much of the creator's own time a project took, beside what a video took them before. */
export interface Compared {
  /** Waiting counts as theirs: they sat there. */
  spentMs: number
  baselineMs: number
  /** Of the baseline, in whole percent and never rounded up; below nought it took longer. */
  lessPercent: number
}

/** null where there is nothing to compare with, or nothing was counted yet. */
export function compared({ activeMs, waitedMs, baseline }: TimeReceipt): Compared | null {
  const spentMs = activeMs + waitedMs
  if (!baseline || spentMs === 0) return null
  const baselineMs = (baseline.researchMinutes + baseline.scriptMinutes) * 60_000
  return { spentMs, baselineMs, lessPercent: Math.floor((1 - spentMs / baselineMs) * 100) }
}

/** What the figures are. */
export const countsWhat =
  'Active time is time in Ownwords with at most a minute between two presses, keys or scrolls, or while a page was clipped. Waiting is time in which Ownwords was open, worked on what was asked of it, and nothing else was done. Machine time is all that runs worked, several at once counted each.'
/** What they are not. */
export const countsNot =
  'Not counted: reading and watching on the pages themselves, thinking away from the panel, filming, cutting, and anything done in other programs. The baseline is the creator’s own word, not a measurement.'

/**
 * `receipt.json`: a project's receipt as it is kept and given away, times in minutes.
 * @param partial what one computer counted while the server was away: what only the server knows is null, not nought
 */
export function receiptFile(
  receipt: TimeReceipt,
  project: Pick<Project, 'id' | 'title'>,
  exportedAt: string,
  partial = false,
): string {
  const { since, clicks, typedWords, baseline } = receipt
  const against = compared(receipt)
  const minutes = (ms: number) => Math.round(ms / 6_000) / 10
  const file = {
    form: 'ownwords/time-receipt',
    version: 1,
    project: { id: project.id, title: project.title },
    exportedAt,
    countedSince: since,
    activeMinutes: minutes(receipt.activeMs),
    waitedMinutes: minutes(receipt.waitedMs),
    machineMinutes: partial ? null : minutes(receipt.machineMs),
    decisions: partial ? null : receipt.decisions,
    ...{ clicks, typedWords },
    baseline: baseline && { ...baseline, saidBy: 'the creator' },
    compared: against && {
      spentMinutes: minutes(against.spentMs),
      baselineMinutes: minutes(against.baselineMs),
      lessPercent: against.lessPercent,
    },
    ...{ countsWhat, countsNot },
  }
  return `${JSON.stringify(file, null, 2)}\n`
}
