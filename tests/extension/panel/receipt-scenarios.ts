import { noReceipt, type ReceiptSetting, someTime } from './fake-receipt.ts'
import { type Setting, settings } from './fake-world.ts'

const time = (setting: Partial<ReceiptSetting>) => () => settings({ receipt: { ...noReceipt, ...setting } })
const withBaseline = {
  ...someTime,
  receipt: { ...someTime.receipt, baseline: { researchMinutes: 300, scriptMinutes: 90 } },
}

export const receiptScenarios: Record<string, () => Setting> = {
  time: time({}),
  'time-against': time({ shown: withBaseline }),
  'time-declined': time({ declined: true }),
  'time-away': time({
    shown: {
      partial: true,
      receipt: { ...someTime.receipt, decisions: 0, machineMs: 0 },
    },
  }),
  'time-failed': time({
    shown: { code: 'internal', message: 'Something went wrong in the server. Try again.' },
  }),
}
