import type { Failure } from '../../../extension/panel/done.ts'
import type { ReceiptWorld, ShownReceipt } from '../../../extension/panel/receipt/receipt-world.ts'
import { id } from './samples.ts'

export interface ReceiptSetting {
  shown: ShownReceipt | Failure
  declined: boolean
}

export const someTime: ShownReceipt = {
  receipt: {
    projectId: id(101),
    since: '2026-11-20T08:00:00.000Z',
    activeMs: 21 * 60_000,
    clicks: 36,
    typedWords: 118,
    waitedMs: 3 * 60_000,
    decisions: 3,
    machineMs: 7 * 60_000,
    baseline: null,
  },
  partial: false,
}
export const noReceipt: ReceiptSetting = { shown: someTime, declined: false }

export function fakeReceipt(
  setting: ReceiptSetting,
  note: (act: string, ...given: unknown[]) => void,
): ReceiptWorld {
  let { shown, declined } = setting
  return {
    async read() {
      return 'code' in shown ? { ok: false, error: shown } : { ok: true, value: shown }
    },
    async setBaseline(baseline) {
      note('setBaseline', baseline)
      if ('code' in shown) return { ok: false, error: shown }
      shown = { ...shown, receipt: { ...shown.receipt, baseline } }
      return { ok: true, value: baseline }
    },
    declined: async () => declined,
    async decline() {
      note('decline')
      declined = true
    },
  }
}
