import { ok } from '../../core/contract/result.ts'
import type { Asking } from '../api/client.ts'
import type { ReceiptWorld } from '../panel/receipt/receipt-world.ts'
import type { ActivityDeps, Followed } from './activity.ts'

const DECLINED = 'baseline-declined'

/** The counting, which begins when the panel is drawn, and the receipt, which is read when it is wanted. */
export function lateReceipt(deps: Omit<ActivityDeps, 'api'> & { asking: Asking }) {
  const { asking, local, work, isOnline, clock } = deps
  let opened: Promise<Followed> | null = null
  let over = false
  const apiOf = async () => (await import('../api/receipts.ts')).receiptApi(asking)

  const follow = (): Promise<Followed> => {
    opened ??= Promise.all([import('./activity.ts'), apiOf()]).then(([{ followActivity }, api]) => {
      const followed = followActivity({ ...deps, api })
      if (over) followed.stop()
      return followed
    })
    return opened
  }
  const world: ReceiptWorld = {
    async read() {
      const { projectId } = work.peek()
      const followed = await follow()
      await followed.settle()
      const answer = isOnline() ? await (await apiOf()).receipt(projectId) : null
      if (answer?.ok) return ok({ receipt: answer.value, partial: false })
      if (answer && answer.error.status !== null && answer.error.code !== 'not_found') return answer
      const counted = await followed.kept.project(projectId)
      const none = { since: null, activeMs: 0, clicks: 0, typedWords: 0, waitedMs: 0 }
      const receipt = { projectId, ...(counted ?? none), decisions: 0, machineMs: 0, baseline: null }
      return ok({ receipt, partial: true })
    },
    setBaseline: async baseline => (await apiOf()).putBaseline(baseline),
    declined: async () => (await local.get(DECLINED)) !== undefined,
    decline: () => local.set(DECLINED, clock()),
  }
  return {
    open: async (): Promise<ReceiptWorld> => world,
    /** Fails only while the panel is being closed. */
    begin: () => void follow().catch(() => {}),
    tell: () => void opened?.then(followed => followed.tell()).catch(() => {}),
    stop() {
      over = true
      void opened?.then(followed => followed.stop()).catch(() => {})
    },
  }
}
