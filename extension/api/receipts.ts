import type { Activity, Baseline, TimeReceipt } from '../../core/contract/receipt-of-time.ts'
import { ok } from '../../core/contract/result.ts'
import type { Answer, Asking } from './client.ts'

/** The server's side of the time that a project takes. */
export interface ReceiptApi {
  /** Sent twice, or after a newer one, it changes nothing. */
  putActivity(projectId: string, activity: Activity): Answer<null>
  receipt(projectId: string): Answer<TimeReceipt>
  /** null: they have not said. */
  baseline(): Answer<Baseline | null>
  putBaseline(baseline: Baseline | null): Answer<Baseline | null>
}

export function receiptApi({ get, put }: Asking): ReceiptApi {
  const inside = async (asked: ReturnType<typeof get<'keptBaseline'>>): Answer<Baseline | null> => {
    const answer = await asked
    return answer.ok ? ok(answer.value.baseline) : answer
  }
  return {
    putActivity: (projectId, activity) => put('nothing', `/projects/${projectId}/activity`, activity),
    receipt: projectId => get('timeReceipt', `/projects/${projectId}/receipt`),
    baseline: () => inside(get('keptBaseline', '/baseline')),
    putBaseline: baseline => inside(put('keptBaseline', '/baseline', { baseline })),
  }
}
