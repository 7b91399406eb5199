import type { TransactionSql } from 'postgres'
import type { Activity, TimeReceipt } from '../../core/contract/receipt-of-time.ts'
import { ApiError } from '../http/problem.ts'
import { holdProject, requireProject } from '../projects/projects.ts'
import {
  countDecisions,
  countOtherDevices,
  growActivity,
  readBaseline,
  sumActivity,
  sumMachineMs,
} from './store.ts'

/** Whoever sets the browser up anew is another device; nobody does it a hundred times in the making of one video. */
const MOST_DEVICES = 100

export async function keepActivity(tx: TransactionSql, projectId: string, told: Activity): Promise<void> {
  await holdProject(tx, projectId)
  if ((await countOtherDevices(tx, projectId, told.deviceId)) >= MOST_DEVICES)
    throw new ApiError(
      'conflict',
      `This project has figures of ${MOST_DEVICES} devices already, so this one’s were not added.`,
    )
  await growActivity(tx, projectId, told)
}

export async function receiptOf(tx: TransactionSql, projectId: string): Promise<TimeReceipt> {
  await requireProject(tx, projectId)
  return {
    projectId,
    ...(await sumActivity(tx, projectId)),
    decisions: await countDecisions(tx, projectId),
    machineMs: await sumMachineMs(tx, projectId),
    baseline: await readBaseline(tx),
  }
}
