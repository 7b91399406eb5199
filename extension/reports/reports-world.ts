import { signal } from '@preact/signals'
import type { ReportsWorld } from '../panel/reports/reports-world.ts'
import type { KeptReports } from './kept-reports.ts'

/** What the creator agreed to have told, and what was: as every context of the extension has it. */
export async function reportsWorld(kept: KeptReports): Promise<ReportsWorld> {
  const agreed = signal(await kept.agreed())
  const sent = signal(await kept.sent())
  kept.onAgreed(async () => {
    agreed.value = await kept.agreed()
  })
  kept.onSent(async () => {
    sent.value = await kept.sent()
  })
  return {
    agreed,
    sent,
    agree: (kind, to) => kept.agree(kind, to),
    withdraw: kind => kept.agree(kind, null),
  }
}
